// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.flowmatch.engine.data.RowPart;

/**
 * A label: one coordinate, whose whole part is the number of the value's level. The first level is that of missing cells,
 * where the fitted column had any, the next one that which rare values share, where there are such; it comes early because
 * the fraction behind it says which value it is, for which single precision has most room near 0. A number that is no level
 * counts as the nearest one.
 *
 * @param values the values with a level of their own in ascending order; of texts their places among the texts
 * @param counts rows of each value
 * @param missing rows without a value, 0 where there is no such level
 * @param rare the values that share a level
 */
public record LevelColumn(double[] values, long[] counts, long missing, RareLevels rare) implements ColumnEncoding {
    /** The most levels of a label, without that of missing cells. */
    public static final int MOST = 500;

    public LevelColumn {
        requireAscending(values, counts);
        if (values.length == 0 || missing < 0) {
            throw new IllegalArgumentException(values.length + " levels and " + missing + " missing cells");
        }
        for (double value : rare.values()) {
            if (Arrays.binarySearch(values, value) >= 0) {
                throw new IllegalArgumentException("the value " + value + " is rare and is not");
            }
        }
    }

    /** Without rare values. */
    public LevelColumn(double[] values, long[] counts, long missing) {
        this(values, counts, missing, RareLevels.NONE);
    }

    /** Where there are more than {@link #MOST} values, the most frequent ones have a level of their own, the earlier of equals. */
    static LevelColumn of(double[] values, long[] counts, long missing) {
        int own = MOST - 1;
        if (values.length <= MOST) {
            return new LevelColumn(values, counts, missing);
        }
        long[] sorted = counts.clone();
        Arrays.sort(sorted);
        long least = sorted[sorted.length - own];
        int ofLeast = own;
        for (long count : counts) {
            ofLeast -= count > least ? 1 : 0;
        }
        double[][] parts = {new double[own], new double[values.length - own]};
        long[][] rows = {new long[own], new long[values.length - own]};
        int[] size = new int[2];
        for (int k = 0; k < values.length; k++) {
            boolean frequent = counts[k] > least || counts[k] == least && ofLeast-- > 0;
            int part = frequent ? 0 : 1;
            parts[part][size[part]] = values[k];
            rows[part][size[part]++] = counts[k];
        }
        return new LevelColumn(parts[0], rows[0], missing, new RareLevels(parts[1], rows[1]));
    }

    static void requireAscending(double[] values, long[] counts) {
        if (counts.length != values.length) {
            throw new IllegalArgumentException(values.length + " values have " + counts.length + " counts");
        }
        for (int k = 0; k < values.length; k++) {
            if (!Double.isFinite(values[k]) || k > 0 && !(values[k] > values[k - 1]) || counts[k] < 0) {
                throw new IllegalArgumentException("value " + k + " is out of order");
            }
        }
    }

    /** The number of levels, those of missing and of rare values among them. */
    public int levels() {
        return first() + values.length;
    }

    /** The values that it knows, rare ones among them, in ascending order. */
    double[] known() {
        return DoubleStream.concat(Arrays.stream(values), Arrays.stream(rare.values()))
                .sorted()
                .toArray();
    }

    /** Whether a value is one of them. */
    boolean knows(double value) {
        return Arrays.binarySearch(values, value) >= 0 || rare.share(value) > 0;
    }

    /** The fitted rows. */
    long rows() {
        return missing
                + Arrays.stream(counts).sum()
                + Arrays.stream(rare.counts()).sum();
    }

    /** The level of a value; of one that it does not know, the nearest one. */
    int level(double value) {
        return (int) coordinate(value);
    }

    /** The value of the level that this value counts as; itself where the column knows it. */
    double nearest(double value) {
        return knows(value) ? value : value(coordinate(value));
    }

    /** The share of a value that it knows, or of a missing cell, in the probability of its level. */
    double share(double value) {
        double share = rare.share(value);
        return share > 0 ? share : 1;
    }

    private int shared() {
        return missing > 0 ? 1 : 0;
    }

    private int first() {
        return shared() + (rare.size() > 0 ? 1 : 0);
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

    /** The coordinate of a value. */
    private float coordinate(double value) {
        if (Double.isNaN(value)) {
            return 0;
        }
        int found = Arrays.binarySearch(values, value);
        if (found >= 0) {
            return first() + found;
        }
        double fraction = rare.fraction(value);
        if (fraction >= 0) {
            return (float) (shared() + fraction);
        }
        int above = -found - 1;
        boolean lower = above == values.length || above > 0 && value - values[above - 1] <= values[above] - value;
        return first() + (lower ? above - 1 : above);
    }

    private double value(float coordinate) {
        int level = (int) coordinate;
        if (level < shared()) {
            return Double.NaN;
        }
        return level < first() ? rare.value(coordinate - level) : values[Math.min(level - first(), values.length - 1)];
    }

    @Override
    public void encode(double[] column, double[] ties, RowSlice slice) {
        for (int row = 0; row < column.length; row++) {
            slice.set(row, 0, coordinate(column[row]));
        }
    }

    @Override
    public void decode(RowSlice slice, Resolution resolution, double[] column) {
        for (int row = 0; row < column.length; row++) {
            column[row] = value(slice.get(row, 0));
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
                && Arrays.equals(counts, column.counts)
                && rare.equals(column.rare);
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
