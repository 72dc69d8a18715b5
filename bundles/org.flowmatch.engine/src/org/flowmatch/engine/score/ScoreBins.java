// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import java.util.Arrays;
import java.util.List;

/**
 * Where a classifier puts rows: shares of its scores (0 surely real, 1 surely synthetic) in {@value #BINS} bins of equal width.
 *
 * @param judged of rows that were judged, [{@value #BINS}]
 * @param real of held-back rows, likewise
 */
public record ScoreBins(List<Double> judged, List<Double> real) {
    public static final int BINS = 40;

    static ScoreBins of(double[] judged, double[] real) {
        return new ScoreBins(shares(judged), shares(real));
    }

    private static List<Double> shares(double[] scores) {
        double[] counts = new double[BINS];
        for (double score : scores) {
            counts[(int) Math.max(0, Math.min(BINS - 1, Math.floor(score * BINS)))]++;
        }
        return List.copyOf(Arrays.stream(counts)
                .map(count -> count / scores.length)
                .boxed()
                .toList());
    }
}
