// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.TestModels;
import org.flowmatch.engine.path.VarianceExplodingPath;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;
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

    /** Pairs hold unit noise, whatever the path; a solver starts from it at the scale of the path. */
    @Test
    void aModelStartsFromUnitNoiseAtTheScaleOfItsPath() {
        FlowModel model = TestModels.linear(
                new double[3][3],
                new double[3],
                new VarianceExplodingPath(0.01, 5, VarianceExplodingPath.Growth.GEOMETRIC));
        RowMatrix unit = SourceRows.unitNoise(
                model.encoding().space(), new KeyedRandom(7, Purpose.SAMPLE_NOISE), 10, Monitor.none());
        assertArrayEquals(SourceRows.gaussian(10, 3, 1, 7).toArray(), unit.toArray());
        float[] start = SourceRows.start(model, 10, 7, Monitor.none()).toArray();
        assertArrayEquals(SourceRows.gaussian(10, 3, 5, 7).toArray(), start);
        assertArrayEquals(start, model.sourceStates().of(unit).toArray());
    }

    @Test
    void moreCellsThanAnArrayHoldsAreRefused() {
        FlowException e = assertThrows(FlowException.class, () -> SourceRows.gaussian(100_000_000, 50, 1, 1));
        assertTrue(e.problem().contains("at most 42949672 rows"), e.problem());
    }
}
