// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.coupling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.flowmatch.engine.FlowException;
import org.junit.jupiter.api.Test;

class PairedRowsTest {

    private static String problem(List<String> targetKeys, List<String> sourceKeys) {
        return assertThrows(FlowException.class, () -> PairedRows.byKey(targetKeys, sourceKeys))
                .problem();
    }

    @Test
    void rowsOfTheSameKeyMeet() {
        assertArrayEquals(new int[] {2, 0, 1}, PairedRows.byKey(List.of("a", "b", "c"), List.of("b", "c", "a")));
        assertArrayEquals(
                new double[] {1002, 1000, 1001},
                Couplings.numbered(3, 1000)
                        .select(PairedRows.byKey(List.of("a", "b", "c"), List.of("b", "c", "a")))
                        .column(0));
    }

    @Test
    void tablesOfDifferentLength() {
        FlowException e = assertThrows(FlowException.class, () -> PairedRows.requireSameLength(10, 9));
        assertEquals(
                "The target table has 10 rows, the source table has 9: they cannot be paired in order.", e.problem());
    }

    @Test
    void aKeyThatOccursTwice() {
        assertEquals(
                "The key \"b\" of the source table occurs twice, in rows 1 and 3.",
                problem(List.of("a", "b"), List.of("b", "a", "b")));
        assertEquals(
                "The key \"a\" of the target table occurs twice, in rows 1 and 2.",
                problem(List.of("a", "a"), List.of("b", "a")));
    }

    @Test
    void aKeyWithoutAPartner() {
        assertEquals(
                "The key \"c\" of the target table (row 3) has no partner in the source table.",
                problem(List.of("a", "b", "c"), List.of("b", "a")));
        assertEquals(
                "The key \"x\" of the source table (row 2) has no partner in the target table; 2 keys have none.",
                problem(List.of("a"), List.of("a", "x", "y")));
    }

    @Test
    void aMissingKey() {
        assertEquals(
                "The key of the source table is missing in row 2.",
                problem(List.of("a", "b"), Arrays.asList("a", null)));
    }
}
