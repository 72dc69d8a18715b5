// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flowmatch.engine.data.RowPart;

/**
 * Numbers of which some values, the spikes, are found in many rows, or which are missing in some: a label, whose levels are
 * "missing" where the fitted column had missing cells, then a level for each spike, at last "another value"; and a number
 * that is there only for the last one.
 *
 * @param spikes ascending; none for a column that has only missing cells beside its numbers
 * @param missing whether there is a level for missing cells
 * @param rest the encoding of the other values
 */
public record SpikedColumn(double[] spikes, boolean missing, NumberEncoding rest) implements ColumnEncoding {
    public SpikedColumn {
        if (spikes.length == 0 && !missing) {
            throw new IllegalArgumentException("a column without spikes and missing cells is one of numbers alone");
        }
        for (int k = 0; k < spikes.length; k++) {
            if (!Double.isFinite(spikes[k]) || k > 0 && !(spikes[k] > spikes[k - 1])) {
                throw new IllegalArgumentException("spike " + k + " is out of order");
            }
        }
    }

    /** The number of levels of the label. */
    public int levels() {
        return spikes.length + (missing ? 2 : 1);
    }

    @Override
    public int width() {
        return 1 + rest.width();
    }

    @Override
    public List<RowPart> parts(String name, int offset) {
        List<RowPart> parts = new ArrayList<>(List.of(RowPart.label(name, offset, levels())));
        rest.parts(name, offset + 1).forEach(part -> parts.add(part.withGovernor()));
        return parts;
    }

    @Override
    public boolean takesMissing() {
        return missing;
    }

    @Override
    public void encode(double[] column, double[] ties, RowSlice slice) {
        RowSlice numbers = slice.behind(1);
        for (int row = 0; row < column.length; row++) {
            double value = column[row];
            int spike = Arrays.binarySearch(spikes, value);
            boolean number = spike < 0 && !Double.isNaN(value);
            int first = missing ? 1 : 0;
            slice.set(row, 0, Double.isNaN(value) ? 0 : number ? levels() - 1 : first + spike);
            if (number) {
                rest.encode(value, ties[row], numbers, row);
            } else {
                numbers.fill(row, 0);
            }
        }
    }

    @Override
    public void decode(RowSlice slice, Resolution resolution, double[] column) {
        int first = missing ? 1 : 0;
        RowSlice numbers = slice.behind(1);
        for (int row = 0; row < column.length; row++) {
            int level = (int) slice.get(row, 0);
            if (level >= levels() - 1) {
                column[row] = rest.decode(numbers, row, resolution);
            } else {
                column[row] = level < first ? Double.NaN : spikes[level - first];
            }
        }
    }

    /** That of the other values; labels have probabilities. */
    @Override
    public ColumnDensity density() {
        return rest.density();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SpikedColumn column
                && missing == column.missing
                && Arrays.equals(spikes, column.spikes)
                && rest.equals(column.rest);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(spikes) + rest.hashCode();
    }

    @Override
    public String toString() {
        return spikes.length + " spikes" + (missing ? ", gaps" : "") + " beside " + rest;
    }
}
