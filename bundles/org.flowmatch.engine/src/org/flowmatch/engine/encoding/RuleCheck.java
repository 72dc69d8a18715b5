// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;

/** Refuses tables whose rows break a rule that is to be kept. */
final class RuleCheck {
    private static final int ROWS_AT_ONCE = 1 << 13;

    private RuleCheck() {}

    /**
     * @param table has the columns of the group
     * @param gaps those that may have missing cells
     * @throws FlowException naming the column and the first row (from 1) of an unusable cell, or the rule and the first row that
     *     breaks it
     */
    static void require(ColumnGroup group, Table table, TableRole role, Set<String> gaps) {
        Table own = Reshaping.infos(table, group);
        own.requireUsable(role, gaps);
        int first = -1;
        int count = 0;
        for (int from = 0; from < own.rows(); from += ROWS_AT_ONCE) {
            double[][] cells = block(own, from);
            for (int row = 0; row < cells[0].length; row++) {
                if (group.broken(cells, row)) {
                    first = first < 0 ? from + row : first;
                    count++;
                }
            }
        }
        if (count > 0) {
            throw broken(group, own, role, first, count);
        }
    }

    private static double[][] block(Table table, int from) {
        double[][] cells = new double[table.columns().size()][Math.min(ROWS_AT_ONCE, table.rows() - from)];
        for (int k = 0; k < cells.length; k++) {
            table.copy(k, from, cells[k].length, cells[k]);
        }
        return cells;
    }

    private static FlowException broken(ColumnGroup group, Table own, TableRole role, int row, int count) {
        return new FlowException(
                "Row " + (row + 1) + " of the " + role.label() + " breaks the rule "
                        + group.rule().text() + ": it has "
                        + cells(group, own, row)
                        + (count == 1 ? "." : String.format(Locale.ROOT, ". So do %,d rows in all.", count)),
                "Correct or remove such rows, or do not have this rule kept.");
    }

    private static String cells(ColumnGroup group, Table own, int row) {
        double[][] cells = IntStream.range(0, own.columns().size())
                .mapToObj(k -> new double[] {own.get(row, k)})
                .toArray(double[][]::new);
        return cells(group, cells, 0);
    }

    /** The cells of a row in the order of the rule. */
    static String cells(ColumnGroup group, double[][] cells, int row) {
        List<GroupColumn> columns = group.columns();
        return IntStream.range(0, columns.size())
                .mapToObj(k -> CellText.of(cells[k][row], columns.get(k).info().kind()))
                .collect(Collectors.joining(", "));
    }
}
