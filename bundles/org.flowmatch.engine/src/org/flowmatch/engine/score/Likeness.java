// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import java.util.Arrays;
import java.util.List;
import org.flowmatch.engine.metric.ColumnShapes;
import org.flowmatch.engine.metric.Estimate;
import org.flowmatch.engine.metric.GapPatterns;
import org.flowmatch.engine.metric.MixedSample;
import org.flowmatch.engine.metric.PairTrends;

/**
 * How far the laws of columns, of pairs of columns and of missing cells lie from those of held-back rows.
 *
 * @param shapes error of each column, 0 to 1 ({@link ColumnShapes})
 * @param trends error of each pair, 0 to 1 ({@link PairTrends}); none for a single column
 * @param gaps distance of the patterns of missing cells, 0 to 1 ({@link GapPatterns})
 * @param standardError the largest that any of them, or a mean of them, can have
 */
public record Likeness(List<Double> shapes, List<PairTrends.Pair> trends, double gaps, double standardError) {

    static Likeness of(MixedSample judged, MixedSample heldBack) {
        return new Likeness(
                Arrays.stream(ColumnShapes.errors(judged, heldBack)).boxed().toList(),
                PairTrends.errors(judged, heldBack),
                GapPatterns.distance(judged, heldBack),
                largestError(judged.rows(), heldBack.rows()));
    }

    /**
     * A Kolmogorov-Smirnov statistic and a total variation are the difference of the shares of both tables' rows in some set, each of
     * which has a variance of at most 1 / (4 rows); so has half a correlation of independent columns.
     */
    private static double largestError(int judged, int heldBack) {
        return Math.sqrt(1.0 / judged + 1.0 / heldBack) / 2;
    }

    /** An error with an interval that is at most too wide. */
    Estimate estimate(double error) {
        return Estimate.normal(error, standardError, 0, 1);
    }

    /** Mean error of the columns. */
    public double shape() {
        return shapes.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    /** Error of the worst column. */
    public double worstShape() {
        return shapes.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /** Mean error of the pairs; NaN where there are none. */
    public double trend() {
        return trends.stream().mapToDouble(PairTrends.Pair::error).average().orElse(Double.NaN);
    }
}
