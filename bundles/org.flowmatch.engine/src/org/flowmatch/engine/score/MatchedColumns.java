// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.flowmatch.engine.metric.MixedSample;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/**
 * Rows whose columns are changed one by one so that only how they belong together is left, or only how they do not.
 *
 * <p>Matched: every column gets the cells of a reference's, in the order that its own had: the number of rank r becomes the
 * reference's number of rank r, equal ones in random order. Of labels, and of missing cells, as many rows as can keep theirs; the
 * others, drawn at random, take over what is left.
 */
public final class MatchedColumns {
    private final KeyedRandom random;

    public MatchedColumns(long seed) {
        random = new KeyedRandom(seed, Purpose.METRIC, 1);
    }

    /** Each column of a sample in a random order of its own. */
    public MixedSample shuffled(MixedSample sample) {
        double[][] values = new double[sample.columns().size()][];
        for (int c = 0; c < values.length; c++) {
            int[] order = random.permutation(sample.rows(), c);
            double[] cells = sample.values()[c];
            values[c] = Arrays.stream(order).mapToDouble(row -> cells[row]).toArray();
        }
        return new MixedSample(sample.columns(), values);
    }

    /** @param reference with the columns of the sample and as many rows */
    public MixedSample matched(MixedSample sample, MixedSample reference) {
        if (sample.rows() != reference.rows()) {
            throw new IllegalArgumentException(sample.rows() + " rows matched to " + reference.rows());
        }
        double[][] values = new double[sample.columns().size()][];
        for (int c = 0; c < values.length; c++) {
            int[] order = random.permutation(sample.rows(), c);
            double[] cells = sample.values()[c];
            double[] wanted = reference.values()[c];
            values[c] = sample.columns().get(c).nominal()
                    ? kept(cells, wanted, order)
                    : ranked(gapsKept(cells, wanted, order), wanted, order);
        }
        return new MixedSample(sample.columns(), values);
    }

    /** As many cells as can stay; the others, in random order, get what is left of the wanted ones in their order. */
    private static double[] kept(double[] cells, double[] wanted, int[] order) {
        double[] left = wanted.clone();
        Arrays.sort(left);
        boolean[] taken = new boolean[left.length];
        int[] next = IntStream.range(0, left.length).toArray();
        double[] result = new double[cells.length];
        boolean[] settled = new boolean[cells.length];
        for (int row : order) {
            int first = firstOf(left, cells[row]);
            if (first < left.length) {
                int place = next[first];
                if (place < left.length && Double.compare(left[place], cells[row]) == 0) {
                    taken[place] = true;
                    next[first]++;
                    result[row] = cells[row];
                    settled[row] = true;
                }
            }
        }
        int free = 0;
        for (int row : order) {
            if (!settled[row]) {
                while (taken[free]) {
                    free++;
                }
                result[row] = left[free++];
            }
        }
        return result;
    }

    private static int firstOf(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Double.compare(sorted[middle], value) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The column with as many gaps as are wanted; a gap too many becomes a number drawn from the column's others. */
    private double[] gapsKept(double[] cells, double[] wanted, int[] order) {
        int surplus = (int) (gaps(cells) - gaps(wanted));
        double[] present =
                Arrays.stream(cells).filter(cell -> !Double.isNaN(cell)).toArray();
        double[] result = cells.clone();
        for (int i = 0; i < order.length && surplus != 0; i++) {
            int row = order[i];
            if (surplus > 0 && Double.isNaN(cells[row])) {
                result[row] = present.length == 0 ? 0 : present[random.below(present.length, row, present.length)];
                surplus--;
            } else if (surplus < 0 && !Double.isNaN(cells[row])) {
                result[row] = Double.NaN;
                surplus++;
            }
        }
        return result;
    }

    private static long gaps(double[] cells) {
        return Arrays.stream(cells).filter(Double::isNaN).count();
    }

    private static double[] ranked(double[] cells, double[] wanted, int[] order) {
        double[] sorted = wanted.clone();
        Arrays.sort(sorted);
        int[] byValue = Arrays.stream(order)
                .filter(row -> !Double.isNaN(cells[row]))
                .boxed()
                .sorted(Comparator.comparingDouble(row -> cells[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] result = new double[cells.length];
        Arrays.fill(result, Double.NaN);
        for (int rank = 0; rank < byValue.length; rank++) {
            result[byValue[rank]] = sorted[rank];
        }
        return result;
    }
}
