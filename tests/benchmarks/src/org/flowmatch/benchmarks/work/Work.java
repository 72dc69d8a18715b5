// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.work;

import java.io.IOException;

/** A piece of prepared work of this product, to be timed. */
interface Work {

    /** Does it so many times; returns a number to check it by. */
    double run(int repeat, Stopwatch watch) throws IOException;
}
