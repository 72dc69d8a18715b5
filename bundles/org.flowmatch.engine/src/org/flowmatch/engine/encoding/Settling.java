// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.Table;

/**
 * Brings cells of rows that were made to keep their rules beside cells that are known.
 *
 * @param columns of the table, in its order
 * @param groups of columns that keep a rule
 */
record Settling(List<ColumnInfo> columns, List<ColumnGroup> groups) {

    /**
     * Lets the columns of groups keep their rules beside cells that are known.
     *
     * @param cells of the columns [k][n], of which those of groups change
     * @param known cells [k][n], NaN for those that are not known; null for columns of which none is
     * @param limited whether others are kept within the observed range as far as known ones allow
     */
    void settle(double[][] cells, double[][] known, boolean limited) {
        for (ColumnGroup group : groups) {
            double[][] made = of(group, cells);
            double[][] fixed = of(group, known);
            if (Stream.of(fixed).allMatch(column -> column == null)) {
                continue;
            }
            for (int k = 0; k < fixed.length; k++) {
                if (fixed[k] == null) {
                    fixed[k] = new double[made[k].length];
                    Arrays.fill(fixed[k], Double.NaN);
                }
            }
            put(group, group.back(group.forward(made), fixed, limited), cells);
        }
    }

    /**
     * Rows that keep their rules beside cells which are known.
     *
     * @param made rows of all columns
     * @param known cells of the same rows of any columns, found by name, NaN for what is not known
     */
    Table settled(Table made, Table known, boolean limited) {
        if (groups.isEmpty()) {
            return made;
        }
        double[][] cells = new double[columns.size()][];
        double[][] fixed = new double[columns.size()][];
        for (ColumnGroup group : groups) {
            for (GroupColumn column : group.columns()) {
                int c = columns.indexOf(column.info());
                int at = known.indexOf(column.name());
                cells[c] = made.column(c);
                fixed[c] = at < 0 ? null : known.column(at);
            }
        }
        settle(cells, fixed, limited);
        Table settled = made.choose(List.of());
        for (int c = 0; c < cells.length; c++) {
            List<ColumnInfo> info = List.of(columns.get(c));
            settled = settled.beside(
                    cells[c] == null ? made.choose(info) : new Table(info, new double[][] {cells[c]}, made.rows()));
        }
        return settled;
    }

    private double[][] of(ColumnGroup group, double[][] cells) {
        return group.columns().stream()
                .map(column -> cells[columns.indexOf(column.info())])
                .toArray(double[][]::new);
    }

    /** Puts cells of a group [k][n] in their places among those of all columns. */
    void put(ColumnGroup group, double[][] made, double[][] cells) {
        for (int k = 0; k < made.length; k++) {
            cells[columns.indexOf(group.columns().get(k).info())] = made[k];
        }
    }
}
