// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.table;

import java.util.List;
import java.util.OptionalInt;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataValue;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.LongValue;
import org.knime.core.data.v2.RowRead;

/** The cells of one row of a KNIME table, column by column, on their way into a table of the engine. */
final class ReadCells {
    private final List<ColumnInfo> columns;
    private final int[] places;
    private final double[] values;
    private final String[] texts;

    /** @param columns of the KNIME table, with the kinds in which they are wanted */
    ReadCells(DataTableSpec spec, List<ColumnInfo> columns) {
        this.columns = columns;
        places = columns.stream()
                .mapToInt(column -> spec.findColumnIndex(column.name()))
                .toArray();
        values = new double[places.length];
        texts = new String[places.length];
    }

    /** The place of each column in the KNIME table. */
    int[] places() {
        return places.clone();
    }

    /** Takes the cells of this row instead of those of the last. */
    void read(RowRead row) {
        for (int c = 0; c < places.length; c++) {
            if (columns.get(c).kind().numeric()) {
                values[c] = number(row, places[c], columns.get(c).kind() == ColumnKind.LONG);
            } else {
                texts[c] = row.isMissing(places[c])
                        ? null
                        : row.getAsDataCell(places[c]).toString();
            }
        }
    }

    /** NaN for a missing cell. */
    private static double number(RowRead row, int place, boolean whole) {
        if (row.isMissing(place)) {
            return Double.NaN;
        }
        DataValue value = row.getValue(place);
        return whole && value instanceof LongValue number
                ? number.getLongValue()
                : ((DoubleValue) value).getDoubleValue();
    }

    /** The first column whose cell the engine cannot use. */
    OptionalInt unusable() {
        for (int c = 0; c < places.length; c++) {
            if (!usable(c)) {
                return OptionalInt.of(c);
            }
        }
        return OptionalInt.empty();
    }

    /** Whether the cell of this column is a number, but beyond those of its kind. */
    boolean outside(int column) {
        return columns.get(column).kind().numeric() && !usable(column) && Double.isFinite(values[column]);
    }

    private boolean usable(int column) {
        ColumnKind kind = columns.get(column).kind();
        return kind.numeric() ? kind.allows(values[column]) : texts[column] != null;
    }

    /** Adds the row to a table of these columns. */
    void addTo(Table.Builder rows) {
        for (int c = 0; c < places.length; c++) {
            if (!columns.get(c).kind().numeric()) {
                values[c] = texts[c] == null ? Double.NaN : rows.dictionary(c).code(texts[c]);
            }
        }
        rows.add(values);
    }
}
