// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.table;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.knime.core.data.DataValue;
import org.knime.core.data.time.localdate.LocalDateValue;
import org.knime.core.data.time.localdatetime.LocalDateTimeValue;
import org.knime.core.data.time.localtime.LocalTimeValue;
import org.knime.core.data.time.zoneddatetime.ZonedDateTimeValue;

/**
 * What the engine has beside a column of dates or times, in a column of texts of its own: their zones, weekdays or hours. Its name
 * ends with a blank; those of KNIME's columns never do, so that it is no column of a KNIME table. The suffixes are stored.
 */
enum DatePart {
    /** The zone of a date with a time and a zone. */
    ZONE(" (zone) "),
    /** The day of the week of a date, where it is. */
    WEEKDAY(" (weekday) "),
    /** The hour of the day of a time, where it is. */
    HOUR(" (hour) ");

    private final String suffix;

    DatePart(String suffix) {
        this.suffix = suffix;
    }

    /** @param dates the name of the column of dates or times */
    ColumnInfo beside(String dates) {
        return new ColumnInfo(dates + suffix, ColumnKind.TEXT);
    }

    /** The part that a column of the engine holds; empty for one of a KNIME table. */
    static Optional<DatePart> of(ColumnInfo column) {
        return column.kind() == ColumnKind.TEXT
                ? Arrays.stream(values())
                        .filter(part -> column.name().endsWith(part.suffix))
                        .findFirst()
                : Optional.empty();
    }

    /** The name of the column of the KNIME table of which a column of the engine holds something. */
    static String table(ColumnInfo column) {
        return of(column)
                .map(part -> column.name().substring(0, column.name().length() - part.suffix.length()))
                .orElse(column.name());
    }

    /**
     * What stands beside cells of a form.
     *
     * @param cyclic whether weekdays and hours do
     */
    static List<DatePart> beside(CellForm form, boolean cyclic) {
        return Stream.of(values())
                .filter(part -> part == ZONE ? form == CellForm.ZONED_DATE_TIME : cyclic && part.has(form))
                .toList();
    }

    private boolean has(CellForm form) {
        return switch (form) {
            case DATE -> this == WEEKDAY;
            case TIME -> this == HOUR;
            case DATE_TIME, ZONED_DATE_TIME -> this != ZONE;
            default -> false;
        };
    }

    /** The part of a cell, as the engine has it. */
    String text(DataValue cell) {
        return switch (this) {
            case ZONE -> ((ZonedDateTimeValue) cell)
                    .getZonedDateTime()
                    .getZone()
                    .getId();
            case WEEKDAY -> date(cell).getDayOfWeek().name();
            case HOUR -> hour(time(cell).getHour());
        };
    }

    /** Two digits, so that hours have their order among texts. */
    private static String hour(int hour) {
        return String.format(Locale.ROOT, "%02d", hour);
    }

    private static LocalDate date(DataValue cell) {
        if (cell instanceof ZonedDateTimeValue zoned) {
            return zoned.getZonedDateTime().toLocalDate();
        }
        return cell instanceof LocalDateTimeValue dateTime
                ? dateTime.getLocalDateTime().toLocalDate()
                : ((LocalDateValue) cell).getLocalDate();
    }

    private static LocalTime time(DataValue cell) {
        if (cell instanceof ZonedDateTimeValue zoned) {
            return zoned.getZonedDateTime().toLocalTime();
        }
        return cell instanceof LocalDateTimeValue dateTime
                ? dateTime.getLocalDateTime().toLocalTime()
                : ((LocalTimeValue) cell).getLocalTime();
    }
}
