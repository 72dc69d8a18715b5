// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.table;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.Table;

/** The numbers of dates and times in a table of the engine, moved to the weekday and into the hour that stand beside them. */
final class CyclicNumbers {
    private final CellForm form;
    private final double smallest;
    private final double largest;

    /** @param known the range in which moved numbers stay; without it that of the column's kind */
    CyclicNumbers(CellForm form, Optional<KnownValues> known) {
        this.form = form;
        smallest = known.map(KnownValues::smallest).orElse(form.kind().lowest());
        largest = known.map(KnownValues::largest).orElse(form.kind().highest());
    }

    /**
     * @param name of the column
     * @param zones of the rows of dates that have one; null for a row without
     * @return the numbers by row, those of the table where nothing stands beside them
     */
    double[] of(Table table, String name, IntFunction<ZoneId> zones) {
        double[] numbers = table.column(table.indexOf(name));
        if (!has(table, DatePart.WEEKDAY.beside(name)) && !has(table, DatePart.HOUR.beside(name))) {
            return numbers;
        }
        IntFunction<Optional<String>> weekdays = texts(table, DatePart.WEEKDAY.beside(name));
        IntFunction<Optional<String>> hours = texts(table, DatePart.HOUR.beside(name));
        double[] moved = numbers.clone();
        for (int row = 0; row < moved.length; row++) {
            ZoneId zone = zones.apply(row);
            if (!Double.isNaN(moved[row]) && zone != null) {
                Optional<String> hour = hours.apply(row);
                CyclicDates wanted = new CyclicDates(
                        weekdays.apply(row).map(DayOfWeek::valueOf),
                        hour.isPresent() ? OptionalInt.of(Integer.parseInt(hour.get())) : OptionalInt.empty());
                moved[row] = moved(moved[row], wanted, zone);
            }
        }
        return moved;
    }

    private double moved(double number, CyclicDates wanted, ZoneId zone) {
        LocalDateTime date = date(number, zone);
        return wanted.hold(date) ? number : number(wanted.nearest(date, near -> allowed(number(near, zone))), zone);
    }

    private boolean allowed(double number) {
        return smallest <= number && number <= largest;
    }

    private LocalDateTime date(double number, ZoneId zone) {
        return switch (form) {
            case DATE -> LocalDate.ofEpochDay((long) number).atStartOfDay();
            case TIME -> LocalDate.EPOCH.atTime(LocalTime.ofNanoOfDay((long) number));
            default -> EpochSeconds.at(number)
                    .atOffset(ZoneOffset.UTC)
                    .atZoneSameInstant(zone)
                    .toLocalDateTime();
        };
    }

    private double number(LocalDateTime date, ZoneId zone) {
        long day = date.toLocalDate().toEpochDay();
        return switch (form) {
            case DATE -> day;
            case TIME -> day == 0 ? date.toLocalTime().toNanoOfDay() : Double.NaN;
            default -> EpochSeconds.of(date.atZone(zone).toEpochSecond(), date.getNano());
        };
    }

    private static boolean has(Table table, ColumnInfo column) {
        return table.indexOf(column.name()) >= 0;
    }

    /** The texts by row of a column; nothing where there is no such column. */
    private static IntFunction<Optional<String>> texts(Table table, ColumnInfo column) {
        int place = table.indexOf(column.name());
        if (place < 0) {
            return row -> Optional.empty();
        }
        double[] codes = table.column(place);
        return row -> Double.isNaN(codes[row])
                ? Optional.empty()
                : Optional.of(table.dictionary(place).text((int) codes[row]));
    }
}
