// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Numbered parts of a work that are made on several threads, a few ahead, and taken in order by the caller's thread: the
 * result does not depend on the number of threads.
 */
public final class PartsInOrder {
    private static final long MILLIS_BETWEEN_CHECKS = 50;

    private PartsInOrder() {}

    /** The threads that this computer has cores for, at most as many as there are parts. */
    public static int threads(int parts) {
        return Math.max(1, Math.min(parts, Runtime.getRuntime().availableProcessors()));
    }

    /**
     * @param parts numbers 0 to parts - 1
     * @param threads on which parts are made; each is at most that many parts ahead
     * @param make makes a part, on any thread; what it throws is thrown here, in the order of the parts
     * @param take takes the parts one after the other, in the caller's thread
     * @throws java.util.concurrent.CancellationException when the monitor is cancelled or this thread interrupted; a part
     *     that is being made is then left to end by itself
     */
    public static <T> void run(int parts, int threads, IntFunction<T> make, Consumer<T> take, Monitor monitor) {
        ExecutorService pool = Threads.pool(threads, "parts");
        try {
            Deque<Part<T>> ahead = new ArrayDeque<>();
            int begun = 0;
            for (int taken = 0; taken < parts; taken++) {
                while (begun < parts && ahead.size() <= threads) {
                    int number = begun++;
                    Part<T> part = new Part<>(() -> make.apply(number));
                    ahead.add(part);
                    pool.execute(part);
                }
                take.accept(ahead.remove().await(monitor));
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static final class Part<T> extends FutureTask<T> {
        private final CountDownLatch ended = new CountDownLatch(1);

        Part(Callable<T> make) {
            super(make);
        }

        @Override
        protected void done() {
            ended.countDown();
        }

        T await(Monitor monitor) {
            return Waiting.until(
                    () -> {
                        do {
                            monitor.check();
                        } while (!ended.await(MILLIS_BETWEEN_CHECKS, TimeUnit.MILLISECONDS));
                        return get();
                    },
                    "Interrupted.");
        }
    }
}
