// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;

/**
 * What a table tells of the columns of a group, of which it may lack some.
 *
 * @param table of those that it has
 * @param missing of each column of the group, whether its missing cells are known to be missing; others are not known
 */
record KnownCells(ColumnGroup group, Table table, boolean[] missing) {

    static KnownCells of(ColumnGroup group, Table table, Set<String> missing) {
        List<ColumnInfo> there = new ArrayList<>();
        boolean[] gaps = new boolean[group.columns().size()];
        for (int k = 0; k < gaps.length; k++) {
            String name = group.columns().get(k).name();
            if (table.indexOf(name) >= 0) {
                there.add(group.columns().get(k).info());
                gaps[k] = missing.contains(name);
            }
        }
        return new KnownCells(group, table.choose(there), gaps);
    }

    boolean isEmpty() {
        return table.columns().isEmpty();
    }

    /**
     * @param cells of the table
     * @return of all columns of the group, NaN for those that it lacks
     */
    double[][] ofGroup(double[][] cells) {
        double[] open = new double[cells[0].length];
        Arrays.fill(open, Double.NaN);
        return group.columns().stream()
                .map(column -> table.indexOf(column.name()))
                .map(at -> at < 0 ? open : cells[at])
                .toArray(double[][]::new);
    }

    private double[][] cells() {
        double[][] cells = new double[table.columns().size()][];
        Arrays.setAll(cells, table::column);
        return ofGroup(cells);
    }

    /**
     * @param missing the columns whose missing cells are given as such
     * @throws FlowException naming the first row (from 1) that breaks a rule, or of which a given cell tells the model nothing
     */
    static void requireFollowed(TableEncoding encoding, Table given, Set<String> missing) {
        for (ColumnGroup group : encoding.reshaping().groups()) {
            KnownCells known = of(group, given, missing);
            double[][] cells = known.isEmpty() ? new double[1][0] : known.cells();
            for (int row = 0; row < cells[0].length; row++) {
                int untold = group.untold(cells, known.missing(), row);
                if (untold >= 0) {
                    GroupColumn column = group.columns().get(untold);
                    String needed = Quoted.all(group.needed(untold));
                    throw new FlowException(
                            "Column " + Quoted.of(column.name()) + " of the " + TableRole.GIVEN.label() + " has "
                                    + CellText.of(
                                            cells[untold][row], column.info().kind())
                                    + " in row " + (row + 1) + ", but " + needed + " is open there: to keep the rule "
                                    + group.rule().text() + ", " + Quoted.of(column.name())
                                    + " is made from " + needed + ", so that the model cannot follow it alone.",
                            "Give " + needed + " there, too, or leave " + Quoted.of(column.name()) + " open.");
                }
                if (group.broken(cells, row)) {
                    throw new FlowException(
                            "Row " + (row + 1) + " of the " + TableRole.GIVEN.label() + " breaks the rule "
                                    + group.rule().text() + ", which all rows keep: it has "
                                    + RuleCheck.cells(group, cells, row) + ".",
                            "Give cells that keep the rule, or leave some of them open.");
                }
            }
        }
    }

    /** What a user should know of cells that tell the model nothing of the missing ones of their rows. */
    static List<String> warnings(TableEncoding encoding, Table some) {
        List<String> warnings = new ArrayList<>();
        for (ColumnGroup group : encoding.reshaping().groups()) {
            KnownCells known = of(group, some, Set.of());
            double[][] cells = known.isEmpty() ? new double[1][0] : known.cells();
            int rows = 0;
            for (int row = 0; row < cells[0].length; row++) {
                rows += group.untold(cells, known.missing(), row) >= 0 ? 1 : 0;
            }
            if (rows > 0) {
                warnings.add(String.format(
                        Locale.ROOT,
                        "In %,d row%s a missing cell of the rule %s comes before known ones: these limit what is filled"
                                + " in, and tell no more of it.",
                        rows,
                        rows == 1 ? "" : "s",
                        group.rule().text()));
            }
        }
        return warnings;
    }
}
