// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.List;
import java.util.stream.IntStream;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;

/**
 * Columns whose squares sum to 1, modelled by the unit vector that they are. The density of a row is per unit of the sphere's own
 * area.
 *
 * @param columns k, at least 2
 * @param names of the k coordinates
 */
record DirectionGroup(List<GroupColumn> columns, List<String> names) implements SphereGroup {
    /** How far from 1 the length of a vector may be that was written with few digits. */
    private static final double TOLERANCE = 1e-3;

    DirectionGroup {
        columns = List.copyOf(columns);
        names = List.copyOf(names);
        if (columns.size() < 2 || names.size() != columns.size()) {
            throw new IllegalArgumentException(columns.size() + " columns have the coordinates " + names);
        }
    }

    @Override
    public KeptRule rule() {
        return new KeptDirection(columns.stream().map(GroupColumn::name).toList());
    }

    @Override
    public List<ColumnInfo> modelled() {
        return names.stream()
                .map(name -> new ColumnInfo(name, ColumnKind.DOUBLE))
                .toList();
    }

    @Override
    public double[][] forward(double[][] cells) {
        double[][] unit = new double[cells.length][cells[0].length];
        for (int row = 0; row < cells[0].length; row++) {
            double length = length(cells, row);
            for (int k = 0; k < cells.length; k++) {
                unit[k][row] = cells[k][row] / length;
            }
        }
        return unit;
    }

    private static double length(double[][] cells, int row) {
        return Math.sqrt(IntStream.range(0, cells.length)
                .mapToDouble(k -> cells[k][row] * cells[k][row])
                .sum());
    }

    /** Coordinates are not rounded to the grids of their columns: the vector would not be one of length 1. */
    @Override
    public double[][] back(double[][] modelled, double[][] fixed, boolean limited) {
        double[][] cells = forward(modelled);
        SphereGroup.fix(cells, fixed);
        return cells;
    }

    @Override
    public boolean off(double[][] cells, int row) {
        return !(Math.abs(length(cells, row) - 1) <= TOLERANCE);
    }
}
