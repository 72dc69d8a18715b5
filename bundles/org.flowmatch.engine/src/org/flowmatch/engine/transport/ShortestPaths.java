// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.transport;

import java.util.Arrays;

/**
 * Shortest augmenting paths of an assignment under prices (Dijkstra's method on reduced costs, which the prices keep from
 * being negative). Rows offer the columns of their {@link Shortlists}; the others follow when the search has come as far as
 * the list's bound, so that the result is exact. Prices of columns only fall.
 *
 * <p>Of a partial assignment a number of rows and as many columns are left out. They are held by two nodes, the pool of rows
 * and the pool of columns, which stand for as many dummy columns and dummy rows of cost 0: all that a pool holds has the same
 * price, the largest of all.
 */
final class ShortestPaths {
    static final int NONE = -1;
    /** In place of a partner: held by a pool. */
    static final int OUT = -2;

    private final int n;
    private final Shortlists lists;
    private final Pools pools;
    private final double[] price;
    private final int[] columnOf;
    private final int[] rowOf;

    private final double[] distance;
    private final int[] predecessor;
    private final boolean[] settled;
    /** Distance of a row less its reduced cost: what is added to its reduced costs. */
    private final double[] shift;

    private final Offered[] offered;
    private final int[] touched;
    private final int[] order;
    /** Columns j at their distance; n + i for what row i has not offered yet; then the pools of rows and of columns. */
    private final IndexedHeap heap;

    private final int rowPool;
    private final int columnPool;

    private int touchedCount;
    private int settledCount;
    private double limit;
    private int end;
    private double rowPoolDistance;
    private double columnPoolDistance;
    private boolean rowPoolSettled;
    private boolean columnPoolSettled;
    /** The row that the pool takes, and the column that the pool gives away. */
    private int rowIn;

    private int columnAway;

    private enum Offered {
        NOTHING,
        LIST,
        NEW_LIST
    }

    ShortestPaths(Shortlists lists, Pools pools, int[] columnOf, int[] rowOf) {
        this.lists = lists;
        this.pools = pools;
        this.price = lists.price();
        this.columnOf = columnOf;
        this.rowOf = rowOf;
        n = columnOf.length;
        distance = new double[n];
        predecessor = new int[n];
        settled = new boolean[n];
        shift = new double[n];
        offered = new Offered[n];
        touched = new int[n];
        order = new int[n];
        rowPool = 2 * n;
        columnPool = 2 * n + 1;
        heap = new IndexedHeap(2 * n + 2);
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
    }

    /** Gives a row without a column one, or lets one be left out, moving others as it is cheapest. */
    void augment(int row) {
        begin();
        scan(row, 0);
        search();
        flip(row);
    }

    /** Leaves a column out more, moving others as it is cheapest. */
    void leaveColumnOut() {
        begin();
        columnPoolDistance = -pools.columnPrice();
        columnPoolSettled = true;
        offerLeftOutColumns(0);
        search();
        pools.columnLeftOut();
        flip(OUT);
    }

    private void begin() {
        Interrupts.check("assignment");
        touchedCount = 0;
        settledCount = 0;
        limit = Double.POSITIVE_INFINITY;
        end = NONE;
        rowPoolDistance = Double.POSITIVE_INFINITY;
        columnPoolDistance = Double.POSITIVE_INFINITY;
        rowPoolSettled = false;
        columnPoolSettled = false;
        heap.clear();
    }

    private void search() {
        while (!heap.isEmpty() && heap.leastKey() < limit) {
            Interrupts.check("assignment");
            double key = heap.leastKey();
            int item = heap.poll();
            if (item < n) {
                order[settledCount++] = item;
                settled[item] = true;
                scan(rowOf[item], key - lists.reduced(rowOf[item], item));
            } else if (item == rowPool) {
                rowPoolSettled = true;
                offerLeftOutRows(key - pools.rowPrice());
            } else if (item == columnPool) {
                columnPoolSettled = true;
                offerLeftOutColumns(key + pools.columnPrice());
            } else {
                offerMore(item - n);
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
        if (rowPoolSettled) {
            pools.raiseRowPrice(limit - rowPoolDistance);
        }
        if (columnPoolSettled) {
            pools.lowerColumnPrice(limit - columnPoolDistance);
            for (int j = 0; j < n; j++) {
                if (rowOf[j] == OUT) {
                    lists.setPrice(j, pools.columnPrice());
                }
            }
        }
    }

    /** Gives each node of the path from the start to the end its new partner. */
    private void flip(int start) {
        if (end == rowPool) {
            pools.rowLeftOut();
        }
        int node = end;
        while (true) {
            int taker = node == rowPool ? rowIn : predecessor[node];
            if (taker == OUT) {
                rowOf[node] = OUT;
                lists.setPrice(node, pools.columnPrice());
                node = columnAway;
            } else {
                int former = columnOf[taker];
                if (node == rowPool) {
                    columnOf[taker] = OUT;
                } else {
                    columnOf[taker] = node;
                    rowOf[node] = taker;
                }
                node = former == OUT ? rowPool : former;
            }
            if (taker == start) {
                return;
            }
        }
    }

    private void scan(int i, double rowShift) {
        offered[i] = Offered.LIST;
        shift[i] = rowShift;
        offerList(i);
        double through = pools.rowPrice() + rowShift;
        if (through < limit && through < rowPoolDistance && !rowPoolSettled) {
            rowPoolDistance = through;
            rowIn = i;
            if (pools.takesRow()) {
                limit = through;
                end = rowPool;
            } else {
                heap.put(rowPool, through);
            }
        }
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

    /** Offers what row i has not offered: its list, then a new list, then all columns. */
    private void offerMore(int i) {
        double rowShift = shift[i];
        if (offered[i] == Offered.NOTHING) {
            offered[i] = Offered.LIST;
            lists.sharpenLeast(i);
            offerList(i);
        } else if (offered[i] == Offered.LIST) {
            offered[i] = Offered.NEW_LIST;
            lists.make(i);
            offerList(i);
        } else {
            float[] lowered = lists.lowered(i);
            for (int j = 0; j < n; j++) {
                if (lowered[j] + rowShift < limit) {
                    double through = lists.reduced(i, j) + rowShift;
                    if (through < limit && through < distance[j]) {
                        reach(i, j, through);
                    }
                }
            }
        }
    }

    /** Each row that is left out may come back. */
    private void offerLeftOutRows(double rowShift) {
        for (int i = 0; i < n; i++) {
            if (columnOf[i] == OUT) {
                double through = lists.least(i) + rowShift;
                if (through < limit) {
                    offered[i] = Offered.NOTHING;
                    shift[i] = rowShift;
                    heap.put(n + i, through);
                }
            }
        }
    }

    /** Any column may be left out. */
    private void offerLeftOutColumns(double poolShift) {
        for (int j = 0; j < n; j++) {
            double through = poolShift - price[j];
            if (through < limit && through < distance[j] && rowOf[j] != OUT) {
                reach(OUT, j, through);
            }
        }
    }

    private void reach(int i, int j, double through) {
        int owner = rowOf[j];
        if (through >= limit || settled[j]) {
            return;
        }
        if (owner == OUT) {
            if (through < columnPoolDistance && !columnPoolSettled) {
                columnPoolDistance = through;
                columnAway = j;
                predecessor[j] = i;
                heap.put(columnPool, through);
            }
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
        } else {
            heap.put(j, through);
        }
    }
}
