// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.data.RowMatrix;
import org.junit.jupiter.api.Test;

class WassersteinTest {
    @Test
    void aShiftCostsItsLength() {
        RowMatrix rows = Gaussians.rows(300, 2, 1, 0, 1);
        RowMatrix shifted = Gaussians.shifted(rows, 3, 4);
        assertEquals(5, Wasserstein.exact(rows, shifted), 1e-5, "W2 of a shift by (3, 4)");
        // a direction at angle phi sees 5 cos(phi); the mean square over directions is 25 / 2
        assertEquals(5 / Math.sqrt(2), Wasserstein.sliced(rows, shifted, 4000, 7), 0.1);
    }

    @Test
    void findsTheBestPairingWhateverTheOrder() {
        RowMatrix a = RowMatrix.of(new float[] {0, 1, 2, 10}, 1);
        RowMatrix b = RowMatrix.of(new float[] {11, 0, 2, 1}, 1);
        assertEquals(0.5, Wasserstein.exact(a, b), 1e-6, "only one row moves, by 1: sqrt(1/4)");
    }

    @Test
    void gaussiansOfTwoScales() {
        RowMatrix narrow = Gaussians.rows(2000, 1, 1, 0, 1);
        RowMatrix wide = Gaussians.rows(2000, 1, 3, 0, 2);
        assertEquals(2, Wasserstein.sliced(narrow, wide, 1, 1), 0.15, "W2(N(0,1), N(0,9)) = 2 in one dimension");
    }

    @Test
    void refusesWhatItCannotCompare() {
        RowMatrix two = Gaussians.rows(2, 2, 1, 0, 1);
        RowMatrix three = Gaussians.rows(3, 2, 1, 0, 1);
        var error = assertThrows(FlowException.class, () -> Wasserstein.exact(two, three));
        assertTrue(error.problem().contains("2 and 3 rows"), error.problem());
        RowMatrix wider = Gaussians.rows(2, 3, 1, 0, 1);
        error = assertThrows(FlowException.class, () -> Wasserstein.exact(two, wider));
        assertTrue(error.problem().contains("one has 2 and the other 3"), error.problem());
        RowMatrix many = Gaussians.rows(Wasserstein.LARGEST_EXACT + 1, 1, 1, 0, 1);
        error = assertThrows(FlowException.class, () -> Wasserstein.exact(many, many));
        assertTrue(error.problem().contains("at most 5000 rows"), error.problem());
        assertThrows(FlowException.class, () -> Wasserstein.sliced(two, two, 0, 1));
    }
}
