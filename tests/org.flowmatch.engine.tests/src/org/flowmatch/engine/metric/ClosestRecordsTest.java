// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import static org.flowmatch.engine.metric.MixedRows.GAP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ClosestRecordsTest {
    private static final double ANY = Double.POSITIVE_INFINITY;

    @Test
    void theDistanceAddsRangesAndDifferentLabels() {
        MixedSample rows = new MixedRows()
                .numbers(0, 5, 10, GAP)
                .labels(0, 1, 0, GAP)
                .numbers(7, 7, 7, 7)
                .sample();
        GowerDistance distance = new GowerDistance(rows);
        assertEquals(1.5, distance.between(rows, 0, rows, 1, ANY), 1e-15);
        assertEquals(1, distance.between(rows, 0, rows, 2, ANY), 1e-15);
        assertEquals(2, distance.between(rows, 0, rows, 3, ANY), 1e-15);
        assertEquals(0, distance.between(rows, 3, rows, 3, ANY), 1e-15);
        assertTrue(distance.between(rows, 0, rows, 3, 0.5) >= 0.5);
        assertEquals(0.5 + 1, distance.nearest(rows, 1, rows.select(new int[] {0, 2, 3})), 1e-15);
    }

    @Test
    void theShareSaysWhoseRowsAreRepeated() {
        MixedSample training = rows(1, 400);
        MixedSample heldBack = rows(2, 400);
        assertEquals(1, CloserToTraining.share(training, training, heldBack, 1_000, 1), 1e-15);
        assertEquals(0, CloserToTraining.share(heldBack, training, heldBack, 1_000, 1), 1e-15);
        assertEquals(0.5, CloserToTraining.share(rows(3, 400), training, training, 1_000, 1), 1e-15);
        // standard error 0.5 / sqrt(400) = 0.025
        assertEquals(0.5, CloserToTraining.share(rows(3, 400), training, heldBack, 1_000, 1), 4 * 0.025);
    }

    @Test
    void ofALargerSideAsManyRecordsCount() {
        // with all 4,000 training rows the share would be 4,000 / 4,400 = 0.91
        double share = CloserToTraining.share(rows(3, 2_000), rows(1, 4_000), rows(2, 400), 400, 1);
        assertEquals(0.5, share, 4 * 0.025 + 0.05);
    }

    private static MixedSample rows(long seed, int count) {
        return new MixedRows()
                .numbers(count, MixedRows.uniform(seed))
                .numbers(count, MixedRows.uniform(seed + 100))
                .labels(count, row -> (int) (3 * MixedRows.uniform(seed + 200).applyAsDouble(row)))
                .sample();
    }
}
