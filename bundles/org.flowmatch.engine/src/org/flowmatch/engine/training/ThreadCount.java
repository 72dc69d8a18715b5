// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

/**
 * How many threads libtorch uses for one operation of a training. Handing a small operation to a second thread takes
 * longer than doing it, so the count follows from the size of a step; it never follows from timing, so that a training
 * repeats bit for bit.
 */
final class ThreadCount {

    /** Floating-point operations of a step for every thread that takes part. */
    private static final double OPERATIONS_PER_THREAD = 4e8;

    private static final int MOST = 8;

    private ThreadCount() {}

    static int of(long parameters, int rows) {
        double operations = 6.0 * parameters * rows;
        int processors = Runtime.getRuntime().availableProcessors();
        int cores = Math.max(Math.min(2, processors), processors / 2);
        return (int) Math.max(1, Math.min(Math.min(MOST, cores), operations / OPERATIONS_PER_THREAD));
    }
}
