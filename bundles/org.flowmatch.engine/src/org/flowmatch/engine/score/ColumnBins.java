// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The at most {@value #MOST} bins of a column for pictures, and one more for missing cells. Exactly one of the lists is not empty,
 * but for a column without any cell: all are.
 *
 * @param labels texts of a bar each, the most frequent first; where there are more, the last stands for all others
 * @param values numbers of a bar each, ascending, where there are few different ones
 * @param edges ascending ends of bins of equal width; what lies beyond belongs to the outermost bins
 */
public record ColumnBins(List<String> labels, List<Double> values, List<Double> edges) {
    public static final int MOST = 40;
    /** The range leaves out so much of the real rows at either end, or all outliers would be a picture's width. */
    private static final double BEYOND = 0.005;

    /** The number of bins without the one of missing cells, whose number this is. */
    public int count() {
        return labels.size() + values.size() + Math.max(0, edges.size() - 1);
    }

    /** What tells the bin of a cell; NaN gives {@link #count}. */
    public interface Binning {
        int bin(double cell);
    }

    /** A column's bins, and how cells come into them. */
    public record Fitted(ColumnBins bins, Binning binning) {
        /** The bin of each cell; NaN gives {@link ColumnBins#count}. */
        public byte[] codes(double[] cells) {
            byte[] codes = new byte[cells.length];
            for (int row = 0; row < codes.length; row++) {
                codes[row] = (byte) (Double.isNaN(cells[row]) ? bins.count() : binning.bin(cells[row]));
            }
            return codes;
        }
    }

    /**
     * @param texts of the labels by their numbers
     * @param real cells of the training table
     * @param all cells of all tables
     */
    public static Fitted ofLabels(List<String> texts, double[] real, double[] all) {
        Map<Integer, Integer> ofReal = counts(real);
        Map<Integer, Integer> ofAll = counts(all);
        List<Integer> order = new ArrayList<>(ofAll.keySet());
        order.sort((a, b) -> {
            int byReal = Integer.compare(ofReal.getOrDefault(b, 0), ofReal.getOrDefault(a, 0));
            int byAll = byReal != 0 ? byReal : Integer.compare(ofAll.get(b), ofAll.get(a));
            return byAll != 0 ? byAll : Integer.compare(a, b);
        });
        boolean more = order.size() > MOST;
        int shown = more ? MOST - 1 : order.size();
        Map<Integer, Integer> places = new HashMap<>();
        List<String> labels = new ArrayList<>();
        for (int level : order.subList(0, shown)) {
            places.put(level, labels.size());
            labels.add(level < texts.size() ? texts.get(level) : "further texts");
        }
        if (more) {
            labels.add((order.size() - shown) + " others");
        }
        return new Fitted(
                new ColumnBins(labels, List.of(), List.of()), cell -> places.getOrDefault((int) cell, MOST - 1));
    }

    private static Map<Integer, Integer> counts(double[] cells) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (double cell : cells) {
            if (!Double.isNaN(cell)) {
                counts.merge((int) cell, 1, Integer::sum);
            }
        }
        return counts;
    }

    /**
     * @param real cells of the training table
     * @param all cells of all tables
     */
    public static Fitted ofNumbers(double[] real, double[] all) {
        double[] different = Arrays.stream(all)
                .filter(cell -> !Double.isNaN(cell))
                .map(cell -> cell + 0.0)
                .sorted()
                .distinct()
                .limit(MOST + 1L)
                .toArray();
        if (different.length <= MOST) {
            return new Fitted(
                    new ColumnBins(List.of(), Arrays.stream(different).boxed().toList(), List.of()),
                    cell -> Arrays.binarySearch(different, cell + 0.0));
        }
        double[] sorted =
                Arrays.stream(real).filter(cell -> !Double.isNaN(cell)).sorted().toArray();
        double[] range = sorted.length == 0 ? new double[] {different[0], different[MOST]} : sorted;
        double low = range[(int) (BEYOND * (range.length - 1))];
        double high = range[(int) Math.ceil((1 - BEYOND) * (range.length - 1))];
        double from = low;
        double width = (high > low ? high - low : 1) / MOST;
        return new Fitted(
                new ColumnBins(
                        List.of(),
                        List.of(),
                        IntStream.rangeClosed(0, MOST)
                                .mapToObj(i -> from + i * width)
                                .toList()),
                cell -> place(cell, from, width));
    }

    /** @param width of a bin */
    static int place(double number, double from, double width) {
        return (int) Math.max(0, Math.min(MOST - 1, Math.floor((number - from) / width)));
    }
}
