// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.race;

/** Does work and tells how long it took. */
public interface Measured {

    /**
     * Does a piece of work so many times; what it takes to prepare it is not in the times.
     *
     * @throws WorkerFailure when it does not
     */
    Timing measure(Request work, int repeat) throws WorkerFailure;
}
