// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.path;

/**
 * The exact flow from N(0, I) to equally likely Gaussians N(mu_i, width^2 I), or to the points mu_i themselves when width is
 * 0, drawn independently of the source. Given component i, x_t is N(a mu_i, S^2 I) with S^2 = a^2 width^2 + s^2 + noise^2, so
 *
 * <pre>
 * weight_i  proportional to exp(-|x - a mu_i|^2 / (2 S^2))
 * E[x1 | x] = sum weight_i (mu_i + a width^2 / S^2 (x - a mu_i))
 * E[x0 | x] = sum weight_i s / S^2 (x - a mu_i),   E[e | x] the same with noise for s
 * v = a' E[x1 | x] + s' E[x0 | x] + noise' E[e | x]
 * score     = -sum weight_i (x - a mu_i) / S^2
 * </pre>
 *
 * All of it in double precision, for rows x [d] and times within the path's interval.
 */
public final class PointsField {
    private final ConditionalPath path;
    private final Schedule schedule;
    private final double width;
    private final double[][] points;

    /** @param points mu [k, d] */
    public PointsField(ConditionalPath path, double width, double[][] points) {
        this.path = path;
        this.width = width;
        this.points = points;
        schedule = path.schedule();
    }

    /** What a preconditioned network gives out, E[(s x1 - a x0) / sqrt(a^2 + s^2) | x_t = x]. */
    public double[] preconditioned(double[] x, double t) {
        double a = schedule.a(t);
        double s = schedule.s(t);
        double[] out = target(x, t);
        double[] noise = noise(x, t);
        for (int j = 0; j < out.length; j++) {
            out[j] = (s * out[j] - a * noise[j]) / Math.hypot(a, s);
        }
        return out;
    }

    /** The probability [k] of each component given x. */
    public double[] weights(double[] x, double t) {
        double[] weights = new double[points.length];
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = -squaredDistance(i, x, t) / (2 * variance(t));
            largest = Math.max(largest, weights[i]);
        }
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.exp(weights[i] - largest);
            sum += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    /** E[x1 | x] [d]. */
    public double[] target(double[] x, double t) {
        double a = schedule.a(t);
        return mean(x, t, a * width * width / variance(t), 1);
    }

    /** E[x0 | x] [d]. */
    public double[] noise(double[] x, double t) {
        return mean(x, t, schedule.s(t) / variance(t), 0);
    }

    /** E[e | x] [d], of the path's own noise. */
    public double[] pathNoise(double[] x, double t) {
        return mean(x, t, path.noise(t) / variance(t), 0);
    }

    /** grad ln p_t(x) [d]. */
    public double[] score(double[] x, double t) {
        return mean(x, t, -1 / variance(t), 0);
    }

    /** v(x, t) [d]: a' E[x1] + s' E[x0] + noise' E[e], all three from the same weights. */
    public double[] velocity(double[] x, double t) {
        double da = schedule.da(t);
        double slope =
                da * schedule.a(t) * width * width + schedule.ds(t) * schedule.s(t) + path.dnoise(t) * path.noise(t);
        return mean(x, t, slope / variance(t), da);
    }

    /** p_t(x). */
    public double density(double[] x, double t) {
        double sum = 0;
        for (int i = 0; i < points.length; i++) {
            sum += Math.exp(-squaredDistance(i, x, t) / (2 * variance(t)));
        }
        return sum / points.length / Math.pow(2 * Math.PI * variance(t), x.length / 2.0);
    }

    /** S^2. */
    public double variance(double t) {
        double a = schedule.a(t);
        double s = schedule.s(t);
        double noise = path.noise(t);
        return a * a * width * width + s * s + noise * noise;
    }

    /** sum weight_i (part mu_i + slope (x - a mu_i)) [d]. */
    private double[] mean(double[] x, double t, double slope, double part) {
        double a = schedule.a(t);
        double[] weights = weights(x, t);
        double[] mean = new double[x.length];
        for (int i = 0; i < points.length; i++) {
            for (int j = 0; j < x.length; j++) {
                mean[j] += weights[i] * (part * points[i][j] + slope * (x[j] - a * points[i][j]));
            }
        }
        return mean;
    }

    private double squaredDistance(int i, double[] x, double t) {
        double a = schedule.a(t);
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            double difference = x[j] - a * points[i][j];
            sum += difference * difference;
        }
        return sum;
    }
}
