// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.coupling;

import java.util.Arrays;
import java.util.concurrent.CancellationException;

/**
 * The linear assignment problem: each row i of a cost matrix [n, n] gets one column p(i), each column once, with the least
 * sum of cost[i, p(i)]. Exact: shortest augmenting paths with dual prices v, started by column reduction and augmenting row
 * reduction, which leave few rows to the search. O(n^3) at worst.
 *
 * <p>An interrupt of the thread ends the work by a {@link CancellationException}.
 *
 * <p>Source: Jonker and Volgenant, "A shortest augmenting path algorithm for dense and sparse linear assignment problems",
 * 1987.
 */
public final class Assignment {
    private static final int NONE = -1;
    private static final int ROW_REDUCTIONS = 2;
    // points in space start price wars of tiny steps, where the search is a hundred times faster
    private static final int BIDS_PER_ROW = 2;

    private final float[] cost;
    private final int n;
    private final int[] columnOf;
    private final int[] rowOf;
    private final double[] price;
    private final int[] free;
    private int freeCount;

    private Assignment(float[] cost, int n) {
        if (n < 1 || (long) n * n > cost.length) {
            throw new IllegalArgumentException(
                    "a matrix of " + n + " rows needs " + (long) n * n + " costs, not " + cost.length);
        }
        this.cost = cost;
        this.n = n;
        columnOf = new int[n];
        rowOf = new int[n];
        price = new double[n];
        free = new int[n];
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
     */
    public static int[] solve(float[] cost, int n) {
        Assignment problem = new Assignment(cost, n);
        problem.run();
        return problem.columnOf;
    }

    /** As {@link #solve}, with the dual prices that prove the result optimal. */
    public static Solution certified(float[] cost, int n) {
        Assignment problem = new Assignment(cost, n);
        problem.run();
        double[] rowPrice = new double[n];
        for (int i = 0; i < n; i++) {
            rowPrice[i] = cost[i * n + problem.columnOf[i]] - problem.price[problem.columnOf[i]];
        }
        return new Solution(problem.columnOf, rowPrice, problem.price);
    }

    private void run() {
        Arrays.fill(columnOf, NONE);
        Arrays.fill(rowOf, NONE);
        reduceColumns();
        for (int round = 0; round < ROW_REDUCTIONS && freeCount > 0; round++) {
            reduceRows();
        }
        Search search = new Search();
        for (int f = 0; f < freeCount; f++) {
            checkInterrupt();
            search.augment(free[f]);
        }
    }

    /** The price of a column is its least cost; the row of that cost takes the column if it has none yet. */
    private void reduceColumns() {
        double[] least = price;
        int[] leastRow = new int[n];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        for (int i = 0; i < n; i++) {
            int base = i * n;
            for (int j = 0; j < n; j++) {
                if (cost[base + j] < least[j]) {
                    least[j] = cost[base + j];
                    leastRow[j] = i;
                }
            }
        }
        int[] claims = new int[n];
        for (int j = n - 1; j >= 0; j--) {
            int i = leastRow[j];
            if (claims[i]++ == 0) {
                columnOf[i] = j;
                rowOf[j] = i;
            }
        }
        for (int i = 0; i < n; i++) {
            if (claims[i] == 0) {
                free[freeCount++] = i;
            } else if (claims[i] == 1) {
                transferReduction(i);
            }
        }
    }

    /** Lowers the price of a row's only claimed column as far as the row still prefers it. */
    private void transferReduction(int i) {
        int own = columnOf[i];
        double second = Double.POSITIVE_INFINITY;
        int base = i * n;
        for (int j = 0; j < n; j++) {
            if (j != own) {
                second = Math.min(second, cost[base + j] - price[j]);
            }
        }
        if (n > 1) {
            price[own] -= second - (cost[base + own] - price[own]);
        }
    }

    /** Free rows bid for their cheapest column, as in an auction; whom they displace bids again or waits. */
    private void reduceRows() {
        int next = 0;
        int count = freeCount;
        freeCount = 0;
        int bids = BIDS_PER_ROW * n;
        while (next < count) {
            checkInterrupt();
            int i = free[next++];
            int base = i * n;
            double best = Double.POSITIVE_INFINITY;
            double second = Double.POSITIVE_INFINITY;
            int bestColumn = NONE;
            int secondColumn = NONE;
            for (int j = 0; j < n; j++) {
                double reduced = cost[base + j] - price[j];
                if (reduced < second) {
                    if (reduced < best) {
                        second = best;
                        secondColumn = bestColumn;
                        best = reduced;
                        bestColumn = j;
                    } else {
                        second = reduced;
                        secondColumn = j;
                    }
                }
            }
            double lowered = price[bestColumn] - (second - best);
            // without a strict fall of the price two rows could displace each other for ever
            boolean falls = n > 1 && lowered < price[bestColumn];
            int column = bestColumn;
            if (falls) {
                price[column] = lowered;
            } else if (rowOf[column] != NONE && secondColumn != NONE && second == best) {
                column = secondColumn;
            }
            int displaced = rowOf[column];
            columnOf[i] = column;
            rowOf[column] = i;
            if (displaced != NONE) {
                columnOf[displaced] = NONE;
                if (falls && --bids > 0) {
                    free[--next] = displaced;
                } else {
                    free[freeCount++] = displaced;
                }
            }
        }
    }

    private static void checkInterrupt() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("The assignment was interrupted.");
        }
    }

    /** Shortest augmenting paths from free rows (Dijkstra's method on reduced costs). */
    private final class Search {
        private final double[] distance = new double[n];
        private final int[] predecessor = new int[n];
        /** Columns: [0, done) settled, [done, ready) at the current least distance, the rest to do. */
        private final int[] columns = new int[n];

        Search() {
            Arrays.setAll(columns, j -> j);
        }

        void augment(int start) {
            int base = start * n;
            for (int j = 0; j < n; j++) {
                distance[j] = cost[base + j] - price[j];
                predecessor[j] = start;
            }
            int done = 0;
            int ready = 0;
            int last = 0;
            double least = 0;
            int end = NONE;
            while (end == NONE) {
                if (done == ready) {
                    last = done;
                    least = Double.POSITIVE_INFINITY;
                    for (int k = done; k < n; k++) {
                        int j = columns[k];
                        double d = distance[j];
                        if (d <= least) {
                            if (d < least) {
                                ready = done;
                                least = d;
                            }
                            columns[k] = columns[ready];
                            columns[ready++] = j;
                        }
                    }
                    for (int k = done; k < ready && end == NONE; k++) {
                        end = rowOf[columns[k]] == NONE ? columns[k] : NONE;
                    }
                }
                if (end == NONE) {
                    int settled = columns[done++];
                    int i = rowOf[settled];
                    int row = i * n;
                    double offset = cost[row + settled] - price[settled] - least;
                    for (int k = ready; k < n; k++) {
                        int j = columns[k];
                        double through = cost[row + j] - price[j] - offset;
                        if (through < distance[j]) {
                            distance[j] = through;
                            predecessor[j] = i;
                            if (through <= least) {
                                if (rowOf[j] == NONE) {
                                    end = j;
                                    break;
                                }
                                columns[k] = columns[ready];
                                columns[ready++] = j;
                            }
                        }
                    }
                }
            }
            for (int k = 0; k < last; k++) {
                int j = columns[k];
                price[j] += distance[j] - least;
            }
            flip(start, end);
        }

        private void flip(int start, int end) {
            int column = end;
            int row;
            do {
                row = predecessor[column];
                rowOf[column] = row;
                int former = columnOf[row];
                columnOf[row] = column;
                column = former;
            } while (row != start);
        }
    }
}
