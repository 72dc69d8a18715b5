// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import static org.flowmatch.engine.metric.MixedRows.GAP;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.flowmatch.engine.FlowException;
import org.junit.jupiter.api.Test;

/** Measures of columns, pairs and gaps against what is counted by hand. */
class ColumnMeasuresTest {
    @Test
    void shapeIsTheLargestDifferenceOfDistributionFunctionsWithGapsAtTheEnd() {
        // F = 1/4, 2/4, 3/4 at 1, 2, 3 on both sides; then 3/4 against 1 at 4, the gap
        assertShape(0.25, numbers(1, 2, 3, GAP), numbers(1, 2, 3, 4));
        assertShape(0.5, numbers(1, 1, 1, 2), numbers(1, 2, 2, 2));
        assertShape(1, numbers(GAP, GAP), numbers(1, 2));
        assertShape(0, numbers(GAP, 5), numbers(5, 5, GAP, GAP));
    }

    @Test
    void shapeOfLabelsIsTheirTotalVariationWithGapsAsALevel() {
        // shares of 0, 1, gap: 1/2, 1/4, 1/4 and 1/4, 3/4, 0
        assertShape(0.5, labels(0, 0, 1, GAP), labels(0, 1, 1, 1));
        assertShape(1, labels(0, 0), labels(7, 8));
        assertShape(0, labels(3, GAP, 3, GAP), labels(GAP, 3));
    }

    private static void assertShape(double expected, MixedRows a, MixedRows b) {
        assertArrayEquals(new double[] {expected}, ColumnShapes.errors(a.sample(), b.sample()), 1e-15);
        assertArrayEquals(new double[] {expected}, ColumnShapes.errors(b.sample(), a.sample()), 1e-15);
    }

    @Test
    void trendOfNumbersIsHalfTheDifferenceOfCorrelations() {
        assertTrend(1, numbers(1, 2, 3).numbers(10, 20, 30), numbers(1, 2, 3).numbers(30, 20, 10));
        // correlations 1 and 1/2
        assertTrend(0.25, numbers(1, 2, 3).numbers(4, 5, 6), numbers(1, 2, 3).numbers(1, 3, 2));
        // rows with a gap on one side do not count; what does not vary is not correlated
        assertTrend(
                0, numbers(1, 2, 3, GAP).numbers(1, 2, 3, 99), numbers(1, 2, 3).numbers(1, 2, 3));
        assertTrend(0.5, numbers(1, 2, 3).numbers(1, 2, 3), numbers(1, 2, 3).numbers(5, 5, 5));
        // far from zero nothing is lost
        assertTrend(
                1,
                numbers(1e9, 1e9 + 1).numbers(1e9, 1e9 + 1),
                numbers(1e9, 1e9 + 1).numbers(1e9 + 1, 1e9));
    }

    @Test
    void trendOfLabelsIsTheTotalVariationOfTheContingencyTables() {
        assertTrend(1, labels(0, 1).labels(0, 1), labels(0, 1).labels(1, 0));
        assertTrend(0.5, labels(0, 1).labels(0, 1), labels(0, 1, 0, 1).labels(0, 0, 1, 1));
        assertTrend(0.5, labels(0, GAP).labels(0, 1), labels(0, 1).labels(0, 1));
    }

    @Test
    void trendOfANumberAndALabelCutsTheNumberIntoTenBinsOfTheRealOne() {
        MixedRows real = numbers(0, 1, 9, 10).labels(0, 0, 1, 1);
        // bins [0, 1), [1, 2), ..., [9, 10]; beyond counts to the outermost
        assertEquals(
                0,
                trend(
                        numbers(0.5, 1.5, 9, -3, 1, 77).labels(0, 0, 1, 0, 0, 1),
                        numbers(0, 1, 10).labels(0, 0, 1)));
        assertEquals(0.5, trend(numbers(0, 2, 9, 10).labels(0, 0, 1, 0), real), 1e-15);
        assertEquals(0.25, trend(numbers(0, GAP, 9, 10).labels(0, 0, 1, 1), real), 1e-15);
        // a number that does not vary is one bin
        assertEquals(0, trend(numbers(4, 4).labels(0, 1), numbers(4, 4, 4, 4).labels(0, 0, 1, 1)));
        assertEquals(1, trend(numbers(4, 4).labels(0, 1), numbers(GAP, GAP).labels(0, 1)));
    }

    private static void assertTrend(double expected, MixedRows a, MixedRows b) {
        assertEquals(expected, trend(a, b), 1e-12);
        assertEquals(expected, trend(b, a), 1e-12);
    }

    private static double trend(MixedRows synthetic, MixedRows real) {
        List<PairTrends.Pair> pairs = PairTrends.errors(synthetic.sample(), real.sample());
        assertEquals(1, pairs.size());
        assertEquals(0, pairs.get(0).first());
        assertEquals(1, pairs.get(0).second());
        return pairs.get(0).error();
    }

    @Test
    void allPairsAreMeasured() {
        MixedSample sample = numbers(1, 2).labels(0, 1).numbers(3, 4).sample();
        assertEquals(
                List.of(new PairTrends.Pair(0, 1, 0), new PairTrends.Pair(0, 2, 0), new PairTrends.Pair(1, 2, 0)),
                PairTrends.errors(sample, sample));
        assertEquals(List.of(), PairTrends.errors(sample.choose(1), sample.choose(1)));
    }

    @Test
    void gapsThatComeTogetherDifferFromGapsThatComeOneByOne() {
        MixedSample together = numbers(GAP, 1).labels(GAP, 0).sample();
        MixedSample apart = numbers(GAP, 1).labels(0, GAP).sample();
        // each column lacks half of its cells on both sides
        assertArrayEquals(new double[] {0, 0}, ColumnShapes.errors(together, apart), 1e-15);
        assertEquals(1, GapPatterns.distance(together, apart), 1e-15);
        assertEquals(0, GapPatterns.distance(together, together), 1e-15);
        // shares of the patterns "none", "both": 3/4, 1/4 and 1/2, 1/2
        assertEquals(
                0.25,
                GapPatterns.distance(numbers(GAP, 1, 2, 3).labels(GAP, 0, 0, 0).sample(), together),
                1e-15);
    }

    @Test
    void samplesOfOtherColumnsAreRefusedByName() {
        MixedSample numbers = numbers(1, 2).sample();
        MixedSample labels = labels(1, 2).sample();
        var error = assertThrows(FlowException.class, () -> ColumnShapes.errors(numbers, labels));
        assertTrue(
                error.problem().contains("column 1 is \"x1\" (numbers) in one and \"c1\" (labels)"), error.problem());
        MixedSample more = numbers(1, 2).numbers(3, 4).sample();
        error = assertThrows(FlowException.class, () -> PairTrends.errors(more, numbers));
        assertTrue(error.problem().contains("column 2 is \"x2\" (numbers) in one and absent"), error.problem());
        error = assertThrows(
                FlowException.class, () -> GapPatterns.distance(numbers().sample(), numbers));
        assertTrue(error.problem().contains("at least one row in each sample, but got 0 and 2"), error.problem());
    }

    private static MixedRows numbers(double... cells) {
        return new MixedRows().numbers(cells);
    }

    private static MixedRows labels(double... cells) {
        return new MixedRows().labels(cells);
    }
}
