// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** One benchmark: measures something, prints a table of it and says whether its limits hold. */
public interface Benchmark {

    /** What is measured and which options there are, in a few lines. */
    String description();

    /** Whether results of an earlier run count unless they are asked for with fresh=false: times of another build do not. */
    default boolean beginsAnew() {
        return false;
    }

    /**
     * @param options settings given after the name
     * @param journal keeps results from run to run
     * @param out takes the table, line by line as it is measured
     * @return a sentence for every limit that is missed or could not be checked; none when all hold
     */
    List<String> run(Options options, Journal journal, PrintStream out) throws IOException;
}
