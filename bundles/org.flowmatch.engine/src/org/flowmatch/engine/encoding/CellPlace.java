// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.Optional;

/**
 * Where a cell lies among the coordinates of its column.
 *
 * @param level of the column's label; NaN where the column has none, or the flow is not told of it
 * @param number among the scores of the column's number; empty where the column, or the cell, has none: its coordinate is 0
 * @param open whether the number is not known: its place is then all ranks, over which a row's points are spread
 * @param logMass the log of the probability that is multiplied by that of the level
 */
record CellPlace(float level, Optional<Place> number, boolean open, double logMass) {
    /**
     * A missing cell of a column that had none: neither its number is known nor, where it has one, its label.
     *
     * @param anywhere all places of the number
     */
    static CellPlace open(Place anywhere) {
        return new CellPlace(Float.NaN, Optional.of(anywhere), true, 0);
    }

    /** A cell of a column without label. */
    static CellPlace of(Place number) {
        return of(Float.NaN, number);
    }

    /** A number beside the label that says that it is there. */
    static CellPlace of(float level, Place number) {
        return new CellPlace(level, Optional.of(number), false, 0);
    }

    /** A cell without a number. */
    static CellPlace ofLevel(int level, double logMass) {
        return new CellPlace(level, Optional.empty(), false, logMass);
    }

    /** A cell of a label of which the flow is not told, and whose probability is another matter. */
    static CellPlace untold(double logMass) {
        return new CellPlace(Float.NaN, Optional.empty(), false, logMass);
    }

    /** Whether all numbers are finite; a level that is not told counts as one. */
    boolean finite() {
        return Double.isFinite(logMass)
                && number.map(place -> Double.isFinite(place.logFactor()) && Float.isFinite((float) place.code()))
                        .orElse(true);
    }
}
