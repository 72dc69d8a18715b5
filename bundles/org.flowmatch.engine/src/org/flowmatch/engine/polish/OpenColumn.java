// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.polish;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.flowmatch.engine.data.Table;

/**
 * A column of numbers of which some are missing.
 *
 * @param place in the table
 * @param known rows that have the number, ascending
 * @param missing rows that lack it, ascending
 */
record OpenColumn(int place, int[] known, int[] missing) {
    private static final int MOST_PROBES = 500;
    private static final int ROWS_PER_PROBE = 5;

    /** Reads the column once. */
    static OpenColumn of(Table table, int place) {
        double[] cells = table.column(place);
        return new OpenColumn(place, rows(cells, false), rows(cells, true));
    }

    private static int[] rows(double[] cells, boolean missing) {
        return IntStream.range(0, cells.length)
                .filter(row -> Double.isNaN(cells[row]) == missing)
                .toArray();
    }

    /** Rows that have the number, to try on them what is not shown it. */
    int[] probes() {
        return spread(known, Math.min(MOST_PROBES, known.length / ROWS_PER_PROBE));
    }

    int[] knownBeside(int[] probes) {
        return Arrays.stream(known)
                .filter(row -> Arrays.binarySearch(probes, row) < 0)
                .toArray();
    }

    /** So many of the rows, equally far apart; in order. */
    static int[] spread(int[] rows, int most) {
        return rows.length <= most
                ? rows
                : IntStream.range(0, most)
                        .map(i -> rows[(int) ((long) i * rows.length / most)])
                        .toArray();
    }
}
