// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.brenier;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.Scaling;

/**
 * Laws whose optimal transport map is known without computing one: target rows are T of other draws of the source, with T the gradient
 * of a convex function (Brenier 1991). Encoded units are those of the tables.
 */
final class KnownMaps {
    private KnownMaps() {}

    /** x = G z: of z ~ N(0, I) correlated rows with spreads from 0.6 to about 1.5. */
    static double[] correlated(double[] z) {
        double[] x = new double[z.length];
        for (int k = 0; k < x.length; k++) {
            x[k] = (0.6 + 0.2 * k) * z[k] + (k == 0 ? 0 : 0.5 * z[k - 1]);
        }
        return x;
    }

    static double[] noise(Random random, int d) {
        return random.doubles(d).map(u -> random.nextGaussian()).toArray();
    }

    /** M x + m with M = I / 2 + v v^T, symmetric and positive: shrinks in most directions, stretches in one. */
    static double[] affine(double[] x) {
        int d = x.length;
        double along = 0;
        for (int k = 0; k < d; k++) {
            along += stretch(k) * x[k];
        }
        double[] y = new double[d];
        for (int k = 0; k < d; k++) {
            y[k] = 0.5 * x[k] + stretch(k) * along + 1 - 0.5 * k;
        }
        return y;
    }

    private static double stretch(int k) {
        return k % 2 == 0 ? 0.8 : -0.6;
    }

    /** In turned axes (1, 1) and (1, -1) u -> 0.3 u + u^2 where u is above 0: rising, with a long tail. */
    static double[] skewed(double[] x) {
        double root = Math.sqrt(0.5);
        double u = rising(root * (x[0] + x[1]));
        double v = rising(root * (x[0] - x[1]));
        return new double[] {root * (u + v), root * (u - v)};
    }

    private static double rising(double u) {
        return 0.3 * u + (u > 0 ? u * u : 0);
    }

    /** Rows [n, d] of a law. */
    static RowMatrix rows(UnaryOperator<double[]> map, boolean noise, int d, int n, long seed) {
        Random random = new Random(seed);
        float[] rows = new float[n * d];
        for (int i = 0; i < n; i++) {
            double[] y = map.apply(noise ? noise(random, d) : correlated(noise(random, d)));
            for (int k = 0; k < d; k++) {
                rows[i * d + k] = (float) y[k];
            }
        }
        return RowMatrix.of(rows, d);
    }

    /** From n rows of the correlated source, or from noise, to n rows of what a map makes of others. */
    static Coupling coupling(UnaryOperator<double[]> map, boolean noise, int d, int n, long seed) {
        Table target = table(rows(map, noise, d, n, seed));
        Optional<Table> source =
                noise ? Optional.empty() : Optional.of(table(rows(UnaryOperator.identity(), false, d, n, seed + 1)));
        return Coupling.fit(
                new CouplingSettings.Independent(),
                target,
                source,
                new EncodingSettings(Scaling.NONE, false, false, 0),
                seed,
                Monitor.none());
    }

    static Table table(RowMatrix rows) {
        List<ColumnInfo> columns = IntStream.range(0, rows.columns())
                .mapToObj(k -> new ColumnInfo("x" + k, ColumnKind.DOUBLE))
                .toList();
        double[][] values = new double[rows.columns()][rows.rows()];
        for (int i = 0; i < rows.rows(); i++) {
            for (int k = 0; k < rows.columns(); k++) {
                values[k][i] = rows.get(i, k);
            }
        }
        return new Table(columns, values, rows.rows());
    }

    /** The root of E|pushed - T(x)|^2 / E|T(x) - E T(x)|^2. */
    static double error(RowMatrix pushed, RowMatrix x, UnaryOperator<double[]> map) {
        int d = x.columns();
        double[] mean = new double[d];
        double squares = 0;
        double wrong = 0;
        for (int i = 0; i < x.rows(); i++) {
            double[] y = map.apply(row(x, i));
            for (int k = 0; k < d; k++) {
                mean[k] += y[k] / x.rows();
                squares += y[k] * y[k] / x.rows();
                wrong += Math.pow(pushed.get(i, k) - y[k], 2) / x.rows();
            }
        }
        for (double m : mean) {
            squares -= m * m;
        }
        return Math.sqrt(wrong / squares);
    }

    /** Row k of the transposed matrix of a linear or affine map of R^d: what it makes of the unit vector e_k beyond what of 0. */
    static double[][] columns(UnaryOperator<double[]> map, int d) {
        double[] origin = map.apply(new double[d]);
        double[][] columns = new double[d][];
        for (int k = 0; k < d; k++) {
            double[] unit = new double[d];
            unit[k] = 1;
            columns[k] = map.apply(unit);
            for (int l = 0; l < d; l++) {
                columns[k][l] -= origin[l];
            }
        }
        return columns;
    }

    /** E|T(x) - x|^2 of the affine map and x = G z, which is |T(0)|^2 + |(M - I) G|^2. */
    static double affineCost(UnaryOperator<double[]> spread, int d) {
        double cost = 0;
        for (double m : affine(new double[d])) {
            cost += m * m;
        }
        UnaryOperator<double[]> way = z -> between(spread.apply(z), -1, affine(spread.apply(z)), 1);
        for (double[] column : columns(way, d)) {
            for (double entry : column) {
                cost += entry * entry;
            }
        }
        return cost;
    }

    /** p x + q y. */
    static double[] between(double[] x, double p, double[] y, double q) {
        return IntStream.range(0, x.length)
                .mapToDouble(k -> p * x[k] + q * y[k])
                .toArray();
    }

    static double[] row(RowMatrix x, int i) {
        return IntStream.range(0, x.columns()).mapToDouble(k -> x.get(i, k)).toArray();
    }
}
