// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongToIntFunction;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.Threads;
import org.flowmatch.engine.Waiting;
import org.flowmatch.engine.coupling.PairStream;

/**
 * Makes the blocks of a training on a thread of its own, one ahead of the one that is being trained on.
 */
final class PairBlocks implements AutoCloseable {

    private static final long MILLIS_BETWEEN_CHECKS = 50;
    private static final String INTERRUPTED = "Interrupted.";

    private final PairStream pairs;
    private final Examples examples;
    private final int rows;
    private final LongToIntFunction length;
    private final ExecutorService thread = Threads.pool(1, "pairs");
    private final CompletionService<StepBlock> ready = new ExecutorCompletionService<>(thread);
    private Future<StepBlock> ahead;
    private long step;

    /**
     * @param pairs is read and closed by the thread alone
     * @param rows pairs of one step
     * @param length the number of steps, at least 1, for the block that begins at a step; 0 after the last
     */
    PairBlocks(PairStream pairs, Examples examples, int rows, LongToIntFunction length) {
        this.pairs = pairs;
        this.examples = examples;
        this.rows = rows;
        this.length = length;
        ahead = begin();
    }

    private Future<StepBlock> begin() {
        long first = step;
        int steps = length.applyAsInt(first);
        step += steps;
        return steps == 0 ? null : ready.submit(() -> examples.block(pairs, first, steps, rows));
    }

    /** The next block; there must be one. */
    StepBlock next(Monitor monitor) {
        Future<StepBlock> next = null;
        while (next == null) {
            monitor.check();
            next = Waiting.until(() -> ready.poll(MILLIS_BETWEEN_CHECKS, TimeUnit.MILLISECONDS), INTERRUPTED);
        }
        StepBlock block = Waiting.until(next::get, INTERRUPTED);
        ahead = begin();
        return block;
    }

    /** Stops the block that is being made; the thread then closes the pairs and ends. */
    @Override
    public void close() {
        if (ahead != null) {
            ahead.cancel(true);
        }
        thread.execute(pairs::close);
        thread.shutdown();
    }
}
