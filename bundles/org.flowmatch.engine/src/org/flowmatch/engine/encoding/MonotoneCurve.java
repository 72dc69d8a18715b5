// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.Arrays;

/**
 * A rising curve y(x) through points, cubic between neighbours, with a continuous slope that is nowhere zero (Fritsch and
 * Butland, 1984, "A method for constructing local monotone piecewise cubic interpolants"): the slope at a point is the
 * weighted harmonic mean of the slopes of the two chords that meet there, here at most 2.5 times the smaller of them, so that
 * the curve is nowhere flatter than a quarter of the flattest chord nearby.
 */
final class MonotoneCurve {
    private static final double STEEPEST = 2.5;

    private final double[] x;
    private final double[] y;
    private final double[] slopes;

    /**
     * @param x [k], rising, at least 2; kept
     * @param y [k], rising; kept
     */
    MonotoneCurve(double[] x, double[] y) {
        this.x = x;
        this.y = y;
        int last = x.length - 1;
        slopes = new double[x.length];
        for (int k = 1; k < last; k++) {
            double before = x[k] - x[k - 1];
            double after = x[k + 1] - x[k];
            double mean =
                    3 * (before + after) / ((before + 2 * after) / chord(k - 1) + (2 * before + after) / chord(k));
            slopes[k] = Math.min(mean, STEEPEST * Math.min(chord(k - 1), chord(k)));
        }
        slopes[0] = last > 1 ? end(0, 1) : chord(0);
        slopes[last] = last > 1 ? end(last - 1, last - 2) : chord(0);
    }

    private double chord(int k) {
        return (y[k + 1] - y[k]) / (x[k + 1] - x[k]);
    }

    /** The slope at an end from its chord and the next one. */
    private double end(int chord, int next) {
        double width = x[chord + 1] - x[chord];
        double nextWidth = x[next + 1] - x[next];
        double slope = ((2 * width + nextWidth) * chord(chord) - width * chord(next)) / (width + nextWidth);
        return Math.max(chord(chord) / STEEPEST, Math.min(STEEPEST * chord(chord), slope));
    }

    /** y at a place from the first point to the last. */
    double at(double place) {
        int k = interval(place);
        double width = x[k + 1] - x[k];
        double s = (place - x[k]) / width;
        double rest = 1 - s;
        return y[k]
                + (y[k + 1] - y[k]) * s * s * (3 - 2 * s)
                + width * s * rest * (rest * slopes[k] - s * slopes[k + 1]);
    }

    /** dy/dx at a place from the first point to the last. */
    double slopeAt(double place) {
        int k = interval(place);
        double s = (place - x[k]) / (x[k + 1] - x[k]);
        double rest = 1 - s;
        return 6 * s * rest * chord(k) + rest * (1 - 3 * s) * slopes[k] + s * (3 * s - 2) * slopes[k + 1];
    }

    private int interval(double place) {
        int found = Arrays.binarySearch(x, place);
        return Math.max(0, Math.min(x.length - 2, found >= 0 ? found : -found - 2));
    }
}
