// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.data;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.flowmatch.engine.Quoted;

/**
 * A cell so far away that it, with few others, decides the standard deviation of its column: the other values then are all
 * nearly one number wherever the column is divided by that deviation, or wherever squared errors are summed over it.
 *
 * <p>Compared are the range of the middle 98% of the values and the standard deviation s; the range is 4.7 s for normal values,
 * about 2 s for lognormal ones of sigma 2. A column whose middle is one value (nearly constant) has no such cell, because
 * nothing is lost of it.
 *
 * @param row from 0, of the value farthest from the mean
 * @param value that is there
 * @param from the smallest of the middle values
 * @param to the largest of them
 * @param share the range of the middle values in standard deviations, above 0 and below {@link #NARROW}
 */
public record FarCell(int row, double value, double from, double to, double share) {
    /** Below this share, the middle values differ by no more than a network's error in a few places. */
    static final double NARROW = 0.1;
    /** Below this share, no network can tell the middle values apart. */
    private static final double LOST = 1e-4;

    private static final int FEWEST_ROWS = 10;
    private static final double OUTSIDE = 0.01;

    /**
     * @param values finite, in the order of the rows, which is kept
     * @param mean of the values
     * @param deviation of the values, above 0
     */
    public static Optional<FarCell> of(double[] values, double mean, double deviation) {
        int outside = Math.max(1, (int) (OUTSIDE * values.length));
        int row = farthest(values, mean);
        // were the middle that narrow, the others would be at least so far away in the root mean square
        double least = 0.9 * Math.sqrt(values.length / (2.0 * outside));
        if (values.length < FEWEST_ROWS || Math.abs(values[row] - mean) < least * deviation) {
            return Optional.empty();
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double from = sorted[outside];
        double to = sorted[sorted.length - 1 - outside];
        double share = to / deviation - from / deviation;
        return share > 0 && share < NARROW
                ? Optional.of(new FarCell(row, values[row], from, to, share))
                : Optional.empty();
    }

    private static int farthest(double[] values, double mean) {
        int row = 0;
        for (int i = 1; i < values.length; i++) {
            if (Math.abs(values[i] - mean) > Math.abs(values[row] - mean)) {
                row = i;
            }
        }
        return row;
    }

    /** Whether the other values cannot be told apart any more, so that the column is not to be scaled like this. */
    public boolean hidesOthers() {
        return share < LOST;
    }

    /**
     * A sentence about the cell.
     *
     * @param column what the column is, with its article: "The column"
     * @param table what messages call its table: "target table"
     */
    public String problem(String column, String name, String table) {
        return String.format(
                Locale.ROOT,
                "%s %s of the %s has a cell far from all others: row %d has the value %s, while 98%% of the values lie"
                        + " between %s and %s, %.2g of a standard deviation apart, so that the flow hardly sees them.",
                column,
                Quoted.of(name),
                table,
                row + 1,
                value,
                from,
                to,
                share);
    }
}
