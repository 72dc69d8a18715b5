// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.flowmatch.engine.PlainNumber;
import org.flowmatch.engine.data.ColumnKind;

/** Values of columns inside messages. */
final class CellText {
    private CellText() {}

    /** @param value of a column of numbers, dates or times; NaN for a missing one */
    static String of(double value, ColumnKind kind) {
        if (Double.isNaN(value)) {
            return "missing";
        }
        return switch (kind) {
            case DATE -> LocalDate.ofEpochDay((long) value).toString();
            case TIME -> LocalTime.ofNanoOfDay((long) value).toString();
            case DATE_TIME -> Instant.ofEpochSecond((long) value).toString();
            case BOOLEAN -> Boolean.toString(value != 0);
            default -> kind.whole() ? Long.toString((long) value) : PlainNumber.of(value);
        };
    }
}
