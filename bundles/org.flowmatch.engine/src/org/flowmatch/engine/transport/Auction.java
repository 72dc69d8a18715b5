// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.transport;

import java.util.Arrays;

/**
 * Prices of columns near those of an optimal assignment, by an auction with falling increments: rows bid for their cheapest
 * column until each has one; a bid lowers the price by its advantage and the increment. Of a partial assignment, dummy
 * columns of cost 0 take rows, and dummy rows of cost 0 take columns; their bids need no costs, only the order of the prices.
 *
 * <p>Source: Bertsekas, "The auction algorithm: a distributed relaxation method for the assignment problem", 1988.
 */
final class Auction {
    private static final int NONE = ShortestPaths.NONE;
    /** Increments: from a tenth of the mean cost above the least of a column, falling fivefold ... */
    private static final float FIRST_INCREMENT = 0.1f;

    private static final float INCREMENT_FALL = 5;
    /** ... to this share of that mean divided by n. Smaller ones cost more bids than they save search. */
    private static final float LAST_INCREMENT = 0.5f;
    /** Bids of one round, per row: rows that fight for too few columns would bid for ever. */
    private static final int BIDS_PER_ROW = 100;

    private final float[] cost;
    private final int n;
    private final int dummies;
    private final RowTournament tournament;
    private final float[] price;
    /** Dummy columns by what a row pays for them. */
    private final IndexedHeap dummyColumns;
    /** Columns by what a dummy row pays for them. */
    private final IndexedHeap columns;

    private final int[] owner;
    private final int[] waiting;

    /** @param dummies how many dummy rows, and columns, there are: 0 or more */
    Auction(float[] cost, int n, int dummies, RowTournament tournament) {
        this.cost = cost;
        this.n = n;
        this.dummies = dummies;
        this.tournament = tournament;
        price = new float[n];
        dummyColumns = new IndexedHeap(dummies);
        columns = new IndexedHeap(dummies > 0 ? n : 0);
        owner = new int[n + dummies];
        waiting = new int[n + dummies];
    }

    /**
     * The prices [n].
     *
     * @throws org.flowmatch.engine.FlowException when a cost is not finite
     */
    float[] prices() {
        float mean = columnMinima();
        if (dummies > 0) {
            openDummies();
        }
        float last = LAST_INCREMENT * mean / n;
        for (float increment = FIRST_INCREMENT * mean; increment > last; increment /= INCREMENT_FALL) {
            round(increment);
        }
        return price;
    }

    /** Starts the prices at each column's least cost; returns the mean cost above them. */
    private float columnMinima() {
        float[] line = new float[n];
        float[] sums = new float[n];
        System.arraycopy(cost, 0, price, 0, n);
        for (int i = 0; i < n; i++) {
            Interrupts.check("assignment");
            System.arraycopy(cost, i * n, line, 0, n);
            FloatRows.least(price, line, price, n);
            FloatRows.add(line, sums, n);
        }
        double sum = 0;
        double least = 0;
        for (int j = 0; j < n; j++) {
            sum += sums[j];
            least += price[j];
        }
        if (!Double.isFinite(sum)) {
            sum = exactSum();
        }
        return n == 1 ? 0 : (float) ((sum / n - least) / n);
    }

    private double exactSum() {
        double sum = 0;
        for (int k = 0; k < n * n; k++) {
            sum += cost[k];
        }
        if (!Double.isFinite(sum)) {
            throw Assignment.notFinite();
        }
        return sum;
    }

    /** A dummy row pays 0 for each column, so that all prices start at 0. */
    private void openDummies() {
        Arrays.fill(price, 0);
        for (int j = 0; j < n; j++) {
            columns.put(j, 0);
        }
        for (int dummy = 0; dummy < dummies; dummy++) {
            dummyColumns.put(dummy, 0);
        }
    }

    private void round(float increment) {
        Arrays.fill(owner, NONE);
        int count = owner.length;
        Arrays.setAll(waiting, k -> owner.length - 1 - k);
        for (int bids = BIDS_PER_ROW * owner.length; count > 0 && bids > 0; bids--) {
            Interrupts.check("assignment");
            int row = waiting[--count];
            int column = row < n ? bid(row, increment) : dummyBid(increment);
            if (owner[column] != NONE) {
                waiting[count++] = owner[column];
            }
            owner[column] = row;
        }
    }

    private int bid(int row, float increment) {
        tournament.play(row, price);
        int column = tournament.winner();
        float best = tournament.least();
        double second = tournament.second();
        if (dummies > 0) {
            double out = dummyColumns.leastKey();
            if (out < best) {
                int dummy = dummyColumns.leastItem();
                dummyColumns.raise(dummy, Math.min(best, dummyColumns.secondKey()) + increment);
                return n + dummy;
            }
            second = Math.min(second, out);
        }
        price[column] -= (n == 1 ? 0 : (float) second - best) + increment;
        if (dummies > 0) {
            columns.raise(column, -price[column]);
        }
        return column;
    }

    private int dummyBid(float increment) {
        int column = columns.leastItem();
        price[column] = -(float) (columns.secondKey() + increment);
        columns.raise(column, -price[column]);
        return column;
    }
}
