// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.Arrays;

/**
 * The law of numbers between and beyond the levels of a label whose values are numbers: the density h(r) / Z with h(r) =
 * 1 / (1 + r)^2 at the distance r from the nearest level, in units of the mean distance s between neighbouring levels, times the
 * width w0 of a cell of the levels' grid, the least distance between two of them. Z is the integral of h over all numbers but
 * the levels' own cells: 2 / (1 + w0 / 2) beyond the ends and 2 / (1 + w0 / 2) - 2 / (1 + w / 2) within a gap of w. So a number
 * far away has little, those of the grid have 1 in all, but for the width of its cells, and the unit of the column does not
 * matter. A single level v has s = |v|, or 1 for 0.
 */
public final class UnseenNumbers {
    private final double[] values;
    private final double spacing;
    private final double logCell;
    private final double logTotal;

    /** @param values of the levels, ascending, at least one */
    public UnseenNumbers(double[] values) {
        this.values = values;
        int gaps = values.length - 1;
        double last = values[gaps];
        spacing = gaps > 0 ? last / gaps - values[0] / gaps : last == 0 ? 1 : Math.abs(last);
        double[] widths = new double[gaps];
        Arrays.setAll(widths, k -> values[k + 1] / spacing - values[k] / spacing);
        double cell = Arrays.stream(widths).min().orElse(1);
        double side = 2 / (1 + cell / 2);
        double total = side;
        for (double width : widths) {
            total += side - 2 / (1 + width / 2);
        }
        logCell = Math.log(cell);
        logTotal = Math.log(total);
    }

    /** The log of the share of the value's cell. */
    public double logMass(double value) {
        double nearest = Double.POSITIVE_INFINITY;
        for (double level : values) {
            nearest = Math.min(nearest, Math.abs(value / spacing - level / spacing));
        }
        return logCell - 2 * Math.log1p(nearest) - logTotal;
    }
}
