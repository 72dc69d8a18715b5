// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

/**
 * Runs any tableau on any vector field in double precision. Closed forms are proved with it, and the TorchScript
 * executor is tested against it.
 */
public final class JavaSolver {
    private final Tableau tableau;
    private final VectorField field;
    private final int columns;
    private long evaluations;

    /** @param columns d of the rows [n, d] */
    public JavaSolver(Tableau tableau, VectorField field, int columns) {
        this.tableau = tableau;
        this.field = field;
        this.columns = columns;
    }

    /**
     * One step between each two neighbours of the grid.
     *
     * @param start rows [n, d]; left as they are
     * @param times steps + 1 times, rising or falling
     * @return the rows at the last time
     * @throws org.flowmatch.engine.FlowException when a number stops being finite
     */
    public double[] solve(double[] start, double[] times) {
        double[] x = start.clone();
        double[][] k = new double[tableau.stages()][x.length];
        for (int step = 0; step + 1 < times.length; step++) {
            double h = times[step + 1] - times[step];
            evaluate(times[step], x, k[0]);
            stages(times[step], h, x, k);
            x = combine(x, k, tableau.b(), h, tableau.stages());
            NotFinite.check(x, times[step + 1]);
        }
        return x;
    }

    /**
     * Steps chosen by tolerances, for a tableau with an error estimate.
     *
     * @param start rows [n, d]; left as they are
     * @throws org.flowmatch.engine.FlowException when the tolerances cannot be kept or a number stops being finite
     */
    public double[] solve(double[] start, double from, double to, Tolerances tolerances) {
        Rows rows = new Rows(start.clone(), tolerances);
        StepControl control = new StepControl(tolerances, tableau.order());
        control.begin(rows, from, to);
        control.advance(rows, from, to);
        return rows.x;
    }

    /** Velocity evaluations of all solves so far, those of rejected steps and of the start included. */
    public long evaluations() {
        return evaluations;
    }

    private void evaluate(double t, double[] x, double[] velocity) {
        field.velocity(t, x, velocity);
        evaluations++;
    }

    private void stages(double t, double h, double[] x, double[][] k) {
        for (int i = 1; i < k.length; i++) {
            evaluate(t + tableau.c()[i] * h, combine(x, k, tableau.a()[i], h, i), k[i]);
        }
    }

    private static double[] combine(double[] x, double[][] k, double[] weights, double h, int count) {
        double[] sum = x.clone();
        for (int j = 0; j < count; j++) {
            double weight = h * weights[j];
            if (weight != 0) {
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += weight * k[j][i];
                }
            }
        }
        return sum;
    }

    private final class Rows implements EmbeddedStep {
        private final Tolerances tolerances;
        private final double[][] k;
        private double[] x;
        private double[] next;

        Rows(double[] x, Tolerances tolerances) {
            this.x = x;
            this.next = x;
            this.tolerances = tolerances;
            this.k = new double[tableau.stages()][x.length];
        }

        @Override
        public double[] begin(double t) {
            evaluate(t, x, k[0]);
            return new double[] {norm(x, x), norm(k[0], x)};
        }

        @Override
        public double probe(double t, double h) {
            double[] change = new double[x.length];
            evaluate(t + h, combine(x, k, new double[] {1}, h, 1), change);
            for (int i = 0; i < change.length; i++) {
                change[i] -= k[0][i];
            }
            return norm(change, x);
        }

        @Override
        public double attempt(double t, double h) {
            stages(t, h, x, k);
            next = combine(x, k, tableau.b(), h, k.length);
            double[] error = combine(new double[x.length], k, tableau.error().orElseThrow(), h, k.length);
            return norm(error, next);
        }

        @Override
        public void accept(double t) {
            x = next;
            double[] first = k[0];
            k[0] = k[k.length - 1];
            k[k.length - 1] = first;
        }

        private double norm(double[] z, double[] other) {
            double largest = 0;
            for (int row = 0; row < z.length; row += columns) {
                double sum = 0;
                for (int i = row; i < row + columns; i++) {
                    double scale = tolerances.absolute()
                            + tolerances.relative() * Math.max(Math.abs(x[i]), Math.abs(other[i]));
                    double ratio = z[i] / scale;
                    sum += ratio * ratio;
                }
                // Math.max keeps NaN
                largest = Math.max(largest, Math.sqrt(sum / columns));
            }
            return largest;
        }
    }
}
