// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.table;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.knime.core.data.BooleanValue;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataValue;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.LongValue;
import org.knime.core.data.StringValue;
import org.knime.core.data.time.localdate.LocalDateValue;
import org.knime.core.data.time.localdatetime.LocalDateTimeValue;
import org.knime.core.data.time.localtime.LocalTimeValue;
import org.knime.core.data.time.zoneddatetime.ZonedDateTimeValue;
import org.knime.core.data.v2.RowRead;

/**
 * Where the cells of a column of the engine are in a KNIME table, and how they are read.
 *
 * @param place of the column in the KNIME table, -1 where it is not there
 * @param kind in which the engine wants them
 * @param part what is wanted of a date or time in place of its number
 */
record CellSource(int place, ColumnKind kind, Optional<DatePart> part) {

    static CellSource of(DataTableSpec spec, ColumnInfo column) {
        return new CellSource(spec.findColumnIndex(DatePart.table(column)), column.kind(), DatePart.of(column));
    }

    boolean missing(RowRead row) {
        return row.isMissing(place);
    }

    /** The number of a cell that is not missing. */
    double number(RowRead row) {
        DataValue value = row.getValue(place);
        return switch (kind) {
            case BOOLEAN -> ((BooleanValue) value).getBooleanValue() ? 1 : 0;
            case DATE -> ((LocalDateValue) value).getLocalDate().toEpochDay();
            case TIME -> ((LocalTimeValue) value).getLocalTime().toNanoOfDay();
            case DATE_TIME -> seconds(value);
            default -> kind != ColumnKind.DOUBLE && value instanceof LongValue whole
                    ? whole.getLongValue()
                    : ((DoubleValue) value).getDoubleValue();
        };
    }

    private static double seconds(DataValue value) {
        if (value instanceof ZonedDateTimeValue zoned) {
            ZonedDateTime date = zoned.getZonedDateTime();
            return EpochSeconds.of(date.toEpochSecond(), date.getNano());
        }
        LocalDateTime date = ((LocalDateTimeValue) value).getLocalDateTime();
        return EpochSeconds.of(date.toEpochSecond(ZoneOffset.UTC), date.getNano());
    }

    /** The text of a cell that is not missing. */
    String text(RowRead row) {
        DataValue value = row.getValue(place);
        if (part.isPresent()) {
            return part.get().text(value);
        }
        return value instanceof StringValue text
                ? text.getStringValue()
                : row.getAsDataCell(place).toString();
    }
}
