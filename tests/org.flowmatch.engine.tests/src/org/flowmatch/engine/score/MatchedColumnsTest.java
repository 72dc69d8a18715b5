// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.flowmatch.engine.metric.MixedSample;
import org.junit.jupiter.api.Test;

class MatchedColumnsTest {
    private static final double GAP = Double.NaN;
    private static final MatchedColumns CHANGED = new MatchedColumns(1);

    @Test
    void numbersTakeTheReferencesValuesInTheirOwnOrder() {
        assertArrayEquals(new double[] {10, 40, 20, 30}, matched(false, new double[] {1, 9, 2, 5}, 40, 10, 30, 20), 0);
    }

    @Test
    void labelsStayWhereTheyCan() {
        double[] cells = {0, 0, 0, 1, 1, 2};
        double[] wanted = {0, 1, 1, 1, 3, 3};
        double[] found = matched(true, cells, wanted);
        assertSameCells(wanted, found);
        // one 0 and both 1 can stay
        assertEquals(
                3, IntStream.range(0, 6).filter(row -> cells[row] == found[row]).count());
    }

    @Test
    void gapsBecomeAsManyAsTheReferenceHas() {
        double[] more = {GAP, GAP, GAP, 1, 2, 3};
        double[] fewer = {GAP, 4, 5, 6, 7, 8};
        double[] found = matched(false, more, fewer);
        assertSameCells(fewer, found);
        assertEquals(1, Arrays.stream(found).limit(3).filter(Double::isNaN).count());
        assertSameCells(more, matched(false, fewer, more));
        assertSameCells(fewer, matched(true, more, fewer));
        assertSameCells(fewer, matched(false, new double[] {GAP, GAP, GAP, GAP, GAP, GAP}, fewer));
    }

    @Test
    void shufflingKeepsCellsAndChangesRows() {
        double[] cells = IntStream.range(0, 100).asDoubleStream().toArray();
        MixedSample shuffled = CHANGED.shuffled(new MixedSample(
                List.of(new MixedSample.Column("x", false), new MixedSample.Column("y", false)),
                new double[][] {cells, cells.clone()}));
        assertSameCells(cells, shuffled.values()[0]);
        assertSameCells(cells, shuffled.values()[1]);
        assertFalse(Arrays.equals(shuffled.values()[0], shuffled.values()[1]));
    }

    @Test
    void onlyTablesOfEqualLengthCanBeMatched() {
        assertThrows(IllegalArgumentException.class, () -> matched(false, new double[] {1}, 1, 2));
    }

    private static void assertSameCells(double[] expected, double[] found) {
        assertArrayEquals(
                Arrays.stream(expected).sorted().toArray(),
                Arrays.stream(found).sorted().toArray(),
                0);
    }

    private static double[] matched(boolean nominal, double[] cells, double... wanted) {
        return CHANGED.matched(sample(nominal, cells), sample(nominal, wanted)).values()[0];
    }

    private static MixedSample sample(boolean nominal, double[] cells) {
        return new MixedSample(List.of(new MixedSample.Column("x", nominal)), new double[][] {cells});
    }
}
