// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import org.flowmatch.engine.random.NormalDistribution;
import org.flowmatch.engine.random.NormalQuantile;

/**
 * Where a value lies among the scores z of its column, or the angles z of its circle, and what the density there is multiplied
 * by. It is a point, whose density is that of its place, or a cell of ranks u, low to high, of which only the mean copula density
 * counts: c(u) = p(z) / phi(z) with u = Phi(z) for scores, 2 pi p(z) with u = z / 2 pi for angles.
 *
 * @param code z of a point; of a cell that of its median rank
 * @param low first rank of a cell as a share of all, 0 to 1; NaN for a point
 * @param high last rank of a cell
 * @param logFactor in the units of the table: the log of dz/dx for a point, of the probability or the density that is
 *     multiplied by the copula density for a cell
 * @param logFactorOfScores the same in units of the scores: 0 for a point, that of the source at the code for a cell, and less for a
 *     value that lies beyond the cell's observed ones
 * @param circle whether z is an angle, whose coordinates are its cosine and its sine
 * @param mass whether the value has a probability, and no density
 */
public record Place(
        double code,
        double low,
        double high,
        double logFactor,
        double logFactorOfScores,
        boolean circle,
        boolean mass) {
    /** Any score. */
    static final Place ANYWHERE = new Place(0, 0, 1, 0, 0, false, true);

    private static final double TURN = 2 * Math.PI;

    /** The least and the largest rank that has a score. */
    private static final double LEAST = 0x1p-53;

    static Place point(double code, double logSlope) {
        return new Place(code, Double.NaN, Double.NaN, logSlope, 0, false, false);
    }

    /** A value that is found in many rows, and so has a probability. */
    static Place mass(double low, double high, double logMass, double logBeyond) {
        Place cell = cell(low, high, logMass, logBeyond);
        return new Place(cell.code, low, high, logMass, cell.logFactorOfScores, false, true);
    }

    /** @param logBeyond log of the share of the tail that lies beyond the value; 0 for values that are not in a tail */
    static Place cell(double low, double high, double logFactor, double logBeyond) {
        double code = score((low + high) / 2);
        return new Place(code, low, high, logFactor, NormalDistribution.logDensity(code) + logBeyond, false, false);
    }

    /** An angle with a slope. */
    static Place angle(double angle, double logSlope) {
        return new Place(angle, Double.NaN, Double.NaN, logSlope, 0, true, false);
    }

    /** This place among scores as one of the circle whose angles are 2 pi Phi(z). */
    Place onCircle() {
        if (cell()) {
            double logBeyond = logFactorOfScores - NormalDistribution.logDensity(code);
            return new Place(TURN * (low + high) / 2, low, high, logFactor, logBeyond - Math.log(TURN), true, mass);
        }
        return angle(
                TURN * NormalDistribution.below(code),
                logFactor + NormalDistribution.logDensity(code) + Math.log(TURN));
    }

    boolean cell() {
        return !Double.isNaN(low);
    }

    /** The score or the angle at a part of the cell's ranks, 0 to 1. */
    double codeAt(double part) {
        double rank = low + part * (high - low);
        return circle ? TURN * rank : score(rank);
    }

    /** The log-density of the source at a code of the cell; 0 for a point, whose density is that of its code. */
    double logSource(double code) {
        return !cell() ? 0 : circle ? -Math.log(TURN) : NormalDistribution.logDensity(code);
    }

    /** The coordinates at a code. */
    float[] coordinates(double code) {
        return circle ? new float[] {(float) Math.cos(code), (float) Math.sin(code)} : new float[] {(float) code};
    }

    private static double score(double rank) {
        return NormalQuantile.of(Math.max(LEAST, Math.min(1 - LEAST, rank)));
    }
}
