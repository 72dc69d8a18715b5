// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.geometry.Curve;

/**
 * Columns that sum to a constant, modelled by the square roots of their shares, which are a unit vector without negative coordinates
 * (Fisher-Rao metric: Cencov 1982; Davis, Kessler, Petrache, Ceylan, Bronstein and Bose 2024). A share of zero is a label. Decoded shares lie on
 * the finest grid of their columns and sum to the constant exactly, as far as doubles do; a positive one is at least one step of the
 * grid. The density of a row is per unit of the sphere's own area, on the face of the shares that are not zero.
 *
 * @param columns k, at least 2
 * @param names of the k coordinates
 * @param total what they sum to
 * @param grid of the shares
 */
record SharesGroup(List<GroupColumn> columns, List<String> names, double total, Resolution grid)
        implements SphereGroup {
    private static final double TOLERANCE = 1e-6;

    SharesGroup {
        columns = List.copyOf(columns);
        names = List.copyOf(names);
        if (columns.size() < 2 || names.size() != columns.size() || !(total > 0)) {
            throw new IllegalArgumentException(columns.size() + " shares of " + total + " have coordinates " + names);
        }
    }

    /** On the finest grid of the columns that the total lies on. */
    static SharesGroup of(List<GroupColumn> columns, List<String> names, double total) {
        Resolution finest = columns.stream()
                .map(GroupColumn::resolution)
                .reduce(Resolution::finer)
                .orElseThrow();
        boolean onGrid = finest.places() != Resolution.FULL && finest.round(total) == total;
        return new SharesGroup(columns, names, total, onGrid ? finest : new Resolution(Resolution.FULL));
    }

    @Override
    public Curve curve() {
        return Curve.ORTHANT;
    }

    @Override
    public KeptRule rule() {
        return new KeptShares(columns.stream().map(GroupColumn::name).toList(), total);
    }

    @Override
    public List<ColumnInfo> modelled() {
        return names.stream()
                .map(name -> new ColumnInfo(name, ColumnKind.DOUBLE))
                .toList();
    }

    @Override
    public double[][] forward(double[][] cells) {
        double[][] roots = new double[cells.length][cells[0].length];
        for (int row = 0; row < cells[0].length; row++) {
            double sum = sum(cells, row);
            for (int k = 0; k < cells.length; k++) {
                roots[k][row] = Math.sqrt(Math.max(0, cells[k][row]) / sum) + 0 * cells[k][row];
            }
        }
        return roots;
    }

    private static double sum(double[][] cells, int row) {
        return Arrays.stream(cells).mapToDouble(column -> column[row]).sum();
    }

    @Override
    public double[][] back(double[][] modelled, double[][] fixed, boolean limited) {
        double[][] cells = new double[modelled.length][modelled[0].length];
        double[] shares = new double[modelled.length];
        for (int row = 0; row < cells[0].length; row++) {
            double squares = 0;
            for (int k = 0; k < shares.length; k++) {
                shares[k] = modelled[k][row] * modelled[k][row];
                squares += shares[k];
            }
            if (!(squares > 0)) {
                // every label says zero: the largest share of the fitted rows has all
                shares[
                        largest(columns.stream()
                                .mapToDouble(GroupColumn::largest)
                                .toArray())] = 1;
                squares = 1;
            }
            for (int k = 0; k < shares.length; k++) {
                shares[k] *= total / squares;
            }
            settle(shares);
            for (int k = 0; k < shares.length; k++) {
                cells[k][row] = shares[k];
            }
        }
        SphereGroup.fix(cells, fixed);
        return cells;
    }

    /** Puts shares on the grid so that they sum to the total: those with the largest remainders are rounded up. */
    private void settle(double[] shares) {
        if (grid.places() == Resolution.FULL) {
            int most = largest(shares);
            shares[most] = 0;
            shares[most] = total - Arrays.stream(shares).sum();
            return;
        }
        double unit = grid.unit();
        long left = Math.round(total / unit);
        long[] units = new long[shares.length];
        for (int k = 0; k < shares.length; k++) {
            units[k] = shares[k] == 0 ? 0 : Math.max(1, (long) Math.floor(shares[k] / unit));
            left -= units[k];
        }
        while (left != 0) {
            int k = left > 0 ? wanting(shares, units, unit) : fullest(units);
            units[k] += left > 0 ? 1 : -1;
            left += left > 0 ? -1 : 1;
        }
        for (int k = 0; k < shares.length; k++) {
            shares[k] = grid.round(units[k] * unit);
        }
    }

    /** The positive share that is farthest below what it was. */
    private static int wanting(double[] shares, long[] units, double unit) {
        return IntStream.range(0, shares.length)
                .filter(k -> shares[k] > 0)
                .boxed()
                .max((a, b) -> Double.compare(shares[a] - units[a] * unit, shares[b] - units[b] * unit))
                .orElseThrow();
    }

    private static int fullest(long[] units) {
        return largest(Arrays.stream(units).asDoubleStream().toArray());
    }

    private static int largest(double[] values) {
        int largest = 0;
        for (int k = 1; k < values.length; k++) {
            largest = values[k] > values[largest] ? k : largest;
        }
        return largest;
    }

    /** Shares may be off their total by the rounding of each. */
    @Override
    public boolean off(double[][] cells, int row) {
        double rounding = columns.stream()
                .mapToDouble(column -> column.resolution().places() == Resolution.FULL
                        ? 0
                        : column.resolution().unit() / 2)
                .sum();
        boolean negative = Arrays.stream(cells).anyMatch(column -> !(column[row] >= 0));
        return negative || Math.abs(sum(cells, row) - total) > rounding + TOLERANCE * total;
    }
}
