// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.flowmatch.engine.FlowException;
import org.junit.jupiter.api.Test;

class SourceRowsTest {
    @Test
    void aRowIsTheSameInWhateverPieceItIsDrawn() {
        float[] all = SourceRows.gaussian(10, 3, 1, 7).toArray();
        assertArrayEquals(
                Arrays.copyOfRange(all, 12, 24),
                SourceRows.gaussian(4, 4, 3, 1, 7).toArray());
    }

    @Test
    void otherSeedsGiveOtherRows() {
        assertNotEquals(
                SourceRows.gaussian(1, 1, 1, 7).get(0, 0),
                SourceRows.gaussian(1, 1, 1, 8).get(0, 0));
    }

    /** Mean and variance of 40,000 numbers of N(0, 4): standard errors 0.01 and 0.03; four of them are allowed. */
    @Test
    void theScaleIsTheStandardDeviation() {
        float[] values = SourceRows.gaussian(20_000, 2, 2, 1).toArray();
        double sum = 0;
        double squares = 0;
        for (float value : values) {
            sum += value;
            squares += value * value;
        }
        assertEquals(0, sum / values.length, 0.04);
        assertEquals(4, squares / values.length, 0.12);
    }

    @Test
    void moreCellsThanAnArrayHoldsAreRefused() {
        FlowException e = assertThrows(FlowException.class, () -> SourceRows.gaussian(100_000_000, 50, 1, 1));
        assertTrue(e.problem().contains("at most 42949672 rows"), e.problem());
    }
}
