// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What each value of one column gives in another: its most frequent partner, by a vote in two passes (Boyer and Moore 1991). */
final class DependencySearch {
    /** A column of hardly any equal cells determines everything, and nothing. */
    private static final double LEAST_REPEATED = 0.5;

    private static final int PROBES = 1_000;
    private static final double MOST_BROKEN_PROBES = 0.03;

    private final double[][] values;
    private final int[][] codes;

    /** @param columns [d][n] */
    DependencySearch(double[][] columns) {
        values = new double[columns.length][];
        codes = new int[columns.length][];
        for (int c = 0; c < columns.length; c++) {
            double[] cells = Arrays.stream(columns[c]).map(cell -> cell + 0.0).toArray();
            double[] different = Arrays.stream(cells).sorted().distinct().toArray();
            values[c] = different;
            codes[c] = Arrays.stream(cells)
                    .mapToInt(cell -> Arrays.binarySearch(different, cell))
                    .toArray();
        }
    }

    /** Whether a column can determine others, and be determined. */
    boolean repeats(int column) {
        int[] counts = new int[values[column].length];
        for (int code : codes[column]) {
            counts[code]++;
        }
        int repeated = 0;
        for (int code : codes[column]) {
            repeated += counts[code] > 1 ? 1 : 0;
        }
        return values[column].length > 1 && repeated >= LEAST_REPEATED * codes[column].length;
    }

    /** What the values of one column give in the other, when nearly all rows agree. */
    Optional<Map<Double, Double>> partners(int column, int determined) {
        int rows = codes[column].length;
        if (rows > PROBES
                && broken(column, determined, votes(column, determined, PROBES), PROBES)
                        > MOST_BROKEN_PROBES * PROBES) {
            return Optional.empty();
        }
        int[] partners = votes(column, determined, rows);
        if (broken(column, determined, partners, rows) > FoundRule.SLIPS * rows) {
            return Optional.empty();
        }
        Map<Double, Double> map = new HashMap<>();
        for (int code = 0; code < partners.length; code++) {
            map.put(values[column][code], values[determined][partners[code]]);
        }
        return Optional.of(map);
    }

    private int[] votes(int column, int determined, int rows) {
        int[] partners = new int[values[column].length];
        int[] lead = new int[partners.length];
        for (int row = 0; row < rows; row++) {
            int key = codes[column][row];
            int partner = codes[determined][row];
            if (lead[key] == 0) {
                partners[key] = partner;
                lead[key] = 1;
            } else {
                lead[key] += partners[key] == partner ? 1 : -1;
            }
        }
        return partners;
    }

    private int broken(int column, int determined, int[] partners, int rows) {
        int broken = 0;
        for (int row = 0; row < rows; row++) {
            broken += partners[codes[column][row]] == codes[determined][row] ? 0 : 1;
        }
        return broken;
    }
}
