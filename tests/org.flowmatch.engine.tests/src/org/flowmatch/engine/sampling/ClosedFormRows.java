// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

import java.util.function.BiFunction;
import java.util.function.DoubleUnaryOperator;
import org.flowmatch.engine.path.PointsField;
import org.flowmatch.engine.solver.VectorField;

/** Closed-form fields for many rows at once. */
final class ClosedFormRows {
    private ClosedFormRows() {}

    static VectorField velocity(PointsField field, int columns) {
        return rows(columns, field::velocity);
    }

    static VectorField score(PointsField field, int columns) {
        return rows(columns, field::score);
    }

    /** v + e^2 / 2 score. */
    static VectorField drift(PointsField field, int columns, DoubleUnaryOperator e) {
        return rows(columns, (x, t) -> {
            double[] v = field.velocity(x, t);
            double[] score = field.score(x, t);
            double noise = e.applyAsDouble(t);
            for (int i = 0; i < v.length; i++) {
                v[i] += noise * noise / 2 * score[i];
            }
            return v;
        });
    }

    private static VectorField rows(int columns, BiFunction<double[], Double, double[]> row) {
        return (t, x, out) -> {
            double[] point = new double[columns];
            for (int i = 0; i < x.length; i += columns) {
                System.arraycopy(x, i, point, 0, columns);
                System.arraycopy(row.apply(point, t), 0, out, i, columns);
            }
        };
    }

    /** Standard normal rows. */
    static double[] noise(int rows, int columns, long seed) {
        float[] values = SourceRows.gaussian(rows, columns, 1, seed).toArray();
        double[] result = new double[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = values[i];
        }
        return result;
    }
}
