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
 * Numbered chunks of a work that are made on several threads, a few ahead, and taken in order by the caller's thread: the
 * result does not depend on the number of threads.
 */
public final class ChunksInOrder {
    private static final long MILLIS_BETWEEN_CHECKS = 50;

    private ChunksInOrder() {}

    /** The threads that this computer has cores for, at most as many as there are chunks. */
    public static int threads(int chunks) {
        return Math.max(1, Math.min(chunks, Runtime.getRuntime().availableProcessors()));
    }

    /**
     * @param chunks numbers 0 to chunks - 1
     * @param threads on which chunks are made; each is at most that many chunks ahead
     * @param make makes a chunk, on any thread; what it throws is thrown here, in the order of the chunks
     * @param take takes the chunks one after the other, in the caller's thread
     * @throws java.util.concurrent.CancellationException when the monitor is cancelled or this thread interrupted; a chunk
     *     that is being made is then left to end by itself
     */
    public static <T> void run(int chunks, int threads, IntFunction<T> make, Consumer<T> take, Monitor monitor) {
        ExecutorService pool = Threads.pool(threads, "chunks");
        try {
            Deque<Chunk<T>> ahead = new ArrayDeque<>();
            int begun = 0;
            for (int taken = 0; taken < chunks; taken++) {
                while (begun < chunks && ahead.size() <= threads) {
                    int number = begun++;
                    Chunk<T> chunk = new Chunk<>(() -> make.apply(number));
                    ahead.add(chunk);
                    pool.execute(chunk);
                }
                take.accept(ahead.remove().await(monitor));
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static final class Chunk<T> extends FutureTask<T> {
        private final CountDownLatch ended = new CountDownLatch(1);

        Chunk(Callable<T> make) {
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
