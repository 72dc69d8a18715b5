// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.likelihood;

import java.util.Arrays;
import java.util.Optional;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;

/**
 * Which rows are equal: equal rows are scored once.
 *
 * @param rows the first of each kind, ascending
 * @param kind [n], the place among them of the row that equals this one
 */
public record DistinctRows(int[] rows, int[] kind) {
    private static final int ROWS_PER_CHECK = 4096;
    /** An odd number of well mixed bits: 2^64 divided by the golden ratio. */
    private static final long MIXER = 0x9E3779B97F4A7C15L;

    /** The numbers that are compared: 0 and -0 are one number, and NaN equals itself. */
    @FunctionalInterface
    public interface Numbers {
        double get(int row, int column);
    }

    static DistinctRows of(Table table, Optional<RowMatrix> conditions, Monitor monitor) {
        int own = table.columns().size();
        int width = own + conditions.map(RowMatrix::columns).orElse(0);
        return of(
                table.rows(),
                width,
                (row, column) -> column < own
                        ? table.get(row, column)
                        : conditions.orElseThrow().get(row, column - own),
                monitor);
    }

    /** @param width numbers of a row */
    public static DistinctRows of(int n, int width, Numbers numbers, Monitor monitor) {
        Comparison comparison = new Comparison(width, numbers);
        // open addressing; at most half of the places are taken
        int[] slots = new int[Integer.highestOneBit(Math.max(1, Math.min(n, 1 << 28))) << 2];
        Arrays.fill(slots, -1);
        int[] rows = new int[n];
        int[] kind = new int[n];
        int count = 0;
        for (int row = 0; row < n; row++) {
            if (row % ROWS_PER_CHECK == 0) {
                monitor.check();
            }
            int slot = (int) (comparison.hash(row) >>> 32) & slots.length - 1;
            while (slots[slot] >= 0 && !comparison.equal(rows[slots[slot]], row)) {
                slot = slot + 1 & slots.length - 1;
            }
            if (slots[slot] < 0) {
                rows[count] = row;
                slots[slot] = count++;
            }
            kind[row] = slots[slot];
        }
        return new DistinctRows(Arrays.copyOf(rows, count), kind);
    }

    private record Comparison(int width, Numbers numbers) {
        long hash(int row) {
            long hash = 0;
            for (int c = 0; c < width; c++) {
                hash = (hash ^ Double.doubleToLongBits(0.0 + numbers.get(row, c))) * MIXER;
                hash ^= hash >>> 32;
            }
            return hash * MIXER;
        }

        boolean equal(int row, int other) {
            for (int c = 0; c < width; c++) {
                if (Double.compare(0.0 + numbers.get(row, c), 0.0 + numbers.get(other, c)) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
