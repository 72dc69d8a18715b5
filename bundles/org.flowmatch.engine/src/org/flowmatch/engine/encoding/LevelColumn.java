// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.Arrays;
import java.util.List;
import org.flowmatch.engine.data.RowPart;

/**
 * A label: one coordinate, the number of the value's level. A missing cell is a level of its own, the first one, where the
 * fitted column had any. A number that is no level counts as the nearest one.
 *
 * @param values the values of the levels in ascending order, without the missing one; of texts their places among the texts
 * @param counts rows of each value
 * @param missing rows without a value, 0 where there is no such level
 */
public record LevelColumn(double[] values, long[] counts, long missing) implements ColumnEncoding {
    public LevelColumn {
        if (values.length == 0 || counts.length != values.length || missing < 0) {
            throw new IllegalArgumentException(values.length + " levels have " + counts.length + " counts");
        }
        for (int k = 0; k < values.length; k++) {
            if (!Double.isFinite(values[k]) || k > 0 && !(values[k] > values[k - 1]) || counts[k] < 0) {
                throw new IllegalArgumentException("level " + k + " is out of order");
            }
        }
    }

    /** The number of levels, the missing one among them. */
    public int levels() {
        return values.length + (missing > 0 ? 1 : 0);
    }

    @Override
    public int width() {
        return 1;
    }

    @Override
    public List<RowPart> parts(String name, int offset) {
        return List.of(RowPart.label(name, offset, levels()));
    }

    @Override
    public boolean takesMissing() {
        return missing > 0;
    }

    /** The level of a value. */
    int level(double value) {
        int first = missing > 0 ? 1 : 0;
        if (Double.isNaN(value)) {
            return 0;
        }
        int found = Arrays.binarySearch(values, value);
        if (found >= 0) {
            return first + found;
        }
        int above = -found - 1;
        boolean lower = above == values.length || above > 0 && value - values[above - 1] <= values[above] - value;
        return first + (lower ? above - 1 : above);
    }

    /** The value of a level, NaN for the missing one. */
    double value(int level) {
        int place = level - (missing > 0 ? 1 : 0);
        return place < 0 ? Double.NaN : values[Math.min(place, values.length - 1)];
    }

    @Override
    public void encode(double[] column, double[] ties, RowSlice slice) {
        for (int row = 0; row < column.length; row++) {
            slice.set(row, 0, level(column[row]));
        }
    }

    @Override
    public void decode(RowSlice slice, Resolution resolution, double[] column) {
        for (int row = 0; row < column.length; row++) {
            column[row] = value((int) slice.get(row, 0));
        }
    }

    /** Labels have probabilities. */
    @Override
    public ColumnDensity density() {
        throw new IllegalStateException("a label has no density");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LevelColumn column
                && missing == column.missing
                && Arrays.equals(values, column.values)
                && Arrays.equals(counts, column.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return levels() + " levels";
    }
}
