// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.solver;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.flowmatch.engine.field.Ancestor;
import org.flowmatch.engine.path.Schedule;

/** How a solver makes its steps. */
public sealed interface Method {

    /** The tableau of its stages; for a multistep method, of its first steps. */
    Tableau tableau();

    /** Any explicit Runge-Kutta method; adaptive when its tableau is embedded. */
    record RungeKutta(Tableau tableau) implements Method {}

    /**
     * The explicit Adams method with four earlier velocities (Bashforth and Adams 1883), of order 4 on any grid: one
     * evaluation a step, after three steps of the classic Runge-Kutta method.
     */
    record AdamsBashforth() implements Method {
        @Override
        public Tableau tableau() {
            return Solver.RK4.tableau();
        }
    }

    /**
     * Euler's steps along the curve of the schedule: x(r) = a(r) E[x1] + s(r) E[x0], with both expectations taken at the
     * beginning of the step (DDIM; Song, Meng and Ermon 2021). Exact for a single pair of rows, whatever the schedule; for
     * a target of unit variance, whose variance-preserving flow hardly moves, Euler's method is better.
     */
    record CurveAware() implements Method {
        @Override
        public Tableau tableau() {
            return Solver.EULER.tableau();
        }
    }

    /** Steps of equal length of a map that a network has learnt: x + h v(x, t, t + h), where v is no velocity but the mean of one on the way. */
    record Map() implements Method {
        @Override
        public Tableau tableau() {
            return Solver.EULER.tableau();
        }
    }

    /** A method whose steps see noise. */
    sealed interface Stochastic extends Method permits Diffusing, Ancestral, PredictorCorrector {
        /**
         * The places in a step, as parts of it, at which the field is asked for; where they are more than the stages of the
         * tableau, the step is made of several steps of it, each as long as the whole and with noise of its own.
         */
        default double[] places() {
            return tableau().c();
        }

        /** The steps of the tableau that make one step. */
        default int parts() {
            return places().length / tableau().stages();
        }
    }

    /** A method for dx = f(x, t) dt + e(t) dW with one noise z per step: stages and end see multiples of sqrt(h) z. */
    sealed interface Diffusing extends Stochastic permits EulerMaruyama, StochasticHeun {
        /**
         * The multiples for the stages and, last, the end of a step.
         *
         * @param before e at its beginning
         * @param after e at its end
         */
        double[] spread(double before, double after);

        /** @param e the diffusion e(t), at least 0 */
        default StepNoise noise(DoubleUnaryOperator e) {
            return (from, to) -> {
                double root = Math.sqrt(Math.abs(to - from));
                return Arrays.stream(spread(e.applyAsDouble(from), e.applyAsDouble(to)))
                        .map(multiple -> multiple * root)
                        .toArray();
            };
        }
    }

    /** Maruyama's extension of Euler's method (1955): x + h f + e sqrt(h) z, of weak order 1. */
    record EulerMaruyama() implements Diffusing {
        @Override
        public Tableau tableau() {
            return Solver.EULER.tableau();
        }

        @Override
        public double[] spread(double before, double after) {
            return new double[] {0, before};
        }
    }

    /**
     * Heun's method under additive noise, of weak order 2 (Kloeden and Platen 1992, 15.1): the second stage sees the noise
     * of the step.
     */
    record StochasticHeun() implements Diffusing {
        @Override
        public Tableau tableau() {
            return Solver.HEUN.tableau();
        }

        @Override
        public double[] spread(double before, double after) {
            // the integral of e^2 over the step, by Simpson's rule for linear e, is that of the noise added
            double end = Math.sqrt((before * before + before * after + after * after) / 3);
            return new double[] {0, end, end};
        }
    }

    /**
     * A draw of the earlier point of a diffusion given the later one and the expected rows, as DDPM samples (Ho, Jain and Abbeel
     * 2020): {@link Ancestor}.
     */
    record Ancestral() implements Stochastic {
        @Override
        public Tableau tableau() {
            return Solver.EULER.tableau();
        }

        public static StepNoise noise(Schedule schedule) {
            return (from, to) ->
                    new double[] {0, Ancestor.of(schedule, from, to).deviation()};
        }
    }

    /**
     * A step of Euler-Maruyama, then one of Langevin's at the time that was reached (Song, Sohl-Dickstein, Kingma, Kumar, Ermon and
     * Poole 2021): x + d score + sqrt(2 d) z, which leaves the law of that time as it is and draws points that went astray
     * back to it. With d = 2 (r w)^2, w the width of the noise, a step is r times as long as its noise.
     */
    record PredictorCorrector() implements Stochastic {
        /** r, the ratio of signal and noise. */
        private static final double SIGNAL_TO_NOISE = 0.16;

        @Override
        public Tableau tableau() {
            return Solver.EULER.tableau();
        }

        @Override
        public double[] places() {
            return new double[] {0, 1};
        }

        /** d. */
        public static double length(double width) {
            return 2 * SIGNAL_TO_NOISE * SIGNAL_TO_NOISE * width * width;
        }

        /**
         * @param e the diffusion e(t) of the predictor
         * @param width w(t)
         */
        public static StepNoise noise(DoubleUnaryOperator e, DoubleUnaryOperator width) {
            StepNoise predictor = new EulerMaruyama().noise(e);
            return (from, to) ->
                    new double[] {0, predictor.spread(from, to)[1], 0, Math.sqrt(2 * length(width.applyAsDouble(to)))};
        }
    }
}
