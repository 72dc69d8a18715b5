// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.table;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;

/** A value of a column of numbers, booleans, dates or times, as a user writes it in a dialog. */
public final class WrittenValue {
    private WrittenValue() {}

    /**
     * The number that the engine has for it.
     *
     * @param column of any kind but texts, which are taken as they are written
     * @throws FlowException naming the column and what is to be written
     */
    public static double number(ColumnInfo column, String text) {
        String written = text.strip();
        double value;
        try {
            value = reader(column.kind()).applyAsDouble(written);
        } catch (NumberFormatException | DateTimeException e) {
            throw refused(column, text, e);
        }
        if (!column.kind().allows(value)) {
            throw refused(column, text, null);
        }
        return value;
    }

    private static ToDoubleFunction<String> reader(ColumnKind kind) {
        return switch (kind) {
            case BOOLEAN -> WrittenValue::truth;
            case DATE -> text -> LocalDate.parse(text).toEpochDay();
            case TIME -> text -> LocalTime.parse(text).toNanoOfDay();
            case DATE_TIME -> text -> {
                LocalDateTime date = LocalDateTime.parse(text);
                return EpochSeconds.of(date.toEpochSecond(ZoneOffset.UTC), date.getNano());
            };
            default -> Double::parseDouble;
        };
    }

    private static double truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> 1;
            case "false" -> 0;
            default -> Double.NaN;
        };
    }

    private static FlowException refused(ColumnInfo column, String text, Exception cause) {
        return new FlowException(
                "The value given for the column " + Quoted.of(column.name()) + " is " + Quoted.of(text)
                        + ", but the column holds " + CellForm.of(column.kind()).words() + ".",
                "Write " + example(column.kind()) + ".",
                cause);
    }

    private static String example(ColumnKind kind) {
        return switch (kind) {
            case BOOLEAN -> "true or false";
            case DATE -> "a date as 2024-03-31";
            case TIME -> "a time as 17:30 or 17:30:05";
            case DATE_TIME -> "a date with its time as 2024-03-31T17:30";
            default -> kind.whole()
                    ? String.format(Locale.ROOT, "a whole number from %.0f to %.0f", kind.lowest(), kind.highest())
                    : "a number, with a point before decimals";
        };
    }
}
