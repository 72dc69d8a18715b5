// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.transport;

import java.util.Arrays;

/**
 * Sinkhorn's iterations for the plan P[i, j] = exp(f_i + g_j - c[i, j] / eps) between uniform marginals a = 1/n and b = 1/m:
 * in turn f_i = k (log a - log sum_j exp(g_j - c[i, j] / eps)) and likewise g, with k = 1 for given marginals and
 * k = relaxation / (relaxation + eps) for marginals held by relaxation times their Kullback-Leibler divergence.
 *
 * <p>Stabilised in the log domain: the kernel exp(F_i + G_j - c[i, j] / eps) holds logs F and G near those wanted, scalings
 * u = exp(f - F) and v = exp(g - G) are iterated by products, and are taken into the kernel when they grow large. F and G
 * always leave an entry of moderate size in each row and column, so that nothing underflows for small eps. Memory: 8 n m
 * bytes. An interrupt ends the work by a {@link java.util.concurrent.CancellationException}.
 *
 * <p>Sources: Cuturi, "Sinkhorn distances", 2013; Chizat, Peyré, Schmitzer and Vialard, "Scaling algorithms for unbalanced
 * optimal transport problems", 2018; Schmitzer, "Stabilized sparse scaling algorithms", 2019.
 */
public final class ScalingIterations {
    /** The largest entry of each row and column of the kernel lies within e^-100 and e^100. */
    private static final double MODERATE = 100;
    /** Logs below are 0 in the kernel: denormal numbers would slow every product. */
    private static final double NEGLIGIBLE = -600;

    private static final double LARGEST_SCALING = 1e60;
    private static final double SMALLEST_SUM = 1e-300;

    private final CostRows cost;
    private final int n;
    private final int m;
    private final double damping;
    private final double[] kernel;
    private final double[] rowLog;
    private final double[] columnLog;
    private final double[] u;
    private final double[] v;
    private final double[] columnSum;
    private final double[] line;
    private double eps;
    private int iterations;
    private double error = Double.POSITIVE_INFINITY;

    /**
     * @param relaxation infinite for given marginals; in units of eps's unit
     * @param scale what eps and relaxation are multiples of
     */
    ScalingIterations(CostRows cost, double eps, double relaxation, CostScale scale) {
        this.cost = cost;
        n = cost.rows();
        m = cost.columns();
        damping = relaxation == Double.POSITIVE_INFINITY ? 1 : relaxation / (relaxation + eps);
        kernel = new double[Math.multiplyExact(n, m)];
        rowLog = new double[n];
        columnLog = new double[m];
        u = new double[n];
        v = new double[m];
        columnSum = new double[m];
        line = new double[m];
        this.eps = eps * unit(scale);
        Arrays.fill(u, 1);
        Arrays.fill(v, 1);
    }

    private double unit(CostScale scale) {
        for (int i = 0; i < n; i++) {
            checkInterrupt();
            cost.row(i, line);
            System.arraycopy(line, 0, kernel, i * m, m);
        }
        return scale.of(kernel);
    }

    /** How many iterations were made. */
    int iterations() {
        return iterations;
    }

    /**
     * Iterates until the error is at most the tolerance or the limit is reached.
     *
     * @return for given marginals the sum over columns of |marginal - b|, those of the rows being exact; for relaxed ones the
     *     largest relative change of a column's scaling in the last iteration
     */
    double run(int limit, double tolerance) {
        build();
        while (iterations < limit && !(error <= tolerance)) {
            iterations++;
            updateRows();
            error = damping == 1 ? marginalError() : 0;
            if (!(error <= tolerance) || damping != 1) {
                error = Math.max(error, updateColumns());
            }
            if (largest(u) > LARGEST_SCALING || largest(v) > LARGEST_SCALING) {
                absorb();
            }
        }
        return error;
    }

    /** As {@link #run} returned it. */
    double error() {
        return error;
    }

    /** The masses of row i of the plan to weights [m], up to a factor; returns their sum. */
    public double weights(int i, double[] weights) {
        double sum = 0;
        for (int j = 0; j < m; j++) {
            weights[j] = kernel[i * m + j] * v[j];
            sum += weights[j];
        }
        return sum;
    }

    /** The mass of row i of the plan. */
    public double mass(int i) {
        return u[i] * dot(kernel, i * m, v);
    }

    /** The potentials g [m] of the plan exp(f_i + g_j - c[i, j] / eps), before the plan replaces the kernel. */
    public double[] columnPotentials() {
        return logs(v, columnLog.clone());
    }

    /**
     * The dual value mean f + mean g of the plan, in units of eps: the least of sum P c / eps + sum P log P, up to what the plan's error
     * leaves. Before the plan replaces the kernel.
     */
    public double dual() {
        return mean(logs(u, rowLog.clone())) + mean(columnPotentials());
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    /** The plan [n, m], in place of the kernel. */
    double[] plan() {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                kernel[i * m + j] *= u[i] * v[j];
            }
        }
        return kernel;
    }

    private void updateRows() {
        Arrays.fill(columnSum, 0);
        for (int i = 0; i < n; i++) {
            if (i % 64 == 0) {
                checkInterrupt();
            }
            // without an offset the loop becomes one of vector instructions
            System.arraycopy(kernel, i * m, line, 0, m);
            u[i] = scaling(1.0 / n, dot(line, 0, v), rowLog[i]);
            add(u[i], line, columnSum);
        }
    }

    private double marginalError() {
        double sum = 0;
        for (int j = 0; j < m; j++) {
            sum += Math.abs(v[j] * columnSum[j] - 1.0 / m);
        }
        return sum;
    }

    /** The largest relative change when marginals are relaxed, else 0. */
    private double updateColumns() {
        double change = 0;
        for (int j = 0; j < m; j++) {
            double former = v[j];
            v[j] = scaling(1.0 / m, columnSum[j], columnLog[j]);
            if (damping != 1 && v[j] != former) {
                change = Math.max(change, Math.abs(v[j] - former) / Math.max(v[j], former));
            }
        }
        return change;
    }

    private double scaling(double marginal, double sum, double log) {
        double positive = Math.max(sum, SMALLEST_SUM);
        return damping == 1 ? marginal / positive : Math.exp(damping * (Math.log(marginal / positive) + log) - log);
    }

    private void absorb() {
        double[] rows = logs(u, rowLog);
        double[] columns = logs(v, columnLog);
        build();
        Arrays.setAll(u, i -> Math.exp(rows[i] - rowLog[i]));
        Arrays.setAll(v, j -> Math.exp(columns[j] - columnLog[j]));
    }

    /** The logs f = F + log u, which F becomes where u is not 0. */
    private static double[] logs(double[] scaling, double[] log) {
        double[] total = new double[log.length];
        for (int i = 0; i < log.length; i++) {
            total[i] = log[i] + Math.log(scaling[i]);
            if (scaling[i] > 0) {
                log[i] = total[i];
            }
        }
        return total;
    }

    /** The kernel of rowLog and columnLog, which are moved where a row or a column would be too small or too large. */
    private void build() {
        double[] columnMax = new double[m];
        boolean moved = true;
        while (moved) {
            Arrays.fill(columnMax, Double.NEGATIVE_INFINITY);
            for (int i = 0; i < n; i++) {
                checkInterrupt();
                cost.row(i, line);
                double max = Double.NEGATIVE_INFINITY;
                for (int j = 0; j < m; j++) {
                    line[j] = columnLog[j] - line[j] / eps;
                    max = Math.max(max, line[j]);
                }
                if (Math.abs(rowLog[i] + max) > MODERATE) {
                    rowLog[i] = -max;
                }
                for (int j = 0; j < m; j++) {
                    double log = line[j] + rowLog[i];
                    columnMax[j] = Math.max(columnMax[j], log);
                    kernel[i * m + j] = log < NEGLIGIBLE ? 0 : Math.exp(log);
                }
            }
            moved = false;
            for (int j = 0; j < m; j++) {
                if (Math.abs(columnMax[j]) > MODERATE) {
                    columnLog[j] -= columnMax[j];
                    moved = true;
                }
            }
        }
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, value);
        }
        return largest;
    }

    /** Several sums, because one would wait for its own last addition. */
    private static double dot(double[] a, int off, double[] b) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int j = 0;
        for (; j + 3 < b.length; j += 4) {
            s0 += a[off + j] * b[j];
            s1 += a[off + j + 1] * b[j + 1];
            s2 += a[off + j + 2] * b[j + 2];
            s3 += a[off + j + 3] * b[j + 3];
        }
        for (; j < b.length; j++) {
            s0 += a[off + j] * b[j];
        }
        return s0 + s1 + (s2 + s3);
    }

    private static void add(double factor, double[] a, double[] sums) {
        for (int j = 0; j < sums.length; j++) {
            sums[j] += factor * a[j];
        }
    }

    private static void checkInterrupt() {
        Interrupts.check("transport plan");
    }
}
