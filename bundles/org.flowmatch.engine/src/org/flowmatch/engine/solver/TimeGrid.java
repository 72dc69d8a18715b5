// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.solver;

import java.util.List;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Range;

/**
 * The times between which a solver takes its steps. Most grids are a rising map w of [0, 1] onto itself: of n steps, the
 * times are from + (to - from) w(i / n). Backward, the same times are passed in falling order.
 */
public sealed interface TimeGrid {
    /** The most steps of a grid. */
    int MOST_STEPS = 10_000;

    /**
     * @param from the first time
     * @param to the last time, above or below it
     * @param steps at least 1
     * @return steps + 1 times, the first exactly {@code from} and the last exactly {@code to}
     */
    double[] times(double from, double to, int steps);

    /** Equal steps: steps + 1 times, the first exactly {@code from} and the last exactly {@code to}. */
    static double[] uniform(double from, double to, int steps) {
        double[] times = new double[steps + 1];
        for (int i = 0; i < steps; i++) {
            times[i] = from + (to - from) * i / steps;
        }
        times[steps] = to;
        return times;
    }

    /** The lengths [m] of the steps between m + 1 times, below 0 backward. */
    static double[] lengths(double[] times) {
        double[] lengths = new double[times.length - 1];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = times[i + 1] - times[i];
        }
        return lengths;
    }

    /** Equal steps. */
    record Uniform() implements TimeGrid {
        @Override
        public double[] times(double from, double to, int steps) {
            return uniform(from, to, steps);
        }
    }

    /** A grid that is a map of [0, 1]. */
    sealed interface Mapped extends TimeGrid {
        /** Rising, with w(0) = 0 and w(1) = 1. */
        double map(double u);

        @Override
        default double[] times(double from, double to, int steps) {
            double low = Math.min(from, to);
            double length = Math.abs(to - from);
            double[] times = new double[steps + 1];
            for (int i = 1; i < steps; i++) {
                int place = from < to ? i : steps - i;
                times[place] = low + length * map((double) i / steps);
            }
            times[0] = from;
            times[steps] = to;
            return times;
        }
    }

    /** w(u) = 1 - (1 - u)^2: steps that shrink evenly towards the target (Song, Meng and Ermon 2021). */
    record Quadratic() implements Mapped {
        @Override
        public double map(double u) {
            return 1 - (1 - u) * (1 - u);
        }
    }

    /** w(u) = (1 - cos(pi u)) / 2: small steps at both ends, where curved paths turn. */
    record Cosine() implements Mapped {
        @Override
        public double map(double u) {
            return (1 - Math.cos(Math.PI * u)) / 2;
        }
    }

    /**
     * Equal steps in ln(t / (1 - t)), from -reach to reach, stretched onto [0, 1]: small steps at both ends.
     *
     * @param reach from 0.1 (nearly uniform) to 10; 3 is usual
     */
    record Logit(double reach) implements Mapped {
        public static final Range REACH = Range.between(0.1, 10);

        public Logit {
            REACH.check("The reach of the logit grid", reach, "Set it to 3.");
        }

        @Override
        public double map(double u) {
            double end = logistic(reach);
            return (logistic(reach * (2 * u - 1)) - (1 - end)) / (2 * end - 1);
        }

        private static double logistic(double z) {
            return 1 / (1 + Math.exp(-z));
        }
    }

    /**
     * The grid of Karras and others (2022, "Elucidating the design space of diffusion-based generative models", EDM) with the
     * remaining time 1 - t in the place of the noise level: equal steps in (1 - t)^(1 / rho) from 1 down to m^(1 / rho),
     * where m = 0.002 / 80 is the ratio of their noise levels, stretched onto [0, 1]:
     *
     * <pre>
     * w(u) = (1 - (1 - u + u m^(1 / rho))^rho) / (1 - m)
     * </pre>
     *
     * Small steps at the target, of which none vanishes in rounding.
     *
     * @param rho from 1 (uniform) to 20; 7 is theirs
     */
    record Rho(double rho) implements Mapped {
        public static final Range RHO = Range.between(1, 20);

        private static final double LEAST = 0.002 / 80;

        public Rho {
            RHO.check("Rho of the EDM grid", rho, "Set it to 7, or to 1 for equal steps.");
        }

        @Override
        public double map(double u) {
            return (1 - Math.pow(1 - u + u * Math.pow(LEAST, 1 / rho), rho)) / (1 - LEAST);
        }
    }

    /**
     * Times of the user. The ends of the path are always there; times outside it are left out, and the number of steps
     * follows from the list.
     *
     * @param inner 1 to 10,000 rising times from 0 to 1
     */
    record Times(List<Double> inner) implements TimeGrid {
        private static final Range COUNT = Range.between(1, MOST_STEPS);

        public Times {
            inner = List.copyOf(inner);
            COUNT.check("The number of times in the list", inner.size(), "Give times such as 0.25, 0.5, 0.9.");
            double before = Double.NEGATIVE_INFINITY;
            for (double t : inner) {
                if (!(t >= 0 && t <= 1 && t > before)) {
                    throw new FlowException(
                            "The list of times holds " + t
                                    + (t >= 0 && t <= 1 ? " after " + before : "")
                                    + ", but times must rise from one to the next and lie from 0 to 1.",
                            "Give times such as 0.25, 0.5, 0.9.");
                }
                before = t;
            }
        }

        @Override
        public double[] times(double from, double to, int steps) {
            double low = Math.min(from, to);
            double high = Math.max(from, to);
            double[] inside = inner.stream()
                    .mapToDouble(Double::doubleValue)
                    .filter(t -> t > low && t < high)
                    .toArray();
            double[] times = new double[inside.length + 2];
            for (int i = 0; i < inside.length; i++) {
                times[from < to ? i + 1 : inside.length - i] = inside[i];
            }
            times[0] = from;
            times[inside.length + 1] = to;
            return times;
        }
    }
}
