// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.RowPart;
import org.flowmatch.engine.data.RowSpace;
import org.junit.jupiter.api.Test;

/** Rows (a of 3 levels, x, the label of a gap, y behind it) as vectors. */
class LabelledRowsTest {
    private static final int D = 4;
    private static final LabelledRows ROWS = new LabelledRows(new RowSpace(List.of(
            RowPart.label("a", 0, 3),
            RowPart.euclidean("x", 1, 1),
            RowPart.label("y", 2, 2),
            RowPart.euclidean("y", 3, 1).withGovernor())));
    /** The coordinate of a label lies anywhere in its level; what stands in place of a missing number says nothing. */
    private static final float[] FIRST = {2.7f, 1.5f, 1.2f, -2};

    private static final float[] SECOND = {0.1f, -0.5f, 0.9f, 77};

    private static RowMatrix rows(float[]... rows) {
        float[] all = new float[rows.length * D];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, all, i * D, D);
        }
        return RowMatrix.of(all, D);
    }

    @Test
    void labelsAreOneOfTheirLevelsAndMissingNumbersNothing() {
        RowMatrix vectors = ROWS.vectors(rows(FIRST, SECOND));
        assertEquals(7, vectors.columns());
        assertArrayEquals(new float[] {0, 0, 1, 1.5f, 0, 1, -2, 1, 0, 0, -0.5f, 1, 0, 0}, vectors.toArray());
        assertEquals(-2, vectors.get(0, 6));
        // (1.5 + 0.5)^2 + (-2 - 0)^2 of the numbers and 2 for each of two labels
        double squared = 0;
        for (int c = 0; c < 7; c++) {
            double difference = vectors.get(0, c) - vectors.get(1, c);
            squared += difference * difference;
        }
        assertEquals(12, squared, 1e-9);
    }

    @Test
    void theTableHasGapsAndLevels() {
        MixedSample sample = ROWS.sample(rows(FIRST, SECOND));
        assertEquals(
                List.of(true, false, true, false),
                sample.columns().stream().map(MixedSample.Column::nominal).toList());
        assertArrayEquals(new double[] {2, 0}, sample.values()[0]);
        assertArrayEquals(new double[] {1.5, -0.5}, sample.values()[1]);
        assertArrayEquals(new double[] {1, 0}, sample.values()[2]);
        assertArrayEquals(new double[] {-2, Double.NaN}, sample.values()[3]);
    }

    /** Of laws p and q of one label, whose levels are sqrt(2) apart: sqrt(2) times the sum of (p - q)^2. */
    @Test
    void theEnergyDistanceOfLabelsHasItsClosedForm() {
        LabelledRows label = new LabelledRows(new RowSpace(List.of(RowPart.label("a", 0, 3))));
        RowMatrix p = label.vectors(RowMatrix.of(new float[] {0, 0, 0.5f, 1, 1, 2, 2, 2, 2, 2}, 1));
        RowMatrix q = label.vectors(RowMatrix.of(new float[] {0, 1, 1, 1, 1, 1, 1, 1, 2, 2.9f}, 1));
        double expected = Math.sqrt(2) * (0.2 * 0.2 + 0.5 * 0.5 + 0.3 * 0.3);
        assertEquals(expected, EnergyDistance.between(p, q), 1e-6);
        assertEquals(0, EnergyDistance.between(p, p), 1e-6);
    }

    @Test
    void pairsCostWhatMoves() {
        float[] x0 = {0.5f, 0, 0.5f, 1, 0.5f, 0.5f, 0.5f, 3};
        float[] x1 = rows(FIRST, SECOND).toArray();
        // (1.5 - 0)^2 + (-2 - 1)^2 and (-0.5 - 0.5)^2, where y is missing
        assertEquals((2.25 + 9 + 1) / 2, ROWS.cost(x0, x1), 1e-9);
    }

    @Test
    void rowsOfNumbersAreVectors() {
        RowMatrix rows = rows(FIRST);
        assertSame(rows, new LabelledRows(RowSpace.euclidean(D)).vectors(rows));
    }
}
