// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.IntFunction;
import org.flowmatch.engine.ChunksInOrder;
import org.flowmatch.engine.Monitor;

/** Independent jobs on several threads; a cancel takes effect within a second, for those under way by an interrupt. */
final class Batch {
    private Batch() {}

    /**
     * @param what is being done, for the monitor
     * @return the results in the order of the jobs; none depends on the number of threads
     */
    static <T> List<T> run(int jobs, int threads, String what, IntFunction<T> job, Monitor monitor) {
        List<T> results = new ArrayList<>(jobs);
        monitor.report(0, what);
        ChunksInOrder.run(
                jobs,
                threads,
                job,
                result -> {
                    results.add(result);
                    monitor.report((double) results.size() / jobs, what);
                },
                monitor);
        return results;
    }

    /** For jobs that take long. */
    static void checkInterrupt() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("cancelled while a table was judged");
        }
    }
}
