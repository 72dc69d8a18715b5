// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.random.VonMisesFisher;

/**
 * Kernel density of points of the unit sphere in three dimensions (Hall, Watson and Cabrera 1987): the mean of von Mises-Fisher
 * densities of one concentration around them, per steradian. A yardstick for models of positions.
 */
public final class SphereKernelDensity {
    /** Concentrations that {@link #fitted} tries, and how many on the way between them. */
    private static final double LEAST = 0.1;

    private static final double MOST = 1e8;
    private static final int COARSE = 28;
    private static final int FINE = 30;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private final double[][] points;
    private final double kappa;

    /**
     * @param points unit vectors [n, 3], at least one
     * @param kappa concentration of the kernels, 0 to 1e9: the smaller, the wider
     * @throws FlowException without points, and for a concentration outside that range
     */
    public SphereKernelDensity(double[][] points, double kappa) {
        VonMisesFisher.KAPPA.check("The concentration of the kernels", kappa, "Choose a value in that range.");
        require(points, "A kernel density");
        this.points = points;
        this.kappa = kappa;
    }

    private static void require(double[][] points, String what) {
        if (points.length == 0) {
            throw new FlowException(what + " needs at least one point.", "Give rows.");
        }
    }

    /**
     * With the concentration of 0.1 to 1e8 under which validation points have the largest mean log-density: the best of a coarse grid
     * of logarithms, made finer by golden sections around it.
     *
     * @param points unit vectors [n, 3], at least one
     * @param validation unit vectors [m, 3], at least one, none of the points
     */
    public static SphereKernelDensity fitted(double[][] points, double[][] validation) {
        require(points, "A kernel density");
        require(validation, "The choice of a bandwidth");
        double[][] squares = new double[validation.length][];
        Arrays.setAll(squares, i -> squares(points, validation[i]));
        DoubleUnaryOperator quality = log -> Arrays.stream(squares)
                .mapToDouble(row -> logDensity(row, Math.exp(log)))
                .average()
                .orElseThrow();
        double step = Math.log(MOST / LEAST) / (COARSE - 1);
        double best = Math.log(LEAST);
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < COARSE; i++) {
            double log = Math.log(LEAST) + i * step;
            double at = quality.applyAsDouble(log);
            if (at > highest) {
                highest = at;
                best = log;
            }
        }
        return new SphereKernelDensity(points, Math.exp(peak(quality, best - step, best + step)));
    }

    /** Golden-section search for the highest place between two. */
    private static double peak(DoubleUnaryOperator quality, double from, double to) {
        double low = from;
        double high = to;
        double left = high - GOLDEN * (high - low);
        double right = low + GOLDEN * (high - low);
        double atLeft = quality.applyAsDouble(left);
        double atRight = quality.applyAsDouble(right);
        for (int i = 0; i < FINE && high - low > 1e-3; i++) {
            if (atLeft > atRight) {
                high = right;
                right = left;
                atRight = atLeft;
                left = high - GOLDEN * (high - low);
                atLeft = quality.applyAsDouble(left);
            } else {
                low = left;
                left = right;
                atLeft = atRight;
                right = low + GOLDEN * (high - low);
                atRight = quality.applyAsDouble(right);
            }
        }
        return (low + high) / 2;
    }

    /** The concentration of the kernels. */
    public double kappa() {
        return kappa;
    }

    /** The logarithms of the density per steradian at unit vectors [m, 3]. */
    public double[] logDensities(double[][] at) {
        return Arrays.stream(at)
                .mapToDouble(x -> logDensity(squares(points, x), kappa))
                .toArray();
    }

    /** Squared distances to all points [n]. */
    private static double[] squares(double[][] points, double[] x) {
        double[] squares = new double[points.length];
        for (int i = 0; i < squares.length; i++) {
            double a = points[i][0] - x[0];
            double b = points[i][1] - x[1];
            double c = points[i][2] - x[2];
            squares[i] = a * a + b * b + c * c;
        }
        return squares;
    }

    /** The nearest point gives the largest term, which is taken out of the sum, so that nothing underflows to ln 0. */
    private static double logDensity(double[] squares, double kappa) {
        double nearest = Arrays.stream(squares).min().orElseThrow();
        double sum = 0;
        for (double square : squares) {
            sum += Math.exp(-kappa * (square - nearest) / 2);
        }
        return VonMisesFisher.logPeak(kappa) - kappa * nearest / 2 + Math.log(sum / squares.length);
    }
}
