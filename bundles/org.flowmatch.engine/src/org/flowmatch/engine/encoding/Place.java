// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import org.flowmatch.engine.random.NormalDistribution;
import org.flowmatch.engine.random.NormalQuantile;

/**
 * Where a value lies among the scores z of its column, and what the density there is multiplied by. It is a point, whose
 * density is that of its score, or a cell of ranks u = Phi(z), low to high, of which only the mean copula density counts:
 * c(u) = p(z) / phi(z).
 *
 * @param code the score z of a point; of a cell the score of its median rank
 * @param low first rank of a cell as a share of all, 0 to 1; NaN for a point
 * @param high last rank of a cell
 * @param logFactor in the units of the table: the log of dz/dx for a point, of the probability or the density that is
 *     multiplied by the copula density for a cell
 * @param logFactorOfScores the same in units of the scores: 0 for a point, log phi(code) for a cell and less for a value that
 *     lies beyond the cell's observed ones
 */
public record Place(double code, double low, double high, double logFactor, double logFactorOfScores) {
    /** The least and the largest rank that has a score. */
    private static final double LEAST = 0x1p-53;

    static Place point(double code, double logSlope) {
        return new Place(code, Double.NaN, Double.NaN, logSlope, 0);
    }

    /** @param logBeyond log of the share of the tail that lies beyond the value; 0 for values that are not in a tail */
    static Place cell(double low, double high, double logFactor, double logBeyond) {
        double code = score((low + high) / 2);
        return new Place(code, low, high, logFactor, NormalDistribution.logDensity(code) + logBeyond);
    }

    boolean cell() {
        return !Double.isNaN(low);
    }

    /** The score at a part of the cell's ranks, 0 to 1. */
    double scoreAt(double part) {
        return score(low + part * (high - low));
    }

    /** log phi of a score of the cell; 0 for a point, whose density is that of its score. */
    double logNormal(double score) {
        return cell() ? NormalDistribution.logDensity(score) : 0;
    }

    private static double score(double rank) {
        return NormalQuantile.of(Math.max(LEAST, Math.min(1 - LEAST, rank)));
    }
}
