// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.executor;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.Threads;
import org.flowmatch.engine.Waiting;

/**
 * Works off numbered chunks on several threads, while the caller's thread reports progress and watches for a cancel.
 * When it returns, by whatever way, its threads have ended or are about to.
 */
final class ChunkWorkers {
    private static final long MILLIS_BETWEEN_REPORTS = 100;

    /** One thread's worker: made, used and closed in that thread. */
    interface Worker extends AutoCloseable {
        void work(int chunk);

        @Override
        void close();
    }

    private final int chunks;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    ChunkWorkers(int chunks) {
        this.chunks = chunks;
    }

    /** To be called by workers several times a second: throws when the work is to stop. */
    void check() {
        if (stop.get()) {
            throw new CancellationException("Stopped.");
        }
    }

    /**
     * @param workers makes the worker of a thread
     * @param report called about ten times a second, in the caller's thread
     * @throws RuntimeException the first that a worker threw
     * @throws CancellationException when the monitor is cancelled or the caller's thread is interrupted
     */
    void run(int threads, Supplier<Worker> workers, Runnable report, Monitor monitor) {
        CountDownLatch running = new CountDownLatch(threads);
        try {
            for (int i = 0; i < threads; i++) {
                Threads.of(() -> work(workers, running), "solver-" + (i + 1)).start();
            }
            while (!Waiting.until(() -> running.await(MILLIS_BETWEEN_REPORTS, TimeUnit.MILLISECONDS), "Interrupted.")) {
                report.run();
                monitor.check();
            }
        } finally {
            stop.set(true);
        }
        if (failure.get() instanceof Error error) {
            throw error;
        } else if (failure.get() instanceof RuntimeException exception) {
            throw exception;
        }
    }

    private void work(Supplier<Worker> workers, CountDownLatch running) {
        try (Worker worker = workers.get()) {
            for (int chunk = next.getAndIncrement(); chunk < chunks; chunk = next.getAndIncrement()) {
                check();
                worker.work(chunk);
            }
        } catch (RuntimeException | Error e) {
            // the first failure stops the others, whose own CancellationException then comes second
            failure.compareAndSet(null, e);
            stop.set(true);
        } finally {
            running.countDown();
        }
    }
}
