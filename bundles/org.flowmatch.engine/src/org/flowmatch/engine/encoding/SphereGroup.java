// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.Arrays;
import java.util.List;
import org.flowmatch.engine.geometry.Curve;

/** Columns that are a point of a unit sphere, known or missing as a whole, and modelled by its coordinates. */
sealed interface SphereGroup extends ColumnGroup permits PositionGroup, DirectionGroup, SharesGroup {

    @Override
    default Curve curve() {
        return Curve.SPHERE;
    }

    @Override
    default double[][] known(double[][] cells, boolean[] missing) {
        return forward(cells);
    }

    /** Whether a row without missing cells is off the manifold. */
    boolean off(double[][] cells, int row);

    /** A row without any of the columns breaks nothing. */
    @Override
    default boolean broken(double[][] cells, int row) {
        return Arrays.stream(cells).anyMatch(column -> !Double.isNaN(column[row])) && off(cells, row);
    }

    @Override
    default int untold(double[][] cells, boolean[] missing, int row) {
        boolean whole = Arrays.stream(cells).noneMatch(column -> Double.isNaN(column[row]));
        for (int k = 0; k < cells.length && !whole; k++) {
            if (!Double.isNaN(cells[k][row])) {
                return k;
            }
        }
        return -1;
    }

    @Override
    default List<String> needed(int column) {
        return columns().stream()
                .map(GroupColumn::name)
                .filter(name -> !name.equals(columns().get(column).name()))
                .toList();
    }

    /** Densities are those on the sphere. */
    @Override
    default double logSlope(double[] modelled, int at) {
        return 0;
    }

    @Override
    default int standsFor(int column) {
        return 0;
    }

    @Override
    default int follows(int column) {
        return modelled().size();
    }

    @Override
    default boolean mayMiss(int column) {
        return rule().takesMissing();
    }

    @Override
    default boolean mayLack(int column) {
        return false;
    }

    /** Cells that are known in the place of those that were made. */
    static void fix(double[][] made, double[][] fixed) {
        for (int k = 0; k < made.length; k++) {
            for (int row = 0; row < made[k].length; row++) {
                made[k][row] = Double.isNaN(fixed[k][row]) ? made[k][row] : fixed[k][row];
            }
        }
    }
}
