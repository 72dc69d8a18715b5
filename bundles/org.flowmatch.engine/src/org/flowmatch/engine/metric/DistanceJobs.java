// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import java.util.concurrent.Callable;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;

/** The distances of several pairs of samples, on several threads. */
final class DistanceJobs {
    /** Directions of the sliced distance. */
    static final int DIRECTIONS = 100;
    /** Costs, and what the assignment makes of them. */
    private static final long BYTES_PER_CELL = 8;

    private static final int KINDS = 4;

    private final Jobs jobs = new Jobs("distances of samples");
    private final double bandwidth;
    private final long seed;
    private long mostRows = 1;

    /**
     * @param bandwidth of the maximum mean discrepancies
     * @param seed of the directions of the sliced distances, the same for all
     */
    DistanceJobs(double bandwidth, long seed) {
        this.bandwidth = bandwidth;
        this.seed = seed;
    }

    /** All distances of two samples of the same size: {@value #KINDS} numbers. */
    void add(RowMatrix a, RowMatrix b) {
        mostRows = Math.max(mostRows, a.rows());
        add(() -> Wasserstein.exact(a, b));
        add(() -> Wasserstein.sliced(a, b, DIRECTIONS, seed, 1, Monitor.none()));
        add(() -> EnergyDistance.between(a, b, 1, Monitor.none()));
        add(() -> MaximumMeanDiscrepancy.between(a, b, bandwidth, 1, Monitor.none())
                .distance());
    }

    /** @param number ends by an exception when its thread is interrupted */
    void add(Callable<Double> number) {
        jobs.add(number);
    }

    /** The numbers in the order in which they were added, those of a pair of samples as in {@link #distances}. */
    double[] run(Monitor monitor) {
        return jobs.run(threads(), monitor);
    }

    /**
     * @param numbers what {@link #run} returned
     * @param single how many numbers were added one by one before all pairs
     * @param pair of samples, from 0
     */
    static SampleDistances distances(double[] numbers, int single, int pair) {
        int first = single + KINDS * pair;
        return new SampleDistances(numbers[first], numbers[first + 1], numbers[first + 2], numbers[first + 3]);
    }

    /** As many as there are cores, as long as their matrices take at most a quarter of the heap. */
    private int threads() {
        long fitting = Runtime.getRuntime().maxMemory() / 4 / (BYTES_PER_CELL * mostRows * mostRows);
        return (int) Math.max(1, Math.min(Runtime.getRuntime().availableProcessors(), fitting));
    }
}
