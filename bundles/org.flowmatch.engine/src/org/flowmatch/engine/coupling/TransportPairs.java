// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.coupling;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.Threads;
import org.flowmatch.engine.Waiting;

/**
 * Pairs of minibatch transport: the drawn pairs mM .. mM + M - 1 are one batch, whose source and target rows are joined anew by
 * a plan. Batches are planned ahead on daemon threads of this stream, a few at most and no more than their memory allows; as
 * a batch is a function of its number, neither their timing nor their count changes a pair.
 */
final class TransportPairs implements PairStream {
    private static final int MOST_THREADS = 4;
    /** The share of the largest heap that plans in the making may take together. */
    private static final double SHARE_OF_HEAP = 0.25;

    private static final long MILLIS_BETWEEN_CHECKS = 10;

    private final PairDraw draw;
    private final BatchPlanner planner;
    private final int batchSize;
    private final int ahead;
    private final ExecutorService workers;
    private final Deque<Future<Batch>> planned = new ArrayDeque<>();
    private long batches;
    private Batch current;
    private int used;

    private record Batch(TransportBatch rows, BatchPlanner.Pairs pairs) {}

    TransportPairs(PairDraw draw, BatchPlanner planner, int batchSize) {
        this.draw = draw;
        this.planner = planner;
        this.batchSize = batchSize;
        int threads = threads(planner.bytes(batchSize));
        this.ahead = threads + 2;
        this.workers = Threads.pool(threads, "plans");
    }

    private static int threads(long bytes) {
        // the thread that trains or samples needs a core for itself
        int free = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors() - 1);
        long fitting = (long) (SHARE_OF_HEAP * Runtime.getRuntime().maxMemory()) / Math.max(1, bytes);
        return (int) Math.max(1, Math.min(free, fitting));
    }

    @Override
    public int columns() {
        return draw.columns();
    }

    @Override
    public int conditions() {
        return draw.conditions();
    }

    @Override
    public void next(int count, float[] x0, float[] x1, float[] c) {
        int columns = columns();
        int conditions = conditions();
        for (int i = 0; i < count; i++) {
            if (current == null || used == current.pairs.sources().length) {
                current = await();
                used = 0;
            }
            int source = current.pairs.sources()[used];
            int target = current.pairs.targets()[used++];
            System.arraycopy(current.rows.x0(), source * columns, x0, i * columns, columns);
            System.arraycopy(current.rows.x1(), target * columns, x1, i * columns, columns);
            System.arraycopy(current.rows.c1(), target * conditions, c, i * conditions, conditions);
        }
    }

    /**
     * Makes the first plan, from which the first pairs then come.
     *
     * @throws org.flowmatch.engine.FlowException when it does not converge
     * @throws java.util.concurrent.CancellationException when the monitor is cancelled or the thread interrupted
     */
    void begin(Monitor monitor) {
        planAhead();
        Future<Batch> first = planned.element();
        while (!first.isDone()) {
            monitor.check();
            waiting(() -> {
                Thread.sleep(MILLIS_BETWEEN_CHECKS);
                return first;
            });
        }
        current = await();
    }

    private void planAhead() {
        if (workers.isShutdown()) {
            throw new IllegalStateException("the stream is closed");
        }
        while (planned.size() < ahead) {
            planned.add(plan());
        }
    }

    private Batch await() {
        planAhead();
        return waiting(planned.remove()::get);
    }

    /** What is waited for; when it fails, nothing more is planned. */
    private <T> T waiting(Waiting.Wait<T> wait) {
        boolean done = false;
        try {
            T result = Waiting.until(wait, "Interrupted while waiting for a transport plan.");
            done = true;
            return result;
        } finally {
            if (!done) {
                close();
            }
        }
    }

    private Future<Batch> plan() {
        long number = batches++;
        TransportBatch rows = draw.batch(number, number * batchSize, batchSize);
        return workers.submit(() -> new Batch(rows, planner.plan(rows)));
    }

    @Override
    public void close() {
        workers.shutdownNow();
        planned.clear();
    }
}
