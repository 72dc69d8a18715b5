// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.TimeLeft;
import org.flowmatch.engine.Waiting;
import org.flowmatch.engine.data.RowMatrix;

/**
 * Distances of samples that take long, on several threads; a cancel takes effect within a second, by an interrupt of the
 * threads.
 */
final class DistanceJobs {
    private static final long MILLIS_BETWEEN_REPORTS = 100;
    /** Costs, and what the assignment makes of them. */
    private static final long BYTES_PER_CELL = 8;

    private final List<Callable<Double>> jobs = new ArrayList<>();
    private long mostRows = 1;

    /** The exact W2 distance of two samples. */
    void add(RowMatrix a, RowMatrix b) {
        mostRows = Math.max(mostRows, a.rows());
        add(() -> Wasserstein.exact(a, b));
    }

    /** @param distance ends by an exception when its thread is interrupted */
    void add(Callable<Double> distance) {
        jobs.add(distance);
    }

    /** The distances in the order in which they were added. */
    double[] run(Monitor monitor) {
        ExecutorService threads = Executors.newFixedThreadPool(threads(), work -> {
            Thread thread = new Thread(work, "flow-matching-distances");
            thread.setDaemon(true);
            return thread;
        });
        try {
            return Waiting.until(() -> collect(new ExecutorCompletionService<>(threads), monitor), "Interrupted.");
        } finally {
            threads.shutdownNow();
        }
    }

    private double[] collect(ExecutorCompletionService<Double> service, Monitor monitor)
            throws InterruptedException, ExecutionException {
        List<Future<Double>> results = jobs.stream().map(service::submit).toList();
        long began = System.nanoTime();
        for (int done = 0; done < jobs.size(); ) {
            monitor.check();
            report(done, (System.nanoTime() - began) * 1e-9, monitor);
            Future<Double> next = service.poll(MILLIS_BETWEEN_REPORTS, TimeUnit.MILLISECONDS);
            if (next != null) {
                next.get();
                done++;
            }
        }
        report(jobs.size(), (System.nanoTime() - began) * 1e-9, monitor);
        double[] distances = new double[jobs.size()];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = results.get(i).get();
        }
        return distances;
    }

    private void report(int done, double seconds, Monitor monitor) {
        String left = done == 0 ? "" : ", " + TimeLeft.text(seconds / done * (jobs.size() - done));
        monitor.report(
                (double) done / jobs.size(),
                "Measured " + done + " of " + jobs.size() + " distances of samples" + left);
    }

    /** As many as there are cores, as long as their matrices take at most a quarter of the heap. */
    private int threads() {
        long fitting = Runtime.getRuntime().maxMemory() / 4 / (BYTES_PER_CELL * mostRows * mostRows);
        return (int) Math.max(1, Math.min(Runtime.getRuntime().availableProcessors(), fitting));
    }
}
