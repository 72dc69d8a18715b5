// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;

/**
 * Columns in ascending order, as the first one and how far each other lies above the last value before it; so any but the first may
 * be missing. A decoded value is rounded to its column's grid, then limited: below by the value before it, above by the largest
 * one observed, which no value before it exceeds. The density of a row is that of the modelled one, a translation given what is before.
 *
 * @param columns k, the lowest one first; each largest value is at least that before it
 * @param steps the k - 1 differences
 */
record OrderGroup(List<GroupColumn> columns, List<Step> steps) implements ColumnGroup {
    /** A difference is off its grid by rounding errors alone. */
    private static final int MOST_ULPS = 8;

    /**
     * A difference.
     *
     * @param name of its column
     * @param strict whether it is never 0
     */
    record Step(String name, boolean strict) {}

    OrderGroup {
        columns = List.copyOf(columns);
        steps = List.copyOf(steps);
        if (columns.size() < 2 || steps.size() != columns.size() - 1) {
            throw new IllegalArgumentException(columns.size() + " ordered columns have " + steps.size() + " steps");
        }
        for (int k = 1; k < columns.size(); k++) {
            if (!comparable(columns.get(0).info().kind(), columns.get(k).info().kind())
                    || columns.get(k).largest() < columns.get(k - 1).largest()) {
                throw new IllegalArgumentException(columns.get(k).name() + " cannot be the last of an order");
            }
        }
    }

    static boolean comparable(ColumnKind a, ColumnKind b) {
        return a == b && a.numeric() && a != ColumnKind.BOOLEAN || a.quantity() && b.quantity();
    }

    /**
     * @param differences their names
     * @param cells [k][n], NaN for missing ones
     */
    static OrderGroup of(List<GroupColumn> columns, List<String> differences, double[][] cells) {
        List<GroupColumn> limited = new ArrayList<>();
        double largest = Double.NEGATIVE_INFINITY;
        for (GroupColumn column : columns) {
            largest = Math.max(largest, column.largest());
            limited.add(new GroupColumn(column.info(), column.resolution(), column.smallest(), largest));
        }
        List<Step> steps =
                differences.stream().map(name -> new Step(name, false)).toList();
        double[][] modelled = new OrderGroup(limited, steps).forward(cells);
        return new OrderGroup(
                limited,
                IntStream.range(0, steps.size())
                        .mapToObj(k -> new Step(
                                differences.get(k),
                                Arrays.stream(modelled[k + 1]).noneMatch(difference -> difference == 0)))
                        .toList());
    }

    @Override
    public KeptRule rule() {
        return new KeptOrder(columns.stream().map(GroupColumn::name).toList());
    }

    @Override
    public List<ColumnInfo> modelled() {
        List<ColumnInfo> modelled = new ArrayList<>();
        boolean whole = true;
        for (GroupColumn column : columns) {
            whole &= column.info().kind().whole();
            modelled.add(
                    modelled.isEmpty()
                            ? column.info()
                            : new ColumnInfo(
                                    steps.get(modelled.size() - 1).name(),
                                    whole ? ColumnKind.LONG : ColumnKind.DOUBLE));
        }
        return modelled;
    }

    @Override
    public double[][] forward(double[][] cells) {
        double[][] modelled = new double[cells.length][cells[0].length];
        for (int row = 0; row < cells[0].length; row++) {
            double base = Double.NaN;
            Resolution finest = columns.get(0).resolution();
            for (int k = 0; k < cells.length; k++) {
                double value = cells[k][row];
                finest = finest.finer(columns.get(k).resolution());
                modelled[k][row] = k == 0 ? value : difference(base, value, finest);
                base = Double.isNaN(value) ? base : value;
            }
        }
        return modelled;
    }

    private static double difference(double base, double value, Resolution finest) {
        double difference = value - base;
        double rounded = finest.round(difference);
        double error = MOST_ULPS * Math.max(Math.ulp(base), Math.ulp(value));
        return Math.abs(rounded - difference) <= error ? rounded : difference;
    }

    @Override
    public double[][] known(double[][] cells, boolean[] missing) {
        double[][] known = forward(cells);
        for (int row = 0; row < cells[0].length; row++) {
            for (int k = open(cells, missing, row); k < known.length; k++) {
                known[k][row] = Double.NaN;
            }
        }
        return known;
    }

    /** The first column that is not known. */
    private static int open(double[][] cells, boolean[] missing, int row) {
        int open = 0;
        while (open < cells.length && (missing[open] || !Double.isNaN(cells[open][row]))) {
            open++;
        }
        return open;
    }

    @Override
    public int untold(double[][] cells, boolean[] missing, int row) {
        for (int k = open(cells, missing, row); k < cells.length; k++) {
            if (!Double.isNaN(cells[k][row])) {
                return k;
            }
        }
        return -1;
    }

    @Override
    public List<String> needed(int column) {
        return columns.stream().limit(column).map(GroupColumn::name).toList();
    }

    @Override
    public double[][] back(double[][] modelled, double[][] fixed, boolean limited) {
        double[][] cells = new double[columns.size()][modelled[0].length];
        for (int row = 0; row < cells[0].length; row++) {
            double base = Double.NaN;
            for (int k = 0; k < cells.length; k++) {
                double value = fixed[k][row];
                if (Double.isNaN(value)) {
                    double free = k == 0 ? modelled[0][row] : columns.get(k).round(base + modelled[k][row]);
                    value = placed(k, free, base, below(k, fixed, row), limited);
                }
                cells[k][row] = value;
                base = Double.isNaN(value) ? base : Double.isNaN(base) ? value : Math.max(base, value);
            }
        }
        return cells;
    }

    /** The largest value of a column by the fixed cells behind it. */
    private double below(int k, double[][] fixed, int row) {
        double most = Double.POSITIVE_INFINITY;
        boolean strictly = false;
        for (int later = k + 1; later < fixed.length; later++) {
            strictly |= steps.get(later - 1).strict();
            if (!Double.isNaN(fixed[later][row])) {
                most = Math.min(most, columns.get(k).below(fixed[later][row], strictly));
            }
        }
        return most;
    }

    private double placed(int k, double value, double base, double most, boolean limited) {
        GroupColumn column = columns.get(k);
        double lowest = limited ? column.smallest() : column.info().kind().lowest();
        double highest = limited ? column.largest() : column.info().kind().highest();
        boolean first = Double.isNaN(base);
        double least = first
                ? lowest
                : Math.max(lowest, column.above(base, steps.get(k - 1).strict()));
        double within = Math.min(Math.min(most, highest), Math.max(least, value));
        return first ? within : Math.max(base, within);
    }

    @Override
    public boolean broken(double[][] cells, int row) {
        double base = Double.NaN;
        for (double[] column : cells) {
            if (column[row] < base) {
                return true;
            }
            base = Double.isNaN(column[row]) ? base : column[row];
        }
        return false;
    }

    @Override
    public double logSlope(double[] modelled, int at) {
        return 0;
    }

    @Override
    public int standsFor(int column) {
        return column;
    }

    @Override
    public int follows(int column) {
        return column + 1;
    }

    @Override
    public boolean mayMiss(int column) {
        return column > 0;
    }

    /** The last one: what is between the others is not told by it. */
    @Override
    public boolean mayLack(int column) {
        return column == columns.size() - 1;
    }
}
