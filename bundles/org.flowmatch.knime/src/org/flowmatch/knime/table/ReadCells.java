// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.table;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.v2.RowRead;

/** The cells of one row of a KNIME table, column by column, on their way into a table of the engine. */
final class ReadCells {
    private final List<ColumnInfo> columns;
    private final CellSource[] sources;
    private final boolean[] gaps;
    private final boolean[] droppable;
    private final boolean[] dropped;
    private final double[] values;
    private final String[] texts;

    /**
     * @param columns of the KNIME table, with the kinds in which they are wanted
     * @param gaps whether a missing cell of a column can be used, column by column
     * @param droppable whether a column is given up with its first whole number beyond those of its kind, column by column
     */
    ReadCells(
            DataTableSpec spec, List<ColumnInfo> columns, Predicate<ColumnInfo> gaps, Predicate<ColumnInfo> droppable) {
        this.columns = columns;
        sources = columns.stream().map(column -> CellSource.of(spec, column)).toArray(CellSource[]::new);
        this.gaps = new boolean[sources.length];
        this.droppable = new boolean[sources.length];
        dropped = new boolean[sources.length];
        for (int c = 0; c < sources.length; c++) {
            this.gaps[c] = gaps.test(columns.get(c));
            this.droppable[c] = columns.get(c).kind().quantity() && droppable.test(columns.get(c));
        }
        values = new double[sources.length];
        texts = new String[sources.length];
    }

    /** The place in the KNIME table of what each column is read from. */
    int[] places() {
        return Arrays.stream(sources).mapToInt(CellSource::place).toArray();
    }

    /** Takes the cells of this row instead of those of the last. */
    void read(RowRead row) {
        for (int c = 0; c < sources.length; c++) {
            boolean missing = sources[c].missing(row);
            if (columns.get(c).kind().numeric()) {
                values[c] = missing ? Double.NaN : sources[c].number(row);
                if (gaps[c] && !missing && Double.isNaN(values[c])) {
                    // not missing, and no more usable than an infinite one
                    values[c] = Double.POSITIVE_INFINITY;
                }
                dropped[c] = dropped[c] || droppable[c] && outside(c);
            } else {
                texts[c] = missing ? null : sources[c].text(row);
            }
        }
    }

    /** The first column whose cell the engine cannot use. */
    OptionalInt unusable() {
        for (int c = 0; c < sources.length; c++) {
            if (!usable(c)) {
                return OptionalInt.of(c);
            }
        }
        return OptionalInt.empty();
    }

    /** Whether a column has been given up. */
    boolean dropped(int column) {
        return dropped[column];
    }

    /** Whether the cell of this column is a number, but beyond those of its kind. */
    boolean outside(int column) {
        return columns.get(column).kind().numeric() && !usable(column) && Double.isFinite(values[column]);
    }

    private boolean usable(int column) {
        ColumnKind kind = columns.get(column).kind();
        if (dropped[column]) {
            return true;
        }
        boolean missing = kind.numeric() ? Double.isNaN(values[column]) : texts[column] == null;
        return missing ? gaps[column] : !kind.numeric() || kind.allows(values[column]);
    }

    /** Adds the row to a table of these columns. */
    void addTo(Table.Builder rows) {
        for (int c = 0; c < sources.length; c++) {
            if (dropped[c]) {
                values[c] = 0;
            } else if (!columns.get(c).kind().numeric()) {
                values[c] = texts[c] == null ? Double.NaN : rows.dictionary(c).code(texts[c]);
            }
        }
        rows.add(values);
    }
}
