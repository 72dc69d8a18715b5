// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.likelihood;

import org.flowmatch.engine.encoding.DensityRows;

/**
 * The mean of the copula density over the points of one row: log mean exp(log q(z) - logSource).
 *
 * @param log in nats
 * @param standardError of it: of each point's log-density, and, from the spread of the means of opposite points as if the pairs
 *     were independent, of their number (an upper bound: the strata make it less)
 */
public record PointMean(double log, double standardError) {

    public static PointMean of(DensityRows rows, int row, LogDensities densities) {
        return of(rows, row, densities, rows.first()[row]);
    }

    /**
     * @param densities of the points of some of the rows
     * @param at which of them is the row's first point
     */
    public static PointMean of(DensityRows rows, int row, LogDensities densities, int at) {
        int first = rows.first()[row];
        int points = rows.first()[row + 1] - first;
        double[] logs = new double[points];
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < points; i++) {
            logs[i] = densities.logDensity()[at + i] - rows.logSource()[first + i];
            largest = Math.max(largest, logs[i]);
        }
        double sum = 0;
        for (double log : logs) {
            sum += Math.exp(log - largest);
        }
        double logMean = largest + Math.log(sum / points);
        double variance = 0;
        double[] ratios = new double[points];
        for (int i = 0; i < points; i++) {
            ratios[i] = Math.exp(logs[i] - logMean);
            double own = ratios[i] / points * densities.standardError()[at + i];
            variance += own * own;
        }
        return new PointMean(logMean, Math.sqrt(variance + ofPairs(ratios)));
    }

    /** @param ratios of a point's density to the mean: the middle one, then pairs */
    private static double ofPairs(double[] ratios) {
        int pairs = ratios.length / 2;
        double squares = 0;
        for (int pair = 0; pair < pairs; pair++) {
            double apart = (ratios[1 + 2 * pair] + ratios[2 + 2 * pair]) / 2 - 1;
            squares += apart * apart;
        }
        return pairs < 2 ? 0 : squares / (pairs - 1) / pairs;
    }
}
