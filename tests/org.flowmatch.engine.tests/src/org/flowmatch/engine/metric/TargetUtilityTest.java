// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.IntToDoubleFunction;
import org.flowmatch.engine.FlowException;
import org.junit.jupiter.api.Test;

class TargetUtilityTest {
    private static final int ROWS = 1_000;
    private static final BoostedTrees TREES = new BoostedTrees(60, 4, 0.2, 1);

    @Test
    void whatFollowsFromTheOtherColumnsIsPredicted() {
        assertTrue(utility(table(1), table(2), "x2") > 0.97);
        assertTrue(utility(table(1), table(2), "c1") > 0.995);
        assertTrue(utility(table(1), table(2), "c2") > 0.995);
    }

    @Test
    void whatDoesNotFollowIsNot() {
        MixedSample unrelated = new MixedRows()
                .numbers(ROWS, MixedRows.uniform(7))
                .numbers(ROWS, MixedRows.uniform(8))
                .labels(ROWS, row -> row % 2)
                .labels(ROWS, row -> row % 3)
                .sample();
        // standard error of an AUC of 500 against 500 rows: sqrt(1/(6 * 500)) = 0.018; label 1 is x1 > 1/2
        assertEquals(0.5, utility(unrelated, table(2), "c1"), 0.1);
        assertTrue(utility(unrelated, table(2), "x2") < 0.1);
    }

    @Test
    void aLabelThatTheSyntheticRowsLackIsAToss() {
        MixedSample one = table(1);
        double[][] values = one.values().clone();
        values[2] = new double[ROWS];
        assertEquals(0.5, utility(new MixedSample(one.columns(), values), table(2), "c1"), 1e-15);
    }

    @Test
    void rowsWithoutTheTargetAreLeftOut() {
        MixedSample real = table(2);
        double[][] values = real.values().clone();
        values[1] = values[1].clone();
        for (int row = 0; row < ROWS; row += 2) {
            values[1][row] = MixedRows.GAP;
        }
        assertTrue(utility(new MixedSample(real.columns(), values), real, "x2") > 0.95);
        assertTrue(utility(real, new MixedSample(real.columns(), values), "x2") > 0.95);
    }

    @Test
    void whatCannotBePredictedIsRefusedByName() {
        MixedSample table = table(1);
        var error = assertThrows(FlowException.class, () -> utility(table, table, "income"));
        assertTrue(error.problem().contains("no column \"income\""), error.problem());
        error = assertThrows(FlowException.class, () -> utility(table.choose(0), table.choose(0), "x1"));
        assertTrue(error.problem().contains("\"x1\" cannot be predicted"), error.problem());
        error = assertThrows(FlowException.class, () -> utility(table, table.select(new int[] {0}), "c1"));
        assertTrue(error.problem().contains("\"c1\" cannot be predicted"), error.problem());
    }

    private static double utility(MixedSample training, MixedSample real, String target) {
        return TargetUtility.of(training, real, target, TREES, 1);
    }

    /** x1 uniform, x2 = x1^2, c1 the half and c2 the third that x1 lies in. */
    private static MixedSample table(long seed) {
        IntToDoubleFunction x = MixedRows.uniform(seed);
        return new MixedRows()
                .numbers(ROWS, x)
                .numbers(ROWS, row -> x.applyAsDouble(row) * x.applyAsDouble(row))
                .labels(ROWS, row -> (int) (2 * x.applyAsDouble(row)))
                .labels(ROWS, row -> (int) (3 * x.applyAsDouble(row)))
                .sample();
    }
}
