// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dates and times are moved to the weekday and into the hour that were drawn beside them, and no further than they must. */
class CyclicDatesTest {
    private static LocalDateTime nearest(String date, String weekday, Integer hour, Predicate<LocalDateTime> allowed) {
        return new CyclicDates(
                        Optional.ofNullable(weekday).map(DayOfWeek::valueOf),
                        hour == null ? OptionalInt.empty() : OptionalInt.of(hour))
                .nearest(LocalDateTime.parse(date), allowed);
    }

    /** 2026-11-30 is a Monday. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "2026-11-30T10:20:30, MONDAY,    -,  2026-11-30T10:20:30",
                "2026-11-30T10:20:30, THURSDAY,  -,  2026-12-03T10:20:30",
                "2026-11-30T10:20:30, FRIDAY,    -,  2026-11-27T10:20:30",
                "2026-11-30T10:20:30, -,         11, 2026-11-30T11:20:30",
                "2026-11-30T23:50:00, -,         0,  2026-12-01T00:50:00",
                "2026-11-30T00:10:00, -,         23, 2026-11-29T23:10:00",
                "2026-11-30T00:10:00, MONDAY,    23, 2026-11-30T23:10:00",
                "2026-11-30T22:10:00, TUESDAY,   1,  2026-12-01T01:10:00",
                "2026-11-30T22:10:00, -,         -,  2026-11-30T22:10:00"
            })
    void theNearestDateOfWeekdayAndHour(String date, String weekday, Integer hour, String expected) {
        assertEquals(LocalDateTime.parse(expected), nearest(date, weekday, hour, near -> true));
    }

    @Test
    void whatIsNotAllowedGivesWayToTheNextBest() {
        LocalDateTime last = LocalDateTime.parse("2026-12-02T00:00:00");
        assertEquals(
                LocalDateTime.parse("2026-11-26T10:20:30"),
                nearest("2026-11-30T10:20:30", "THURSDAY", null, near -> near.isBefore(last)));
        assertEquals(
                LocalDateTime.parse("2026-11-30T10:20:30"),
                nearest("2026-11-30T10:20:30", "THURSDAY", null, near -> false));
    }
}
