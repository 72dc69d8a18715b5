// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.solver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.DoubleUnaryOperator;
import org.flowmatch.engine.field.Ancestor;
import org.flowmatch.engine.field.Secant;
import org.flowmatch.engine.path.Schedule;

/**
 * Runs any solver on any vector field in double precision. Closed forms are proved with it, and the TorchScript
 * executor is tested against it.
 */
public final class JavaSolver {
    /** The velocity at a stage, which may depend on its step. */
    private interface StageField {
        void velocity(double t, double h, double c, double[] x, double[] velocity);
    }

    private final Method method;
    private final Tableau tableau;
    private final StageField field;
    private final int columns;
    private final Optional<Wiener> noise;
    private long evaluations;

    private JavaSolver(Method method, StageField field, int columns, Optional<Wiener> noise) {
        this.method = method;
        this.tableau = method.tableau();
        this.field = field;
        this.columns = columns;
        this.noise = noise;
    }

    private JavaSolver(Method method, VectorField field, int columns, Optional<Wiener> noise) {
        this(method, (t, h, c, x, v) -> field.velocity(t + c * h, x, v), columns, noise);
    }

    /** @param columns d of the rows [n, d] */
    public JavaSolver(Tableau tableau, VectorField field, int columns) {
        this(new Method.RungeKutta(tableau), field, columns, Optional.empty());
    }

    /**
     * @param solver one that needs the velocity alone: Runge-Kutta or Adams-Bashforth
     * @param columns d of the rows [n, d]
     */
    public JavaSolver(Solver solver, VectorField field, int columns) {
        this(solver.method(), field, columns, Optional.empty());
        if (solver.method() instanceof Method.Stochastic
                || solver.method() instanceof Method.CurveAware
                || solver.method() instanceof Method.Map) {
            throw new IllegalArgumentException(solver + " needs more than a velocity");
        }
    }

    /** Curve-aware Euler for the velocity of an affine path. */
    public static JavaSolver curveAware(Schedule schedule, VectorField velocity, int columns) {
        StageField field = along((t, h) -> Secant.of(schedule, t, t + h), velocity);
        return new JavaSolver(new Method.CurveAware(), field, columns, Optional.empty());
    }

    /**
     * The ancestral sampler for the velocity of an affine path.
     *
     * @param seed of the noise, which is keyed by (seed, row, step)
     */
    public static JavaSolver ancestral(Schedule schedule, VectorField velocity, long seed, int columns) {
        StageField field = along((t, h) -> Ancestor.of(schedule, t, t + h).secant(), velocity);
        Wiener noise = Wiener.of(Method.Ancestral.noise(schedule), seed);
        return new JavaSolver(new Method.Ancestral(), field, columns, Optional.of(noise));
    }

    private static StageField along(BiFunction<Double, Double, Secant> secants, VectorField velocity) {
        return (t, h, c, x, v) -> {
            Secant secant = secants.apply(t, h);
            velocity.velocity(t, x, v);
            for (int i = 0; i < x.length; i++) {
                v[i] = secant.xWeight() * x[i] + secant.velocityWeight() * v[i];
            }
        };
    }

    /**
     * Euler-Maruyama with a Langevin step after each step.
     *
     * @param drift of dx = drift dt + e(t) dW
     * @param width of the noise whose score this is, by time
     * @param seed of the noise, which is keyed by (seed, row, step)
     */
    public static JavaSolver predictorCorrector(
            VectorField drift,
            DoubleUnaryOperator e,
            VectorField score,
            DoubleUnaryOperator width,
            long seed,
            int columns) {
        StageField field = (t, h, c, x, v) -> {
            if (c == 0) {
                drift.velocity(t, x, v);
                return;
            }
            score.velocity(t + h, x, v);
            double length = Method.PredictorCorrector.length(width.applyAsDouble(t + h)) / h;
            Arrays.setAll(v, i -> length * v[i]);
        };
        Wiener noise = Wiener.of(Method.PredictorCorrector.noise(e, width), seed);
        return new JavaSolver(new Method.PredictorCorrector(), field, columns, Optional.of(noise));
    }

    /**
     * A stochastic solver of dx = drift dt + e(t) dW.
     *
     * @param method of the solver
     * @param seed of the noise, which is keyed by (seed, row, step)
     */
    public static JavaSolver stochastic(
            Method.Diffusing method, VectorField drift, DoubleUnaryOperator e, long seed, int columns) {
        return new JavaSolver(method, drift, columns, Optional.of(Wiener.of(method.noise(e), seed)));
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
        boolean adams = method instanceof Method.AdamsBashforth;
        double[][] past = new double[adams ? AdamsWeights.VELOCITIES : 0][];
        for (int step = 0; step + 1 < times.length; step++) {
            double t = times[step];
            double h = times[step + 1] - t;
            if (method instanceof Method.Stochastic stochastic) {
                x = noisyStep(stochastic, times, step, x, k);
                NotFinite.check(x, times[step + 1]);
                continue;
            }
            evaluate(t, h, 0, x, k[0]);
            if (adams) {
                System.arraycopy(past, 0, past, 1, past.length - 1);
                past[0] = k[0].clone();
            }
            if (adams && step >= past.length - 1) {
                x = combine(x, past, AdamsWeights.of(times, step), 1, past.length);
            } else {
                stages(t, h, x, k);
                x = combine(x, k, tableau.b(), h, tableau.stages());
            }
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
        return solve(start, new double[] {from, to}, tolerances).get(1);
    }

    /**
     * Steps chosen by tolerances, with the states at given times from the method's dense output.
     *
     * @param start rows [n, d]; left as they are
     * @param times at least two, rising or falling; the first is that of the start
     * @return the rows at each of the times
     * @throws org.flowmatch.engine.FlowException when the tolerances cannot be kept or a number stops being finite
     */
    public List<double[]> solve(double[] start, double[] times, Tolerances tolerances) {
        Rows rows = new Rows(start.clone(), times, tolerances);
        StepControl control = new StepControl(tolerances, tableau.order());
        control.begin(rows, times[0], times[times.length - 1]);
        control.advance(rows, times[0], times[times.length - 1]);
        rows.states.add(rows.x);
        return rows.states;
    }

    /** Velocity evaluations of all solves so far, those of rejected steps and of the start included. */
    public long evaluations() {
        return evaluations;
    }

    private void evaluate(double t, double h, double c, double[] x, double[] velocity) {
        field.velocity(t, h, c, x, velocity);
        evaluations++;
    }

    private void stages(double t, double h, double[] x, double[][] k) {
        for (int i = 1; i < k.length; i++) {
            evaluate(t, h, tableau.c()[i], combine(x, k, tableau.a()[i], h, i), k[i]);
        }
    }

    private double[] noisyStep(Method.Stochastic stochastic, double[] times, int step, double[] x, double[][] k) {
        double t = times[step];
        double h = times[step + 1] - t;
        Wiener wiener = noise.orElseThrow();
        double[] spread = wiener.spread(new double[] {t, times[step + 1]});
        double[] end = x;
        for (int part = 0; part < stochastic.parts(); part++) {
            float[] z = wiener.draw(0, x.length / columns, columns, step * stochastic.parts() + part, 1);
            int seen = part * (k.length + 1);
            for (int i = 0; i < k.length; i++) {
                double[] point = combine(end, k, tableau.a()[i], h, i);
                add(point, spread[seen + i], z);
                evaluate(t, h, stochastic.places()[part * k.length + i], point, k[i]);
            }
            end = combine(end, k, tableau.b(), h, k.length);
            add(end, spread[seen + k.length], z);
        }
        return end;
    }

    private static void add(double[] x, double weight, float[] z) {
        for (int i = 0; i < x.length; i++) {
            x[i] += weight * z[i];
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
        private final Embedded embedded = tableau.embedded().orElseThrow();
        private final Tolerances tolerances;
        private final double[] times;
        private final DenseTimes wanted;
        private final List<double[]> states = new ArrayList<>();
        private final double[][] k;
        private double[] x;
        private double[] next;

        Rows(double[] x, double[] times, Tolerances tolerances) {
            this.x = x;
            this.next = x;
            this.times = times;
            this.tolerances = tolerances;
            this.wanted = new DenseTimes(times);
            this.k = new double[tableau.stages()][x.length];
            states.add(x);
        }

        @Override
        public double[] begin(double t) {
            evaluate(t, 0, 0, x, k[0]);
            return new double[] {norm(x, x), norm(k[0], x)};
        }

        @Override
        public double probe(double t, double h) {
            double[] change = new double[x.length];
            evaluate(t, h, 1, combine(x, k, new double[] {1}, h, 1), change);
            for (int i = 0; i < change.length; i++) {
                change[i] -= k[0][i];
            }
            return norm(change, x);
        }

        @Override
        public double attempt(double t, double h) {
            stages(t, h, x, k);
            next = combine(x, k, tableau.b(), h, k.length);
            double[] error = combine(new double[x.length], k, embedded.error(), h, k.length);
            if (embedded.second().length == 0) {
                return norm(error, next);
            }
            double[] second = combine(new double[x.length], k, embedded.second(), h, k.length);
            double largest = 0;
            for (int row = 0; row < x.length; row += columns) {
                double square = meanSquare(error, next, row);
                double both = square + 0.01 * meanSquare(second, next, row);
                largest = Math.max(largest, both == 0 ? 0 : square / Math.sqrt(both));
            }
            return largest;
        }

        @Override
        public void accept(double from, double h, double to) {
            double[][] stages = k;
            Interpolant interpolant = embedded.interpolant();
            for (int index = wanted.before(to); index > 0; index = wanted.before(to)) {
                stages = stages == k ? withMore(from, h, interpolant) : stages;
                states.add(combine(x, stages, interpolant.weights((times[index] - from) / h), h, stages.length));
            }
            x = next;
            double[] first = k[0];
            k[0] = k[k.length - 1];
            k[k.length - 1] = first;
            if (to != times[times.length - 1] && wanted.at(to) > 0) {
                states.add(x);
            }
        }

        private double[][] withMore(double from, double h, Interpolant interpolant) {
            double[][] all = Arrays.copyOf(k, k.length + interpolant.c().length);
            for (int i = k.length; i < all.length; i++) {
                int more = i - k.length;
                all[i] = new double[x.length];
                evaluate(
                        from,
                        h,
                        interpolant.c()[more],
                        combine(x, all, interpolant.a()[more], h, i),
                        all[i]);
            }
            return all;
        }

        private double norm(double[] z, double[] other) {
            double largest = 0;
            for (int row = 0; row < z.length; row += columns) {
                // Math.max keeps NaN
                largest = Math.max(largest, Math.sqrt(meanSquare(z, other, row)));
            }
            return largest;
        }

        private double meanSquare(double[] z, double[] other, int row) {
            double sum = 0;
            for (int i = row; i < row + columns; i++) {
                double scale =
                        tolerances.absolute() + tolerances.relative() * Math.max(Math.abs(x[i]), Math.abs(other[i]));
                double ratio = z[i] / scale;
                sum += ratio * ratio;
            }
            return sum / columns;
        }
    }
}
