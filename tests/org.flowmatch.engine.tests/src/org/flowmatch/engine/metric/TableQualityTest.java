// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.IntToDoubleFunction;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.junit.jupiter.api.Test;

class TableQualityTest {
    private static final int ROWS = 600;
    private static final QualitySettings SETTINGS =
            new QualitySettings(new BoostedTrees(40, 4, 0.2, 1), Optional.of("c1"), 16_000, 4_000, 1);

    @Test
    void realRowsReachTheFloorAndDestroyedOnesDoNot() {
        MixedSample heldBack = rows(1, 0);
        MixedSample training = rows(2, 0);
        TableQuality floor = TableQuality.floor(heldBack, training, SETTINGS, Monitor.none());
        TableQuality good = TableQuality.of(rows(3, 0), heldBack, training, SETTINGS, Monitor.none());
        TableQuality bad = TableQuality.of(rows(3, 100), heldBack, training, SETTINGS, Monitor.none());
        assertTrue(Double.isNaN(floor.closer()));
        // standard error of an AUC near 0.5 with 600 rows a side: sqrt(1/(6 * 600)) = 0.017
        assertEquals(0.5, floor.detection(), 4 * 0.017);
        assertEquals(0.5, good.detection(), 4 * 0.017);
        // half of the bad rows cannot be real ones, the others look like them: 1/2 + 1/2 * 1/2 at best
        assertEquals(0.75, bad.detection(), 4 * 0.017);
        assertTrue(good.utility().orElseThrow() > 0.99 && bad.utility().orElseThrow() < 0.6);
        assertTrue(good.trend() < 0.1 && bad.trend() > 0.3, good.trend() + " and " + bad.trend());
        assertTrue(bad.shape() < 0.1 && bad.gaps() == 0);
        assertEquals(0.5, good.closer(), 4 * 0.5 / Math.sqrt(ROWS));
        assertTrue(good.worstColumn().error() >= good.shape());
    }

    @Test
    void aCancelEndsIt() {
        Monitor cancelled = new Monitor() {
            @Override
            public void report(double fraction, String message) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };
        MixedSample rows = rows(1, 0);
        assertThrows(CancellationException.class, () -> TableQuality.of(rows, rows, rows, SETTINGS, cancelled));
    }

    @Test
    void tooFewRowsToLookAtAreRefused() {
        BoostedTrees trees = BoostedTrees.judge(1);
        var error = assertThrows(FlowException.class, () -> new QualitySettings(trees, Optional.empty(), 9, 4_000, 1));
        assertTrue(error.problem().contains("The number of rows that are told apart is 9"), error.problem());
    }

    /** @param apart 0 for a label that follows from the number */
    private static MixedSample rows(long seed, long apart) {
        IntToDoubleFunction label = MixedRows.uniform(seed + apart);
        return new MixedRows()
                .numbers(ROWS, MixedRows.uniform(seed))
                .labels(ROWS, row -> (int) (2 * label.applyAsDouble(row)))
                .sample();
    }
}
