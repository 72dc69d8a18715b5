// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;

/**
 * Parts of a whole, as the whole and, part by part, the share of what the parts before it leave: s_i = x_i / (T - x_1 - ... -
 * x_(i-1)), the breaking of a stick (Connor and Mosimann 1969). The part on the finest grid, the last of such, is what is left at
 * the end, so that the sum is exact; a part of 0 has the share 0, and where nothing is left to a part its share is 0. The density of the
 * parts is that of the shares times the product of ds_i/dx_i = 1 / (T - x_1 - ... - x_(i-1)).
 *
 * @param parts k, none of which is negative
 * @param whole the column of the sum
 * @param shares names of the k - 1 shares
 */
record SumGroup(List<GroupColumn> parts, GroupColumn whole, List<String> shares) implements ColumnGroup {
    /** A sum is met up to the rounding of floating-point numbers, as a share of the largest number in it. */
    private static final double ROUNDING = 1e-9;

    SumGroup {
        parts = List.copyOf(parts);
        shares = List.copyOf(shares);
        if (parts.size() < 2 || shares.size() != parts.size() - 1) {
            throw new IllegalArgumentException(parts.size() + " parts have " + shares.size() + " shares");
        }
    }

    /** @param unique makes a name one of its own */
    static SumGroup of(List<GroupColumn> parts, GroupColumn whole, UnaryOperator<String> unique) {
        int[] order = order(parts);
        List<String> shares = IntStream.range(0, parts.size() - 1)
                .mapToObj(i -> parts.get(order[i]).name() + " / " + (i == 0 ? whole.name() : "rest"))
                .map(unique)
                .toList();
        return new SumGroup(parts, whole, shares);
    }

    @Override
    public KeptRule rule() {
        return new KeptSum(parts.stream().map(GroupColumn::name).toList(), whole.name());
    }

    @Override
    public List<GroupColumn> columns() {
        List<GroupColumn> columns = new ArrayList<>(parts);
        columns.add(whole);
        return columns;
    }

    @Override
    public List<ColumnInfo> modelled() {
        List<ColumnInfo> modelled = new ArrayList<>();
        modelled.add(whole.info());
        shares.forEach(name -> modelled.add(new ColumnInfo(name, ColumnKind.DOUBLE)));
        return modelled;
    }

    /** The parts in the order in which they are taken, that which is left last. */
    private int[] order() {
        return order(parts);
    }

    private static int[] order(List<GroupColumn> parts) {
        Resolution finest = finest(parts);
        int rest = IntStream.range(0, parts.size())
                .filter(k -> parts.get(k).resolution().equals(finest))
                .max()
                .orElseThrow();
        return IntStream.concat(IntStream.range(0, parts.size()).filter(k -> k != rest), IntStream.of(rest))
                .toArray();
    }

    /** The grid of what is left. */
    private Resolution finest() {
        return finest(parts);
    }

    private static Resolution finest(List<GroupColumn> parts) {
        return parts.stream()
                .map(GroupColumn::resolution)
                .reduce(Resolution::finer)
                .orElseThrow();
    }

    private static double left(Resolution grid, double whole, double part) {
        return Math.max(0, grid.round(whole - part));
    }

    @Override
    public double[][] forward(double[][] cells) {
        return known(cells, new boolean[cells.length]);
    }

    /** A single cell that is not known follows from the others. */
    @Override
    public double[][] known(double[][] cells, boolean[] missing) {
        double[][] modelled = new double[parts.size()][cells[0].length];
        int[] order = order();
        Resolution grid = finest();
        for (int row = 0; row < cells[0].length; row++) {
            double[] all = completed(grid, cells, row);
            modelled[0][row] = all[parts.size()];
            double[] left = left(grid, all, order);
            for (int i = 0; i < shares.size(); i++) {
                // not a number from the first part on that is not known
                modelled[1 + i][row] = left[i] == 0 ? 0 : all[order[i]] / left[i];
            }
        }
        return modelled;
    }

    /**
     * What is left to each part: it and those behind it, so that a part is all that is left where the others are 0; where some are
     * not known, the whole without those before it.
     */
    private static double[] left(Resolution grid, double[] all, int[] order) {
        double[] left = new double[order.length];
        double behind = 0;
        for (int i = order.length - 1; i >= 0; i--) {
            behind += all[order[i]];
            left[i] = grid.round(behind);
        }
        if (Double.isNaN(behind)) {
            left[0] = all[order.length];
            for (int i = 1; i < order.length; i++) {
                left[i] = left(grid, left[i - 1], all[order[i - 1]]);
            }
        }
        return left;
    }

    /** The parts of a row, then the whole; one of them that is not known is what the others leave. */
    private double[] completed(Resolution grid, double[][] cells, int row) {
        int k = parts.size();
        double[] all = Arrays.stream(cells).mapToDouble(column -> column[row]).toArray();
        int[] open =
                IntStream.rangeClosed(0, k).filter(i -> Double.isNaN(all[i])).toArray();
        if (open.length == 1) {
            double sum =
                    Arrays.stream(all, 0, k).filter(part -> !Double.isNaN(part)).sum();
            all[open[0]] = open[0] == k ? grid.round(sum) : left(grid, all[k], sum);
        }
        return all;
    }

    @Override
    public int untold(double[][] cells, boolean[] missing, int row) {
        double[] all = completed(finest(), cells, row);
        boolean open = Double.isNaN(all[parts.size()]);
        for (int part : order()) {
            open |= Double.isNaN(all[part]);
            if (open && !Double.isNaN(all[part])) {
                return part;
            }
        }
        return -1;
    }

    @Override
    public List<String> needed(int column) {
        List<String> needed = new ArrayList<>(List.of(whole.name()));
        for (int part : order()) {
            if (part == column) {
                break;
            }
            needed.add(parts.get(part).name());
        }
        return needed;
    }

    @Override
    public double[][] back(double[][] modelled, double[][] fixed, boolean limited) {
        int k = parts.size();
        double[][] cells = new double[k + 1][modelled[0].length];
        int[] order = order();
        Resolution grid = finest();
        for (int row = 0; row < cells[0].length; row++) {
            double known = 0;
            int free = -1;
            for (int part : order) {
                known += Double.isNaN(fixed[part][row]) ? 0 : fixed[part][row];
                free = Double.isNaN(fixed[part][row]) ? part : free;
            }
            double total = fixed[k][row];
            if (Double.isNaN(total)) {
                total = grid.round(free < 0 ? known : Math.max(known, modelled[0][row]));
            }
            cells[k][row] = total;
            double budget = left(grid, total, known);
            double left = total;
            for (int i = 0; i < k; i++) {
                int part = order[i];
                double value = fixed[part][row];
                if (Double.isNaN(value)) {
                    value = part == free ? budget : taken(part, modelled[1 + i][row] * left, budget);
                    budget = left(grid, budget, value);
                }
                cells[part][row] = value;
                left = left(grid, left, value);
            }
        }
        return cells;
    }

    private double taken(int part, double value, double budget) {
        double rounded = Math.max(0, parts.get(part).round(value));
        return rounded <= budget
                ? rounded
                : Math.max(0, Math.min(budget, parts.get(part).below(budget, false)));
    }

    @Override
    public boolean broken(double[][] cells, int row) {
        double whole = cells[parts.size()][row];
        double sum = 0;
        double size = Math.abs(whole);
        boolean open = false;
        for (int i = 0; i < parts.size(); i++) {
            double part = cells[i][row];
            open |= Double.isNaN(part);
            if (part < 0) {
                return true;
            }
            sum += Double.isNaN(part) ? 0 : part;
            size = Math.max(size, sum);
        }
        double excess = sum - whole;
        return (open ? excess : Math.abs(excess)) > ROUNDING * size;
    }

    @Override
    public boolean exact() {
        return true;
    }

    @Override
    public int standsFor(int column) {
        if (column == parts.size()) {
            return 0;
        }
        int at = taken(column);
        return at == shares.size() ? -1 : at + 1;
    }

    /** When a part is taken, from 0. */
    private int taken(int part) {
        int[] order = order();
        return IntStream.range(0, order.length)
                .filter(i -> order[i] == part)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public int follows(int column) {
        return column == parts.size() ? 1 : Math.min(shares.size(), taken(column) + 1) + 1;
    }

    @Override
    public boolean mayMiss(int column) {
        return false;
    }

    /** What is left at the end follows from the others. */
    @Override
    public boolean mayLack(int column) {
        return column < parts.size() && taken(column) == shares.size();
    }

    @Override
    public double logSlope(double[] modelled, int at) {
        double left = modelled[0];
        for (int i = 1; i < at; i++) {
            left *= 1 - modelled[i];
        }
        return at == 0 ? 0 : -Math.log(left);
    }
}
