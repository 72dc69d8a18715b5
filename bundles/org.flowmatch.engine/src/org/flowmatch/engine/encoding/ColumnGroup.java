// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.List;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.geometry.Curve;

/**
 * Columns of a table in whose place others are modelled, one to one for rows that keep its rule. Cells are [columns][n], those of
 * n rows, NaN for missing ones. A new group is a record of this family: its components are what is stored.
 */
sealed interface ColumnGroup permits OrderGroup, SumGroup, SphereGroup {

    /** What rows keep because of it. */
    KeptRule rule();

    /** Those of the table, k. */
    List<GroupColumn> columns();

    /** Those in their place, m, of names that no other column has. */
    List<ColumnInfo> modelled();

    /**
     * @param cells [k][n]
     * @return [m][n]; of rows that break the rule, what the formulas give
     */
    double[][] forward(double[][] cells);

    /**
     * What is known of the modelled columns where only some cells are.
     *
     * @param cells [k][n], NaN for unknown and for missing ones
     * @param missing [k], of which columns the latter are known to be missing
     * @return [m][n], NaN where nothing follows, and for what is missing
     */
    double[][] known(double[][] cells, boolean[] missing);

    /**
     * @param modelled [m][n]
     * @param fixed [k][n], cells that stay as they are whatever is modelled; NaN for others, which keep the rule beside them
     * @param limited whether cells are kept within the observed range as far as fixed ones allow
     * @return [k][n]
     */
    double[][] back(double[][] modelled, double[][] fixed, boolean limited);

    /**
     * The place of a cell of which nothing follows for the modelled columns, though it is known; -1 where there is none.
     *
     * @param cells as for {@link #known}
     */
    int untold(double[][] cells, boolean[] missing, int row);

    /** The columns that have to be known, too, so that something follows from one. */
    List<String> needed(int column);

    /** Whether the cells of a row break the rule. */
    boolean broken(double[][] cells, int row);

    /** Whether rows that break the rule have no place among the modelled ones, and so no density. */
    default boolean exact() {
        return false;
    }

    /**
     * The log of the slope of a modelled column in the column for which it stands, given those before it.
     *
     * @param modelled the modelled columns of a row [m]
     * @param at which one
     */
    double logSlope(double[] modelled, int at);

    /** The place among the modelled columns of the one that stands for a column most of all; -1 for none. */
    int standsFor(int column);

    /** Where the modelled columns of a row lie together. */
    default Curve curve() {
        return Curve.FLAT;
    }

    /** How many of the modelled columns, from the first one on, a column follows from. */
    int follows(int column);

    /** Whether a column may have missing cells that are modelled as such. */
    boolean mayMiss(int column);

    /** Whether what is known of a row without a cell of this column is what is known of the modelled columns. */
    boolean mayLack(int column);
}
