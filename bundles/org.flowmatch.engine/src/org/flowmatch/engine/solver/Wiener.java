// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.solver;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/**
 * The noise of the steps of a stochastic solver. Its numbers are keyed by (seed, row, step): they do not depend on how rows are
 * cut into chunks, nor on threads.
 *
 * @param noise how much of them a step sees
 */
public record Wiener(StepNoise noise, KeyedRandom random) {
    /** Apart from the start rows that are drawn with the same seed, and from those of reflow. */
    private static final int STREAM = 2;

    public static Wiener of(StepNoise noise, long seed) {
        return new Wiener(noise, new KeyedRandom(seed, Purpose.SAMPLE_NOISE, STREAM));
    }

    /** What the steps of a part of a grid see, in a row. */
    public double[] spread(double[] times) {
        return IntStream.range(0, times.length - 1)
                .boxed()
                .flatMapToDouble(step -> Arrays.stream(noise.spread(times[step], times[step + 1])))
                .toArray();
    }

    /** Standard normal numbers [steps, rows, columns]. */
    public float[] draw(long firstRow, int rows, int columns, int firstStep, int steps) {
        float[] z = new float[Math.multiplyExact(steps, Math.multiplyExact(rows, columns))];
        for (int step = 0; step < steps; step++) {
            random.gaussians(firstRow, rows, firstStep + step, z, step * rows * columns, columns);
        }
        return z;
    }
}
