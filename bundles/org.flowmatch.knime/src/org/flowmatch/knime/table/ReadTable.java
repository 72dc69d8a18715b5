// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.table;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.Table;

/**
 * Columns of a KNIME table, read once.
 *
 * @param rows every row of the table, unusable rows included unless the reader leaves them out
 * @param columns those of the flow, without those that were given up
 * @param conditions those of conditions; empty when none were asked for
 * @param gaps the columns whose missing cells can be used
 * @param unusable the number of rows with a cell that the engine cannot use
 * @param outside columns in which some of these cells hold whole numbers that are not exact in the engine
 * @param names row keys, or the text of the key column, one per row; empty when not asked for
 */
public record ReadTable(
        Table rows,
        List<ColumnInfo> columns,
        List<ColumnInfo> conditions,
        Set<String> gaps,
        int unusable,
        Set<String> outside,
        List<String> names) {
    private static final String MISSING = "missing, NaN or infinite cells";

    /** The columns of the flow. */
    public Table values() {
        return rows.choose(columns);
    }

    /** The condition columns, row for row; empty when none were asked for. */
    public Optional<Table> given() {
        return conditions.isEmpty() ? Optional.empty() : Optional.of(rows.choose(conditions));
    }

    /** What is wrong with the unusable rows: "missing, NaN or infinite cells". */
    public String faults() {
        String numbers = "whole numbers too large to be exact in " + Quoted.all(List.copyOf(outside));
        return outside.isEmpty() ? MISSING : MISSING + ", or " + numbers;
    }

    /** Whether the engine can use every cell of the row. */
    public boolean usable(int row) {
        for (int c = 0; c < rows.columns().size(); c++) {
            ColumnInfo column = rows.columns().get(c);
            double value = rows.get(row, c);
            if (!column.kind().allows(value) && !isGap(column, value)) {
                return false;
            }
        }
        return true;
    }

    private boolean isGap(ColumnInfo column, double value) {
        return Double.isNaN(value) && gaps.contains(column.name()) && columns.contains(column);
    }

    /** The given rows in the given order. */
    public ReadTable select(int[] chosen) {
        return new ReadTable(
                rows.select(chosen),
                columns,
                conditions,
                gaps,
                (int) Arrays.stream(chosen).filter(row -> !usable(row)).count(),
                outside,
                names.isEmpty()
                        ? names
                        : Arrays.stream(chosen).mapToObj(names::get).toList());
    }

    /** This table without the rows that cannot be used; itself when there are none. */
    public ReadTable usableRows() {
        if (unusable == 0) {
            return this;
        }
        int[] kept = new int[rows.rows()];
        int count = 0;
        for (int row = 0; row < kept.length; row++) {
            if (usable(row)) {
                kept[count++] = row;
            }
        }
        return select(Arrays.copyOf(kept, count));
    }
}
