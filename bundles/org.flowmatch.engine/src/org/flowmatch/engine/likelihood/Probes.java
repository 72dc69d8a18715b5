// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.likelihood;

import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/**
 * The random directions of Hutchinson's estimator, [n, probes x d]: a row holds its probes one after another, each keyed by the
 * seed, the numbers of the row to score and the probe's number, so that equal rows have equal estimates wherever they stand.
 * They are drawn when they are read and never held as a whole.
 */
final class Probes implements RowMatrix {
    /** An odd number of well mixed bits: 2^64 divided by the golden ratio. */
    private static final long MIXER = 0x9E3779B97F4A7C15L;

    private final KeyedRandom random;
    private final ProbeLaw law;
    private final RowMatrix scored;
    private final int probes;
    private final int dimensions;

    /** @param scored the rows to score [n, d] */
    Probes(ProbeLaw law, RowMatrix scored, int probes, long seed) {
        this.random = new KeyedRandom(seed, Purpose.PROBE);
        this.law = law;
        this.scored = scored;
        this.probes = probes;
        this.dimensions = scored.columns();
    }

    @Override
    public int rows() {
        return scored.rows();
    }

    @Override
    public int columns() {
        return Math.multiplyExact(probes, dimensions);
    }

    @Override
    public float get(int row, int column) {
        float[] all = new float[columns()];
        copyRow(row, all, 0);
        return all[column];
    }

    @Override
    public void copyRow(int row, float[] dst, int off) {
        long key = key(row);
        for (int probe = 0; probe < probes; probe++) {
            int from = off + probe * dimensions;
            if (law == ProbeLaw.GAUSSIAN) {
                random.gaussians(key, probe, dst, from, dimensions);
            } else {
                random.uniforms(key, probe, dst, from, dimensions);
                for (int i = from; i < from + dimensions; i++) {
                    dst[i] = dst[i] < 0.5f ? -1 : 1;
                }
            }
        }
    }

    /** A number of 48 bits from those of the row; equal for 0 and -0. */
    private long key(int row) {
        float[] numbers = new float[dimensions];
        scored.copyRow(row, numbers, 0);
        long key = 0;
        for (float number : numbers) {
            key = (key ^ Float.floatToIntBits(number + 0f)) * MIXER;
            key ^= key >>> 32;
        }
        return key >>> 16;
    }
}
