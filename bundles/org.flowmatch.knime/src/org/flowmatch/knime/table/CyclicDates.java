// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.table;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** The date and time nearest to another one that falls on a weekday and into an hour, of which it keeps the minutes. */
public record CyclicDates(Optional<DayOfWeek> weekday, OptionalInt hour) {
    private static final int WEEK = 7;

    public boolean hold(LocalDateTime date) {
        return weekday.map(date.getDayOfWeek()::equals).orElse(true) && hour.orElse(date.getHour()) == date.getHour();
    }

    /** @param allowed what the result may be; the date itself where none within a week is allowed */
    public LocalDateTime nearest(LocalDateTime date, Predicate<LocalDateTime> allowed) {
        LocalDateTime inHour = date.withHour(hour.orElse(date.getHour()));
        return IntStream.rangeClosed(-WEEK, WEEK)
                .mapToObj(inHour::plusDays)
                .filter(this::hold)
                .filter(allowed)
                .min(Comparator.comparing(near -> Duration.between(date, near).abs()))
                .orElse(date);
    }
}
