// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.BitSet;
import org.flowmatch.engine.random.NormalQuantile;

/**
 * Picks the values of a long column that describe its quantile function best. A value is named by its first rank, the first
 * place at which it stands in the sorted column.
 */
final class RankSelection {
    private final double[] sorted;
    private final BitSet chosen;
    private final int largest;

    private RankSelection(double[] sorted, int largest) {
        this.sorted = sorted;
        this.largest = largest;
        chosen = new BitSet(sorted.length);
    }

    /** @param sorted a column of more distinct values than are kept, rising */
    static RankTable thin(double[] sorted, int largest) {
        RankSelection selection = new RankSelection(sorted, largest);
        selection.choose();
        return selection.table();
    }

    private void choose() {
        long rows = sorted.length;
        chosen.set(0);
        chosen.set(start(sorted.length - 1));
        // at most a quarter can have more than 4 / largest of the rows
        long often = 4 * rows / largest;
        for (int from = 0; from < rows; ) {
            int next = next(from);
            if (next - from > often) {
                chosen.set(from);
            }
            from = next;
        }
        int even = largest / 2;
        for (int i = 0; i < even; i++) {
            chosen.set(start((int) ((i + 0.5) / even * rows)));
        }
        tails(largest - chosen.cardinality());
    }

    /** From both ends inwards, at least one rank or the given distance in normal score apart. */
    private void tails(int budget) {
        double rows = sorted.length;
        double span = -NormalQuantile.of(0.5 / rows);
        double spacing = 2 * span / budget;
        double last = Double.POSITIVE_INFINITY;
        int left = budget / 2;
        int middle = start(sorted.length / 2);
        for (int from = 0; from < middle && left > 0; from = next(from)) {
            double z = NormalQuantile.of((from + 0.5) / rows);
            if (Math.abs(z - last) >= spacing) {
                left -= chosen.get(from) ? 0 : 1;
                chosen.set(from);
                last = z;
            }
        }
        left = budget / 2;
        last = Double.POSITIVE_INFINITY;
        for (int end = sorted.length; left > 0; ) {
            int from = start(end - 1);
            if (from <= middle) {
                break;
            }
            double z = NormalQuantile.of((end - 0.5) / rows);
            if (Math.abs(z - last) >= spacing) {
                left -= chosen.get(from) ? 0 : 1;
                chosen.set(from);
                last = z;
            }
            end = from;
        }
    }

    private RankTable table() {
        int size = chosen.cardinality();
        double[] values = new double[size];
        long[] starts = new long[size];
        long[] counts = new long[size];
        int k = 0;
        for (int from = chosen.nextSetBit(0); from >= 0; from = chosen.nextSetBit(from + 1)) {
            values[k] = sorted[from];
            starts[k] = from;
            counts[k++] = next(from) - from;
        }
        return new RankTable(values, starts, counts, sorted.length);
    }

    /** The first rank of the value at a rank. */
    private int start(int rank) {
        int low = rank > 0 && sorted[rank - 1] == sorted[rank] ? 0 : rank;
        int high = rank;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < sorted[rank]) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The first rank of the next value. */
    private int next(int rank) {
        int low = rank + 1;
        int high = low < sorted.length && sorted[low] == sorted[rank] ? sorted.length : low;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] > sorted[rank]) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
