// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.likelihood;

import java.util.Arrays;
import org.flowmatch.engine.geometry.UnitVector;
import org.flowmatch.engine.geometry.UnitVectors;

/**
 * The law of source rows: N(0, scale^2) for each coordinate, but the uniform law on its sphere for each unit vector. Coordinates
 * that stand still are no part of it.
 */
public final class SourceDensity {
    private final UnitVectors vectors;
    private final double scale;
    private final boolean[] direction;

    /**
     * @param scale standard deviation of coordinates that are no unit vectors, above 0
     * @param columns d
     */
    public SourceDensity(UnitVectors vectors, double scale, int columns) {
        this.vectors = vectors;
        this.scale = scale;
        direction = new boolean[columns];
        vectors.all().stream().flatMapToInt(v -> Arrays.stream(v.coordinates())).forEach(i -> direction[i] = true);
    }

    /**
     * @param x a source row [d]
     * @param moves [d], 0 for a coordinate that stands still
     */
    public double log(double[] x, float[] moves) {
        double[] gaussian = new double[x.length];
        int count = 0;
        for (int i = 0; i < x.length; i++) {
            if (moves[i] != 0 && !direction[i]) {
                gaussian[count++] = x[i];
            }
        }
        double log = GaussianSource.logDensity(gaussian, 0, count, scale);
        for (UnitVector vector : vectors.all()) {
            int there = 0;
            for (int i : vector.coordinates()) {
                there += moves[i] != 0 ? 1 : 0;
            }
            log += vector.logUniform(there);
        }
        return log;
    }
}
