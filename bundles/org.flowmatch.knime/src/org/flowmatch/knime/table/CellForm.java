// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.table;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Optional;
import org.flowmatch.engine.data.ColumnKind;
import org.knime.core.data.BooleanValue;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.DataTypeRegistry;
import org.knime.core.data.DataValue;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.IntValue;
import org.knime.core.data.LongValue;
import org.knime.core.data.StringValue;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.time.localdate.LocalDateValue;
import org.knime.core.data.time.localdatetime.LocalDateTimeValue;
import org.knime.core.data.time.localtime.LocalTimeValue;
import org.knime.core.data.time.zoneddatetime.ZonedDateTimeValue;

/**
 * What a column of a KNIME table is to a flow, by the value interfaces of its type and never by its cell class. A type may have
 * several (booleans are whole numbers, too, and dates are texts): the first one here counts.
 */
enum CellForm {
    BOOLEAN(ColumnKind.BOOLEAN, BooleanValue.class, "booleans"),
    DATE(ColumnKind.DATE, LocalDateValue.class, "dates"),
    TIME(ColumnKind.TIME, LocalTimeValue.class, "times of the day"),
    DATE_TIME(ColumnKind.DATE_TIME, LocalDateTimeValue.class, "dates with a time"),
    /** An instant, beside which the engine has a column of the zones. */
    ZONED_DATE_TIME(ColumnKind.DATE_TIME, ZonedDateTimeValue.class, "dates with a time and a zone"),
    INT(ColumnKind.INT, IntValue.class, "whole numbers"),
    LONG(ColumnKind.LONG, LongValue.class, "whole numbers"),
    DOUBLE(ColumnKind.DOUBLE, DoubleValue.class, "decimal numbers"),
    TEXT(ColumnKind.TEXT, StringValue.class, "texts");

    private final ColumnKind kind;
    private final Class<? extends DataValue> value;
    private final String words;

    CellForm(ColumnKind kind, Class<? extends DataValue> value, String words) {
        this.kind = kind;
        this.value = value;
        this.words = words;
    }

    /** The form of a column of this type; empty for one of which the engine can use nothing. */
    static Optional<CellForm> of(DataType type) {
        return type.isMissingValueType()
                ? Optional.empty()
                : Arrays.stream(values()).filter(form -> form.suits(type)).findFirst();
    }

    private boolean suits(DataType type) {
        return type.isCompatible(value) && (!kind.quantity() || type.isCompatible(DoubleValue.class));
    }

    /** The form in which cells of this kind are written, where there is no zone beside them. */
    static CellForm of(ColumnKind kind) {
        return valueOf(kind.name());
    }

    /** The kind of the engine's column, of the first where it has two. */
    ColumnKind kind() {
        return kind;
    }

    /** What the cells are, in the plural: "dates". */
    String words() {
        return words;
    }

    /** The KNIME type of values that came with no type of their own; empty where that of dates and times is not installed. */
    Optional<DataType> standardType() {
        return switch (this) {
            case BOOLEAN -> Optional.of(BooleanCell.TYPE);
            case INT -> Optional.of(IntCell.TYPE);
            case LONG -> Optional.of(LongCell.TYPE);
            case DOUBLE -> Optional.of(DoubleCell.TYPE);
            case TEXT -> Optional.of(StringCell.TYPE);
            default -> DataTypeRegistry.getInstance().availableDataTypes().stream()
                    .filter(type -> type.getPreferredValueClass() == value)
                    .findFirst();
        };
    }

    /** Whether {@link #cell} makes cells of the standard type; dates, times and texts have a factory that does. */
    boolean hasCells() {
        return kind.quantity() || this == BOOLEAN;
    }

    /** A cell of the standard type. */
    DataCell cell(double number) {
        return switch (this) {
            case BOOLEAN -> number != 0 ? BooleanCell.TRUE : BooleanCell.FALSE;
            case INT -> new IntCell((int) number);
            case LONG -> new LongCell((long) number);
            case DOUBLE -> new DoubleCell(number);
            default -> throw new IllegalStateException(words + " are made of texts");
        };
    }

    /**
     * The text of a value, from which a cell factory makes a cell: ISO 8601 of dates and times; of an instant with a zone it
     * lacks the zone.
     *
     * @param number that the kind allows
     * @throws IllegalStateException for texts, which are no numbers
     */
    String text(double number) {
        return switch (this) {
            case BOOLEAN -> Boolean.toString(number != 0);
            case INT, LONG -> Long.toString((long) number);
            case DOUBLE -> Double.toString(number);
            case DATE -> LocalDate.ofEpochDay((long) number).toString();
            case TIME -> LocalTime.ofNanoOfDay((long) number).toString();
            case DATE_TIME, ZONED_DATE_TIME -> EpochSeconds.at(number).toString();
            case TEXT -> throw new IllegalStateException("a text is no number");
        };
    }
}
