// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Finds columns of numbers that add up to another one, of one to four parts as far as their number allows. */
final class SumSearch {
    private static final int MOST_PARTS = 4;
    /** Sets of parts that are tried of a number of them. */
    static final long MOST_CANDIDATES = 5_000_000;

    private static final int PROBES = 100;
    private static final int MOST_BROKEN_PROBES = 3;
    /** A part that hardly ever differs from zero is none. */
    private static final double LEAST_NONZERO = 0.05;

    private final double[][] columns;
    private final int rows;
    private final long mostCandidates;
    private final boolean[] out;
    private final List<int[]> found = new ArrayList<>();

    /**
     * @param columns of numbers [k][n]
     * @param mostCandidates sets of parts that are tried of a number of them; where there are more, none of that many parts
     */
    SumSearch(double[][] columns, long mostCandidates) {
        this.columns = columns;
        this.mostCandidates = mostCandidates;
        rows = columns.length == 0 ? 0 : columns[0].length;
        out = new boolean[columns.length];
        for (int c = 0; c < columns.length; c++) {
            double[] cells = columns[c];
            out[c] = Arrays.stream(cells)
                                    .filter(cell -> cell != 0 && !Double.isNaN(cell))
                                    .count()
                            < LEAST_NONZERO * rows
                    || Arrays.stream(cells)
                                    .filter(cell -> !Double.isNaN(cell))
                                    .distinct()
                                    .limit(2)
                                    .count()
                            < 2;
        }
    }

    /** Each as the places of the parts, the whole last. Of equal columns the later ones take no part in further sums. */
    List<int[]> run() {
        for (int parts = 1; parts <= MOST_PARTS && candidates(parts) <= mostCandidates; parts++) {
            int before = found.size();
            choose(new int[parts], 0, 0);
            if (parts == 1) {
                found.subList(before, found.size()).forEach(equal -> out[equal[1]] = true);
            }
        }
        return found;
    }

    private long candidates(int parts) {
        long usable = IntStream.range(0, out.length).filter(c -> !out[c]).count();
        double count = usable;
        for (int i = 0; i < parts; i++) {
            count *= (double) (usable - i) / (i + 1);
        }
        return (long) count;
    }

    private void choose(int[] parts, int chosen, int from) {
        if (chosen == parts.length) {
            Batch.checkInterrupt();
            wholes(parts);
            return;
        }
        for (int c = from; c < columns.length; c++) {
            if (!out[c]) {
                parts[chosen] = c;
                choose(parts, chosen + 1, c + 1);
            }
        }
    }

    private void wholes(int[] parts) {
        double[][] cells = Arrays.stream(parts).mapToObj(c -> columns[c]).toArray(double[][]::new);
        // two equal columns are one rule
        for (int whole = parts.length == 1 ? parts[0] + 1 : 0; whole < columns.length; whole++) {
            int w = whole;
            if (!out[whole] && Arrays.stream(parts).noneMatch(part -> part == w) && adds(cells, columns[whole])) {
                int[] sum = Arrays.copyOf(parts, parts.length + 1);
                sum[parts.length] = whole;
                found.add(sum);
            }
        }
    }

    private boolean adds(double[][] parts, double[] whole) {
        // most candidates fail at the first rows
        return SumRule.count(parts, whole, Math.min(rows, MOST_BROKEN_PROBES + 1))
                                .broken()
                        <= MOST_BROKEN_PROBES
                && SumRule.count(parts, whole, Math.min(rows, PROBES)).broken() <= MOST_BROKEN_PROBES
                && SumRule.count(parts, whole, rows).share() <= FoundRule.SLIPS;
    }
}
