// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.families;

import java.util.ArrayList;
import java.util.List;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.NormalQuantile;
import org.flowmatch.engine.random.Purpose;

/**
 * Five Gaussians in six columns, of different spread, each drawn out along a direction of its own: with the unit vector v_k,
 *
 * <pre>
 * x = m_k + s_k (z + 2 w v_k),   covariance s_k^2 (I + 4 v_k v_k^T),   z of N(0, I), w of N(0, 1)
 * </pre>
 *
 * whose density is known: the covariance has the determinant 5 s_k^12 and the inverse (I - 4/5 v_k v_k^T) / s_k^2.
 */
public final class GaussianMixture {
    public static final int COLUMNS = 6;

    private static final int PARTS = 5;
    private static final double DRAWN_OUT = 4;
    /** The law is the same for all seeds of rows. */
    private static final KeyedRandom LAW = new KeyedRandom(11, Purpose.EXAMPLE);

    private GaussianMixture() {}

    private static double normal(KeyedRandom random, long row, long step) {
        return NormalQuantile.of(random.uniform(row, step));
    }

    /** m_k. */
    private static double[] middle(int part) {
        double[] middle = new double[COLUMNS];
        for (int c = 0; c < COLUMNS; c++) {
            middle[c] = 3 * normal(LAW, part, c);
        }
        return middle;
    }

    /** v_k. */
    private static double[] direction(int part) {
        double[] direction = new double[COLUMNS];
        double squares = 0;
        for (int c = 0; c < COLUMNS; c++) {
            direction[c] = normal(LAW, PARTS + part, c);
            squares += direction[c] * direction[c];
        }
        for (int c = 0; c < COLUMNS; c++) {
            direction[c] /= Math.sqrt(squares);
        }
        return direction;
    }

    /** s_k, from 0.4 to 1. */
    private static double spread(int part) {
        return 0.4 + 0.15 * part;
    }

    /** Rows of the law in the columns x1 to x6. */
    public static Table table(int rows, long seed) {
        KeyedRandom random = new KeyedRandom(seed, Purpose.EXAMPLE, 1);
        double[][] values = new double[COLUMNS][rows];
        for (int row = 0; row < rows; row++) {
            int part = random.below(PARTS, row, 0);
            double[] middle = middle(part);
            double[] direction = direction(part);
            double along = Math.sqrt(DRAWN_OUT) * normal(random, row, 1);
            for (int c = 0; c < COLUMNS; c++) {
                values[c][row] = middle[c] + spread(part) * (normal(random, row, 2 + c) + along * direction[c]);
            }
        }
        List<ColumnInfo> columns = new ArrayList<>();
        for (int c = 0; c < COLUMNS; c++) {
            columns.add(new ColumnInfo("x" + (c + 1), ColumnKind.DOUBLE));
        }
        return new Table(columns, values, rows);
    }

    /** log p(x) in nats. */
    public static double logDensity(double[] x) {
        double[] logs = new double[PARTS];
        double largest = Double.NEGATIVE_INFINITY;
        for (int part = 0; part < PARTS; part++) {
            double[] middle = middle(part);
            double[] direction = direction(part);
            double s = spread(part);
            double squares = 0;
            double along = 0;
            for (int c = 0; c < COLUMNS; c++) {
                double difference = (x[c] - middle[c]) / s;
                squares += difference * difference;
                along += difference * direction[c];
            }
            squares -= DRAWN_OUT / (1 + DRAWN_OUT) * along * along;
            logs[part] = -Math.log(PARTS)
                    - squares / 2
                    - Math.log(1 + DRAWN_OUT) / 2
                    - COLUMNS * (Math.log(s) + Math.log(2 * Math.PI) / 2);
            largest = Math.max(largest, logs[part]);
        }
        double sum = 0;
        for (double log : logs) {
            sum += Math.exp(log - largest);
        }
        return largest + Math.log(sum);
    }

    /** The mean of log p over the rows of a table. */
    public static double meanLogDensity(Table table) {
        double[] x = new double[COLUMNS];
        double sum = 0;
        for (int row = 0; row < table.rows(); row++) {
            for (int c = 0; c < COLUMNS; c++) {
                x[c] = table.get(row, c);
            }
            sum += logDensity(x);
        }
        return sum / table.rows();
    }
}
