// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.Objects;
import org.flowmatch.engine.data.ColumnInfo;

/**
 * A column of a table that is modelled by others, and what its values looked like.
 *
 * @param smallest the least value that it may have within the observed range
 * @param largest the largest one
 */
public record GroupColumn(ColumnInfo info, Resolution resolution, double smallest, double largest) {
    public GroupColumn {
        Objects.requireNonNull(info, "info");
        Objects.requireNonNull(resolution, "resolution");
        if (!info.kind().numeric()
                || !Double.isFinite(smallest)
                || !Double.isFinite(largest)
                || !(largest >= smallest)) {
            throw new IllegalArgumentException(
                    "column " + info.name() + " has the range " + smallest + " to " + largest);
        }
    }

    String name() {
        return info.name();
    }

    /** The nearest value on the column's grid; itself where there is none. */
    double round(double value) {
        return resolution.round(value);
    }

    /** The largest value of the grid that is at most this, or below it. */
    double below(double value, boolean strictly) {
        return beside(value, -1, strictly);
    }

    /** The smallest value of the grid that is at least this, or above it. */
    double above(double value, boolean strictly) {
        return beside(value, 1, strictly);
    }

    private double beside(double value, int side, boolean strictly) {
        double next = side * Math.nextUp(side * value);
        if (resolution.places() == Resolution.FULL) {
            return strictly ? next : value;
        }
        double nearest = round(value);
        double step = side * resolution.unit();
        boolean there = strictly ? side * nearest > side * value : side * nearest >= side * value;
        double found = there ? nearest : round(nearest + step);
        // numbers too large for the grid have no digits beyond its places
        return strictly && !(side * found > side * value) ? next : found;
    }
}
