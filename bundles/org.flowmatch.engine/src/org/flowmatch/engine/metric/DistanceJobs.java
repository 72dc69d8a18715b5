// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import java.util.Arrays;
import java.util.concurrent.Callable;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;

/** The distances of several pairs of samples, on several threads. */
final class DistanceJobs {
    private final Jobs jobs = new Jobs("distances of samples");
    private final SampleDistance.Common common;
    private long mostRows = 1;

    DistanceJobs(SampleDistance.Common common) {
        this.common = common;
    }

    /** All distances of two samples of the same size: a number for each {@link SampleDistance}. */
    void add(RowMatrix a, RowMatrix b) {
        mostRows = Math.max(mostRows, a.rows());
        for (SampleDistance distance : SampleDistance.values()) {
            add(() -> distance.between(a, b, common));
        }
    }

    /** @param number ends by an exception when its thread is interrupted */
    void add(Callable<Double> number) {
        jobs.add(number);
    }

    /** The numbers in the order in which they were added, those of a pair of samples as in {@link #distances}. */
    double[] run(Monitor monitor) {
        return jobs.run(Jobs.threads(mostRows), monitor);
    }

    /**
     * @param numbers what {@link #run} returned
     * @param single how many numbers were added one by one before all pairs
     * @param pair of samples, from 0
     */
    static SampleDistances distances(double[] numbers, int single, int pair) {
        int kinds = SampleDistance.values().length;
        return new SampleDistances(Arrays.stream(numbers)
                .skip(single + (long) kinds * pair)
                .limit(kinds)
                .boxed()
                .toList());
    }
}
