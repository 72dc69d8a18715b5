// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.dynamics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.path.Prediction;
import org.flowmatch.engine.path.TubePath;
import org.junit.jupiter.api.Test;

class SourceStatesTest {
    private static final RowMatrix ROWS = RowMatrix.of(new float[] {1, -2, 0, 4}, 2);

    /** x_0 = x0 + 0.75 e on a tube: of variance 1 + 0.75^2 = 1.25^2, of which x0 itself has weight 1. */
    @Test
    void unitNoiseIsWidenedByTheNoiseOfThePath() {
        SourceStates states =
                new AffineVelocity(new TubePath(0.75), Prediction.VELOCITY).sourceStates(SourceLaw.GAUSSIAN);
        assertEquals(new SourceStates(1.25, 1), states);
        assertArrayEquals(new float[] {1.25f, -2.5f, 0, 5}, states.of(ROWS).toArray());
        assertArrayEquals(new float[] {1, -2, 0, 4}, ROWS.toArray());
        assertEquals(-2, states.sourceOf(-2.5));
    }

    @Test
    void rowsOfATableAreStates() {
        SourceStates states = new OneStepMap(new AffineVelocity(new TubePath(0.75), Prediction.VELOCITY))
                .sourceStates(SourceLaw.TABLE);
        assertSame(ROWS, states.of(ROWS));
    }

    @Test
    void numbersAreChangedWhereTheyLie() {
        SourceStates states = new SourceStates(3, 2);
        float[] part = {1, 1, 1, 1};
        states.toStates(part, 1, 2);
        assertArrayEquals(new float[] {1, 3, 3, 1}, part);
        float[] shares = {1, -1};
        states.toShares(shares);
        assertArrayEquals(new float[] {2, -2}, shares);
    }

    @Test
    void aScaleIsANumber() {
        assertThrows(IllegalArgumentException.class, () -> new SourceStates(-1, 1));
        assertThrows(IllegalArgumentException.class, () -> new SourceStates(Double.NaN, 1));
        assertThrows(IllegalArgumentException.class, () -> new SourceStates(1, Double.POSITIVE_INFINITY));
    }
}
