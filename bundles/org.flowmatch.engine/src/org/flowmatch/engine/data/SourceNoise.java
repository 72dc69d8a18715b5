// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.data;

import org.flowmatch.engine.random.KeyedRandom;

/** How the source rows of a part of a {@link RowSpace} are drawn where they are noise. An implementation is a record. */
public interface SourceNoise {

    /**
     * Draws the noise of consecutive rows, each a function of its number and the step alone.
     *
     * @param firstRow number of the first row
     * @param step that the numbers are keyed by
     * @param noise takes [rows, width], row-major, from {@code noise[from]} on
     */
    void draw(KeyedRandom random, long firstRow, int rows, long step, float[] noise, int from, int width);

    /** The normal distribution of unit variance, N(0, I): that of Euclidean parts. */
    record StandardNormal() implements SourceNoise {
        @Override
        public void draw(KeyedRandom random, long firstRow, int rows, long step, float[] noise, int from, int width) {
            random.gaussians(firstRow, rows, step, noise, from, width);
        }
    }

    /** Uniform numbers of (0, 1): by them a level is drawn for a label. */
    record Uniform() implements SourceNoise {
        @Override
        public void draw(KeyedRandom random, long firstRow, int rows, long step, float[] noise, int from, int width) {
            for (int row = 0; row < rows; row++) {
                random.uniforms(firstRow + row, step, noise, from + row * width, width);
            }
        }
    }
}
