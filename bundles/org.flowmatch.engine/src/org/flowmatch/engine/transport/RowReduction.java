// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.transport;

import java.util.Arrays;

/**
 * The augmenting row reduction of an assignment, an auction without increment: makes pairs of reduced cost 0 and lowers
 * prices, so that few rows are left for {@link ShortestPaths}.
 *
 * <p>Source: Jonker and Volgenant, "A shortest augmenting path algorithm for dense and sparse linear assignment problems",
 * 1987.
 */
final class RowReduction {
    private static final int NONE = ShortestPaths.NONE;
    /** Owners that are driven out, per row. */
    private static final int REDUCTIONS_PER_ROW = 4;

    private final Shortlists lists;
    private final Pools pools;
    private final int[] columnOf;
    private final int[] rowOf;

    /** Rows and columns have no partners yet. */
    RowReduction(Shortlists lists, Pools pools, int[] columnOf, int[] rowOf) {
        this.lists = lists;
        this.pools = pools;
        this.columnOf = columnOf;
        this.rowOf = rowOf;
    }

    /**
     * Gives rows their cheapest column. Where it is taken they pay their advantage and drive the owner out, while there are
     * bids left. Rows for which it is as cheap to be left out are, while there is room. Returns the rows that wait for a path.
     */
    int[] run() {
        int n = columnOf.length;
        int[] waiting = new int[n];
        double[] price = lists.price();
        double out = pools.rowPrice();
        int[] columns = lists.columns();
        float[] costs = lists.costs();
        int[] stuck = new int[n];
        int left = 0;
        Arrays.setAll(waiting, k -> n - 1 - k);
        int count = n;
        int bids = REDUCTIONS_PER_ROW * n;
        boolean anew = false;
        while (count > 0) {
            Interrupts.check("assignment");
            int i = waiting[count - 1];
            double best = Double.POSITIVE_INFINITY;
            double second = Double.POSITIVE_INFINITY;
            int column = 0;
            int other = 0;
            int to = lists.first(i) + lists.size(i);
            for (int k = lists.first(i); k < to; k++) {
                double reduced = costs[k] - price[columns[k]];
                if (reduced < second) {
                    if (reduced < best) {
                        second = best;
                        other = column;
                        best = reduced;
                        column = columns[k];
                    } else {
                        second = reduced;
                        other = columns[k];
                    }
                }
            }
            if (out < second) {
                second = out;
                other = column;
            }
            if (second > lists.bound(i)) {
                if (!anew) {
                    lists.make(i);
                    anew = true;
                    continue;
                }
                // many ties: nothing is certain beyond the bound
                second = lists.bound(i);
                other = column;
            }
            anew = false;
            count--;
            if (out <= best && out <= lists.bound(i)) {
                if (pools.takesRow()) {
                    columnOf[i] = ShortestPaths.OUT;
                    pools.rowLeftOut();
                } else {
                    stuck[left++] = i;
                }
                continue;
            }
            if (best > second) {
                // a column outside of the list may be cheaper
                stuck[left++] = i;
                continue;
            }
            if (rowOf[column] != NONE && second == best && rowOf[other] == NONE) {
                column = other;
            }
            int owner = rowOf[column];
            if (owner != NONE) {
                if (bids-- <= 0 || second <= best) {
                    stuck[left++] = i;
                    continue;
                }
                lists.setPrice(column, price[column] - (second - best));
                columnOf[owner] = NONE;
                waiting[count++] = owner;
            }
            rowOf[column] = i;
            columnOf[i] = column;
        }
        return Arrays.copyOf(stuck, left);
    }
}
