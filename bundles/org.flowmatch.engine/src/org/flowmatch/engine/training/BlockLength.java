// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

/**
 * How many steps go into one block, and so into one native call: as many as take about 50 ms, so that a cancel is quick
 * and the way into libtorch costs nothing, but none beyond the next step at which the weights are looked at. Read and
 * written by two threads.
 */
final class BlockLength {

    private static final double SECONDS_PER_BLOCK = 0.05;
    private static final int FASTEST_GROWTH = 4;
    private static final int MOST_STEPS = 4096;
    private static final double MOST_NUMBERS = 4e6;

    private long total;
    private final int interval;
    private final int most;
    private int steps = 1;
    private long begun;

    /**
     * @param total steps of the training
     * @param interval steps between those at which the weights are looked at
     * @param numbersPerStep size of a step's data
     */
    BlockLength(long total, int interval, double numbersPerStep) {
        this.total = total;
        this.interval = interval;
        most = (int) Math.max(1, Math.min(MOST_STEPS, MOST_NUMBERS / numbersPerStep));
    }

    /** The number of steps of the block that begins after {@code step} steps; 0 at the end. */
    synchronized int after(long step) {
        int count = (int) Math.min(Math.min(steps, total - step), interval - step % interval);
        begun = step + count;
        return count;
    }

    /**
     * Ends the training earlier: after so many steps, or those of the blocks that have been begun.
     *
     * @return the steps of the training
     */
    synchronized long end(long last) {
        total = Math.min(total, Math.max(last, begun));
        return total;
    }

    /** Learns from a block of {@code count} steps that took so long. */
    synchronized void took(int count, double seconds) {
        double fitting = SECONDS_PER_BLOCK * count / Math.max(seconds, 1e-6);
        steps = (int) Math.max(1, Math.min(most, Math.min(fitting, (double) FASTEST_GROWTH * count)));
    }
}
