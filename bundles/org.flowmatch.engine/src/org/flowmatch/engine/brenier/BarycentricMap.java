// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.brenier;

import java.util.Arrays;
import java.util.Optional;
import org.flowmatch.engine.transport.CostRows;
import org.flowmatch.engine.transport.CostScale;
import org.flowmatch.engine.transport.Entropic;
import org.flowmatch.engine.transport.SinkhornPlan;

/**
 * The mean partner of a row x under an entropic plan between two samples, for rows beyond them, too: by the plan's potentials g
 *
 * <pre>
 * y(x) = sum_j w_j y_j,   w_j proportional to exp(g_j - |x - y_j|^2 / eps)
 * </pre>
 *
 * (Pooladian and Niles-Weed, "Entropic estimation of optimal transport maps", 2021). It is the gradient of a convex function.
 *
 * @param rows y [m, d]
 * @param potentials g [m]
 * @param eps in units of the squared distance
 * @param value of the plan: the least of sum P c + eps sum P log P
 */
record BarycentricMap(float[] rows, double[] potentials, double eps, double value) {
    private static final int MOST_ITERATIONS = 5_000;
    private static final double TOLERANCE = 1e-3;
    /** Of the largest weight; all others together do not show in single precision. */
    private static final double NEGLIGIBLE_LOG = -30;

    /**
     * @param a [n, d], the rows that the plan starts from
     * @param b [m, d]
     * @return empty when the plan does not converge
     */
    static Optional<BarycentricMap> fit(float[] a, float[] b, int columns, double eps) {
        CostRows distances = CostRows.distances(a, a.length / columns, b, b.length / columns, columns);
        Entropic settings = new Entropic(1, CostScale.NONE, MOST_ITERATIONS, TOLERANCE);
        return SinkhornPlan.tried(new InUnits(distances, eps), settings)
                .map(plan -> new BarycentricMap(b, plan.columnPotentials(), eps, eps * plan.dual()));
    }

    /** Costs in units of eps. */
    private record InUnits(CostRows costs, double unit) implements CostRows {
        @Override
        public int rows() {
            return costs.rows();
        }

        @Override
        public int columns() {
            return costs.columns();
        }

        @Override
        public void row(int i, double[] line) {
            costs.row(i, line);
            for (int j = 0; j < line.length; j++) {
                line[j] /= unit;
            }
        }
    }

    /**
     * Adds factor times y(x) for each row x.
     *
     * @param x [n, d]
     * @param sums [n, d]
     */
    void add(float[] x, int n, double factor, double[] sums) {
        int m = potentials.length;
        int d = rows.length / m;
        CostRows distances = CostRows.distances(x, n, rows, m, d);
        double[] weights = new double[m];
        double[] mean = new double[d];
        for (int i = 0; i < n; i++) {
            distances.row(i, weights);
            double sum = weigh(weights);
            Arrays.fill(mean, 0);
            for (int j = 0; j < m; j++) {
                if (weights[j] > 0) {
                    for (int k = 0; k < d; k++) {
                        mean[k] += weights[j] * rows[j * d + k];
                    }
                }
            }
            for (int k = 0; k < d; k++) {
                sums[i * d + k] += factor * mean[k] / sum;
            }
        }
    }

    /** Makes weights of distances, up to a factor; returns their sum. */
    private double weigh(double[] line) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < line.length; j++) {
            line[j] = potentials[j] - line[j] / eps;
            largest = Math.max(largest, line[j]);
        }
        double sum = 0;
        for (int j = 0; j < line.length; j++) {
            double log = line[j] - largest;
            line[j] = log < NEGLIGIBLE_LOG ? 0 : Math.exp(log);
            sum += line[j];
        }
        return sum;
    }
}
