// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.flowmatch.engine.FlowException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kinds allow their values, and no others. */
class ColumnKindTest {

    @ParameterizedTest
    @EnumSource
    void theEndsAreAllowedAndWhatLiesBeyondIsNot(ColumnKind kind) {
        assertTrue(kind.allows(kind.lowest()));
        assertTrue(kind.allows(kind.highest()));
        assertFalse(kind.allows(kind == ColumnKind.DOUBLE ? Double.NEGATIVE_INFINITY : kind.lowest() - 1));
        assertFalse(kind.allows(kind == ColumnKind.DOUBLE ? Double.POSITIVE_INFINITY : kind.highest() + 1));
        assertFalse(kind.allows(Double.NaN));
        boolean fractions = kind == ColumnKind.DOUBLE || kind == ColumnKind.DATE_TIME;
        assertEquals(fractions, kind.allows(0.5));
    }

    @Test
    void datesAndTimesAreExactAtTheirEnds() {
        assertEquals(LocalDate.MAX, LocalDate.ofEpochDay((long) ColumnKind.DATE.highest()));
        assertEquals(LocalDate.MIN, LocalDate.ofEpochDay((long) ColumnKind.DATE.lowest()));
        assertEquals(LocalTime.MAX, LocalTime.ofNanoOfDay((long) ColumnKind.TIME.highest()));
    }

    @Test
    void aDateThatIsNotThereIsNoNumber() {
        Table table = new Table(
                List.of(new ColumnInfo("when", ColumnKind.DATE_TIME)), new double[][] {{0.25, Double.NaN, 1e16}}, 3);
        FlowException e = assertThrows(FlowException.class, () -> table.requireUsable(TableRole.TARGET));
        assertEquals("In column \"when\" of the target table, row 2 is missing.", e.problem());
        FlowException far = assertThrows(
                FlowException.class, () -> table.select(new int[] {2}).requireUsable(TableRole.TARGET));
        assertEquals(
                "In column \"when\" of the target table, row 1 has the value 10000000000000000, which is outside the exact"
                        + " range of a column of dates and times here (years -285,000,000 to 285,000,000).",
                far.problem());
    }
}
