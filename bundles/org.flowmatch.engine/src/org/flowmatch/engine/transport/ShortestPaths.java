// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.transport;

import java.util.Arrays;

/**
 * Shortest augmenting paths of an assignment under prices (Dijkstra's method on reduced costs, which the prices keep from
 * being negative). Rows offer the columns of their {@link Shortlists}; the others follow when the search has come as far as
 * the list's bound, so that the result is exact. Prices only fall.
 */
final class ShortestPaths {
    static final int NONE = -1;
    /** The row that a path begins with which leaves a pair less. */
    private static final int NOBODY = -2;

    private final int n;
    private final Shortlists lists;
    private final double[] price;
    private final int[] columnOf;
    private final int[] rowOf;

    private final double[] distance;
    private final int[] predecessor;
    private final boolean[] settled;
    /** Distance of a row less its reduced cost: what is added to its reduced costs. */
    private final double[] shift;

    private final boolean[] fresh;
    private final int[] touched;
    private final int[] order;
    /** Columns j at their distance; n + i for the columns outside of row i's list at their bound. */
    private final IndexedHeap heap;

    private int touchedCount;
    private int settledCount;
    private double limit;
    private int end;
    private boolean releasing;
    /** The largest price of a column and of a row, once pairs are released; those without a partner have them. */
    private double columnCeiling = Double.NaN;

    private double rowCeiling;

    ShortestPaths(Shortlists lists, int[] columnOf, int[] rowOf) {
        this.lists = lists;
        this.price = lists.price();
        this.columnOf = columnOf;
        this.rowOf = rowOf;
        n = columnOf.length;
        distance = new double[n];
        predecessor = new int[n];
        settled = new boolean[n];
        shift = new double[n];
        fresh = new boolean[n];
        touched = new int[n];
        order = new int[n];
        heap = new IndexedHeap(2 * n);
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
    }

    /** Gives a row without a column one, moving others as it is cheapest. */
    void augment(int row) {
        begin(false);
        scan(row, 0);
        search();
        int column = end;
        int taker;
        do {
            taker = predecessor[column];
            int former = columnOf[taker];
            rowOf[column] = taker;
            columnOf[taker] = column;
            column = former;
        } while (taker != row);
    }

    /**
     * Leaves one row and one column without a partner, moving others as it is cheapest. To be called when all have one, and
     * then again and again: k pairs that remain are the cheapest k pairs.
     */
    void release() {
        begin(true);
        if (Double.isNaN(columnCeiling)) {
            columnCeiling = Double.NEGATIVE_INFINITY;
            rowCeiling = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < n; j++) {
                columnCeiling = Math.max(columnCeiling, price[j]);
                rowCeiling = Math.max(rowCeiling, lists.reduced(rowOf[j], j));
            }
        }
        for (int j = 0; j < n; j++) {
            if (rowOf[j] != NONE) {
                reach(NOBODY, j, columnCeiling - price[j]);
            }
        }
        search();
        columnCeiling -= limit;
        int column = columnOf[end];
        columnOf[end] = NONE;
        while (predecessor[column] != NOBODY) {
            int taker = predecessor[column];
            int former = columnOf[taker];
            rowOf[column] = taker;
            columnOf[taker] = column;
            column = former;
        }
        rowOf[column] = NONE;
        lists.setPrice(column, Double.NEGATIVE_INFINITY);
    }

    private void begin(boolean release) {
        Interrupts.check("assignment");
        releasing = release;
        touchedCount = 0;
        settledCount = 0;
        limit = Double.POSITIVE_INFINITY;
        end = NONE;
        heap.clear();
    }

    private void search() {
        while (!heap.isEmpty() && heap.leastKey() < limit) {
            Interrupts.check("assignment");
            double key = heap.leastKey();
            int item = heap.poll();
            if (item >= n) {
                extend(item - n);
            } else {
                order[settledCount++] = item;
                settled[item] = true;
                scan(rowOf[item], key - lists.reduced(rowOf[item], item));
            }
        }
        for (int k = 0; k < settledCount; k++) {
            int j = order[k];
            settled[j] = false;
            lists.setPrice(j, price[j] + (distance[j] - limit));
        }
        for (int k = 0; k < touchedCount; k++) {
            distance[touched[k]] = Double.POSITIVE_INFINITY;
        }
    }

    private void scan(int i, double rowShift) {
        fresh[i] = false;
        shift[i] = rowShift;
        offerList(i);
    }

    private void offerList(int i) {
        double rowShift = shift[i];
        int[] columns = lists.columns();
        float[] costs = lists.costs();
        int from = lists.first(i);
        int to = from + lists.size(i);
        for (int k = from; k < to; k++) {
            int j = columns[k];
            double through = costs[k] - price[j] + rowShift;
            if (through < limit && through < distance[j]) {
                reach(i, j, through);
            }
        }
        double rest = lists.bound(i) + rowShift;
        if (rest < limit) {
            heap.put(n + i, rest);
        }
    }

    /** Offers what is outside of the list of row i: a new list first, then all columns. */
    private void extend(int i) {
        if (!fresh[i]) {
            fresh[i] = true;
            lists.make(i);
            offerList(i);
            return;
        }
        float[] lowered = lists.lowered(i);
        double rowShift = shift[i];
        for (int j = 0; j < n; j++) {
            if (lowered[j] + rowShift < limit) {
                double through = lists.reduced(i, j) + rowShift;
                if (through < limit && through < distance[j]) {
                    reach(i, j, through);
                }
            }
        }
    }

    private void reach(int i, int j, double through) {
        int owner = rowOf[j];
        if (through >= limit || settled[j] || releasing && owner == NONE) {
            return;
        }
        if (distance[j] == Double.POSITIVE_INFINITY) {
            touched[touchedCount++] = j;
        }
        distance[j] = through;
        predecessor[j] = i;
        if (owner == NONE) {
            limit = through;
            end = j;
            return;
        }
        heap.put(j, through);
        if (releasing) {
            double whole = through + (rowCeiling - lists.reduced(owner, j));
            if (whole < limit) {
                limit = whole;
                end = owner;
            }
        }
    }
}
