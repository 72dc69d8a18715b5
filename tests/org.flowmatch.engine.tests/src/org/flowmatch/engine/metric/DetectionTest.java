// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.IntToDoubleFunction;
import org.flowmatch.engine.FlowException;
import org.junit.jupiter.api.Test;

class DetectionTest {
    private static final int ROWS = 1_000;
    private static final int MOST = 16_000;
    /** The standard error of an AUC near 0.5 with 1,000 rows a side is sqrt(1/(6 * 1,000)). */
    private static final double ERROR = 0.013;

    private static final BoostedTrees TREES = new BoostedTrees(60, 6, 0.1, 1);

    @Test
    void rowsOfOneLawCannotBeToldApart() {
        assertEquals(0.5, Detection.auc(together(1), together(2), TREES, MOST, 3), 4 * ERROR);
    }

    @Test
    void destroyedDependencyIsFoundThoughEveryColumnIsRight() {
        // two thirds of the rows cannot be real ones, the others look like them: 2/3 + 1/3 * 1/2 at best
        assertEquals(0.833, Detection.auc(apart(1), together(2), TREES, MOST, 3), 4 * ERROR);
        assertArrayEquals(
                new double[] {0.5, 0.5},
                Detection.ofColumns(apart(1), together(2), BoostedTrees.ofOneColumn(1), MOST, 3),
                4 * ERROR);
    }

    @Test
    void gapsAloneGiveRowsAway() {
        IntToDoubleFunction number = MixedRows.uniform(5);
        MixedSample gaps = new MixedRows()
                .numbers(ROWS, row -> row % 2 == 0 ? MixedRows.GAP : number.applyAsDouble(row))
                .sample();
        MixedSample none = new MixedRows().numbers(ROWS, MixedRows.uniform(6)).sample();
        // half of the rows are told for sure, the others not at all: 1/2 + 1/2 * 1/2
        assertEquals(0.75, Detection.auc(gaps, none, BoostedTrees.ofOneColumn(1), MOST, 3), 4 * ERROR);
    }

    @Test
    void timesThatDifferByAMinuteAreToldApart() {
        double noon = 1.7e9;
        // float32 numbers of that size are 128 apart
        MixedSample first = new MixedRows().numbers(ROWS, row -> noon + row % 2).sample();
        MixedSample second =
                new MixedRows().numbers(ROWS, row -> noon + 60 + row % 2).sample();
        assertEquals(1, Detection.auc(first, second, BoostedTrees.ofOneColumn(1), MOST, 3), 1e-12);
    }

    @Test
    void theNumberOfThreadsChangesNothing() {
        BoostedTrees two = new BoostedTrees(TREES.rounds(), TREES.depth(), TREES.rate(), 2);
        assertEquals(
                Detection.auc(apart(1), together(2), TREES, 500, 3), Detection.auc(apart(1), together(2), two, 500, 3));
    }

    @Test
    void impossibleTreesAreRefused() {
        var error = assertThrows(FlowException.class, () -> new BoostedTrees(0, 6, 0.1, 1));
        assertTrue(error.problem().startsWith("The number of trees is 0"), error.problem());
        error = assertThrows(FlowException.class, () -> new BoostedTrees(300, 6, 0, 1));
        assertTrue(error.problem().startsWith("The learning rate of the trees is 0"), error.problem());
    }

    /** A number, and a label that says which third of the numbers it lies in. */
    private static MixedSample together(long seed) {
        IntToDoubleFunction number = MixedRows.uniform(seed);
        return new MixedRows()
                .numbers(ROWS, number)
                .labels(ROWS, row -> (int) (3 * number.applyAsDouble(row)))
                .sample();
    }

    private static MixedSample apart(long seed) {
        return new MixedRows()
                .numbers(ROWS, MixedRows.uniform(seed))
                .labels(ROWS, row -> (int) (3 * MixedRows.uniform(seed + 100).applyAsDouble(row)))
                .sample();
    }
}
