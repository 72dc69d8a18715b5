// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.Threads;
import org.flowmatch.engine.TimeLeft;
import org.flowmatch.engine.Waiting;

/**
 * Numbers that take long, computed on several threads; a cancel takes effect within a second, by an interrupt of the threads.
 */
public final class Jobs {
    private static final long MILLIS_BETWEEN_REPORTS = 100;
    /** Costs, and what the assignment makes of them. */
    private static final long BYTES_PER_CELL = 8;

    private final List<Callable<Double>> jobs = new ArrayList<>();
    private final String what;

    /** @param what the jobs are, in messages: "Measured 3 of 9 " and so on */
    public Jobs(String what) {
        this.what = what;
    }

    /** @param job ends within a second when its thread is interrupted */
    public void add(Callable<Double> job) {
        jobs.add(job);
    }

    /**
     * The numbers in the order in which they were added. When it returns, by whatever way, its threads have ended.
     *
     * @param threads at least 1; no number depends on it
     */
    public double[] run(int threads, Monitor monitor) {
        ExecutorService workers = Threads.pool(Math.max(1, Math.min(threads, jobs.size())), "distances");
        try {
            return Waiting.until(() -> collect(new ExecutorCompletionService<>(workers), monitor), "Interrupted.");
        } finally {
            workers.shutdownNow();
            awaitEnd(workers);
        }
    }

    /** As many threads as there are cores, as long as the cost matrices of as many pairs of samples take at most a quarter of the heap. */
    public static int threads(long rows) {
        long fitting = Runtime.getRuntime().maxMemory() / 4 / (BYTES_PER_CELL * rows * rows);
        return (int) Math.max(1, Math.min(Runtime.getRuntime().availableProcessors(), fitting));
    }

    private double[] collect(ExecutorCompletionService<Double> service, Monitor monitor)
            throws InterruptedException, ExecutionException {
        List<Future<Double>> results = jobs.stream().map(service::submit).toList();
        long began = System.nanoTime();
        for (int done = 0; done < jobs.size(); ) {
            monitor.check();
            report(done, (System.nanoTime() - began) * 1e-9, monitor);
            Future<Double> next = service.poll(MILLIS_BETWEEN_REPORTS, TimeUnit.MILLISECONDS);
            while (next != null) {
                next.get();
                done++;
                next = service.poll();
            }
        }
        report(jobs.size(), (System.nanoTime() - began) * 1e-9, monitor);
        double[] numbers = new double[jobs.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = results.get(i).get();
        }
        return numbers;
    }

    /** What the jobs use may be freed afterwards, so that not even an interrupt ends this wait. */
    private static void awaitEnd(ExecutorService workers) {
        Optional<InterruptedException> interrupted = Optional.empty();
        for (boolean ended = false; !ended; ) {
            try {
                ended = workers.awaitTermination(1, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                interrupted = Optional.of(e);
            }
        }
        interrupted.ifPresent(e -> Thread.currentThread().interrupt());
    }

    private void report(int done, double seconds, Monitor monitor) {
        String left = done == 0 ? "" : ", " + TimeLeft.text(seconds / done * (jobs.size() - done));
        monitor.report((double) done / jobs.size(), "Measured " + done + " of " + jobs.size() + " " + what + left);
    }
}
