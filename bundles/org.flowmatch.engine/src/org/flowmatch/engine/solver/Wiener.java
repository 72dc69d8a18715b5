// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.solver;

import java.util.function.DoubleUnaryOperator;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/**
 * The noise e(t) dW of a stochastic differential equation. Its numbers are keyed by (seed, row, step): they do not depend
 * on how rows are cut into chunks, nor on threads.
 *
 * @param e the diffusion e(t), at least 0
 */
public record Wiener(DoubleUnaryOperator e, KeyedRandom random) {
    /** Apart from the start rows that are drawn with the same seed, and from those of reflow. */
    private static final int STREAM = 2;

    public static Wiener of(DoubleUnaryOperator e, long seed) {
        return new Wiener(e, new KeyedRandom(seed, Purpose.SAMPLE_NOISE, STREAM));
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
