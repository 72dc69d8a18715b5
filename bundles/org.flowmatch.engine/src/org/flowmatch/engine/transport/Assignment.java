// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.transport;

import java.util.Arrays;
import org.flowmatch.engine.FlowException;

/**
 * The linear assignment problem: each row i of a cost matrix [n, n] gets one column p(i), each column once, with the least
 * sum of cost[i, p(i)]. Exact: shortest augmenting paths under dual prices. Three steps make the paths few and short, and
 * leave the result exact, because only prices and pairs of reduced cost 0 are taken from them: an {@link Auction} with
 * falling increments, a {@link RowReduction}, and {@link Shortlists} of candidates. Of a partial assignment some rows and as many
 * columns are left out, held by {@link Pools}.
 *
 * <p>The plan does not depend on anything but the costs. Among equally cheap plans it is one of them, always the same.
 * Memory: some 500 n bytes. An interrupt of the thread ends the work by a {@link
 * java.util.concurrent.CancellationException}.
 *
 * <p>Sources: Jonker and Volgenant, "A shortest augmenting path algorithm for dense and sparse linear assignment problems",
 * 1987; Bertsekas, "The auction algorithm: a distributed relaxation method for the assignment problem", 1988.
 */
public final class Assignment {
    private static final int NONE = ShortestPaths.NONE;
    private static final int OUT = ShortestPaths.OUT;

    private final float[] cost;
    private final int n;
    private final int[] columnOf;
    private final int[] rowOf;
    private final Pools pools;
    private final RowTournament tournament;
    private final Shortlists lists;
    private final ShortestPaths paths;

    /** @param out how many rows, and columns, are left out */
    Assignment(float[] cost, int n, int out) {
        if (n < 1 || (long) n * n > cost.length) {
            throw new IllegalArgumentException(
                    "a matrix of " + n + " rows needs " + (long) n * n + " costs, not " + cost.length);
        }
        this.cost = cost;
        this.n = n;
        columnOf = new int[n];
        rowOf = new int[n];
        pools = new Pools(out);
        tournament = new RowTournament(cost, n);
        lists = new Shortlists(cost, n, tournament);
        paths = new ShortestPaths(lists, pools, columnOf, rowOf);
    }

    /**
     * An optimal assignment with its proof: rowPrice[i] + columnPrice[j] never exceeds cost[i, j] (up to rounding), and is
     * equal to it where j is the column of i.
     *
     * @param columnOf [n], the column of each row
     */
    public record Solution(int[] columnOf, double[] rowPrice, double[] columnPrice) {}

    /**
     * @param cost [n, n] by row, finite; may be longer
     * @return [n], the column of each row
     * @throws FlowException when a cost is not finite
     */
    public static int[] solve(float[] cost, int n) {
        return certified(cost, n).columnOf();
    }

    /** As {@link #solve}, with the dual prices that prove the result optimal. */
    public static Solution certified(float[] cost, int n) {
        return new Assignment(cost, n, 0).run();
    }

    Solution run() {
        float[] price = new Auction(cost, n, pools.capacity(), tournament).prices();
        if (pools.capacity() > 0) {
            levelColumns(price);
        }
        for (int i = 0; i < n; i++) {
            lists.setPrice(i, price[i]);
        }
        for (int i = 0; i < n; i++) {
            lists.make(i);
        }
        if (pools.capacity() > 0) {
            levelRows();
        }
        Arrays.fill(columnOf, NONE);
        Arrays.fill(rowOf, NONE);
        int[] stuck = new RowReduction(lists, pools, columnOf, rowOf).run();
        leaveColumnsOut();
        for (int row : stuck) {
            paths.augment(row);
        }
        while (pools.takesColumn()) {
            paths.leaveColumnOut();
        }
        return solution();
    }

    private Solution solution() {
        double[] rowPrice = new double[n];
        int[] partner = new int[n];
        for (int i = 0; i < n; i++) {
            boolean paired = columnOf[i] != OUT;
            partner[i] = paired ? columnOf[i] : NONE;
            rowPrice[i] = paired ? lists.reduced(i, columnOf[i]) : pools.rowPrice();
        }
        return new Solution(partner, rowPrice, lists.price());
    }

    /** Lowers the largest prices to one that as many columns have as are left out. */
    private void levelColumns(float[] price) {
        float[] sorted = price.clone();
        Arrays.sort(sorted);
        float level = sorted[n - pools.capacity()];
        for (int j = 0; j < n; j++) {
            price[j] = Math.min(price[j], level);
        }
    }

    /** Sets the price of rows that are left out to one that as many rows would pay at least. */
    private void levelRows() {
        double[] sorted = new double[n];
        for (int i = 0; i < n; i++) {
            lists.sharpenLeast(i);
            sorted[i] = lists.least(i);
        }
        Arrays.sort(sorted);
        pools.setRowPrice(sorted[n - pools.capacity()]);
    }

    /** Leaves columns out that have no row, the dearest first, as long as no other column is dearer. */
    private void leaveColumnsOut() {
        if (pools.capacity() == 0) {
            return;
        }
        double[] price = lists.price();
        double[] open = new double[n];
        int count = 0;
        double level = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < n; j++) {
            if (rowOf[j] == NONE) {
                open[count++] = price[j];
            } else {
                level = Math.max(level, price[j]);
            }
        }
        Arrays.sort(open, 0, count);
        if (count > 0) {
            level = Math.max(level, open[Math.max(0, count - pools.capacity())]);
        }
        pools.setColumnPrice(level);
        for (int j = 0; j < n; j++) {
            if (rowOf[j] == NONE && price[j] > level) {
                lists.setPrice(j, level);
            }
            if (rowOf[j] == NONE && price[j] == level && pools.takesColumn()) {
                rowOf[j] = OUT;
                pools.columnLeftOut();
            }
        }
    }

    static FlowException notFinite() {
        return new FlowException(
                "Rows cannot be assigned to each other: some squared distances between them exceed single precision"
                        + " (3.4e38), or a row has NaN.",
                "Scale the columns by quantiles or standardise them; unscaled columns must stay below 1e18.");
    }
}
