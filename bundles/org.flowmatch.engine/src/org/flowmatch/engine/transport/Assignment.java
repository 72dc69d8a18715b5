// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.transport;

import java.util.Arrays;
import org.flowmatch.engine.FlowException;

/**
 * The linear assignment problem: each row i of a cost matrix [n, n] gets one column p(i), each column once, with the least
 * sum of cost[i, p(i)]. Exact: shortest augmenting paths under dual prices. Three steps make the paths few and short, and
 * leave the result exact, because only prices and pairs of reduced cost 0 are taken from them: an auction with falling
 * increments, a reduction of rows (an auction without increment), and {@link Shortlists} of candidates.
 *
 * <p>The plan does not depend on anything but the costs. Among equally cheap plans it is one of them, always the same.
 * Memory: some 400 n bytes. An interrupt of the thread ends the work by a {@link
 * java.util.concurrent.CancellationException}.
 *
 * <p>Sources: Jonker and Volgenant, "A shortest augmenting path algorithm for dense and sparse linear assignment problems",
 * 1987; Bertsekas, "The auction algorithm: a distributed relaxation method for the assignment problem", 1988.
 */
public final class Assignment {
    private static final int NONE = ShortestPaths.NONE;
    /** Increments of the auction: from a tenth of the mean cost above the least of a column, falling fivefold ... */
    private static final float FIRST_INCREMENT = 0.1f;

    private static final float INCREMENT_FALL = 5;
    /** ... to this share of that mean divided by n. Smaller ones cost more bids than they save search. */
    private static final float LAST_INCREMENT = 0.5f;
    /** Bids of one round, per row: rows that fight for too few columns would bid for ever. */
    private static final int BIDS_PER_ROW = 10;
    /** Owners that are driven out in the reduction, per row. */
    private static final int REDUCTIONS_PER_ROW = 4;

    private final float[] cost;
    private final int n;
    private final int[] columnOf;
    private final int[] rowOf;
    private final int[] waiting;
    private final RowTournament tournament;
    private final Shortlists lists;
    private final ShortestPaths paths;

    private Assignment(float[] cost, int n) {
        if (n < 1 || (long) n * n > cost.length) {
            throw new IllegalArgumentException(
                    "a matrix of " + n + " rows needs " + (long) n * n + " costs, not " + cost.length);
        }
        this.cost = cost;
        this.n = n;
        columnOf = new int[n];
        rowOf = new int[n];
        waiting = new int[n];
        tournament = new RowTournament(cost, n);
        lists = new Shortlists(cost, n, tournament);
        paths = new ShortestPaths(lists, columnOf, rowOf);
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
        Assignment problem = new Assignment(cost, n);
        problem.run();
        return problem.columnOf;
    }

    /** As {@link #solve}, with the dual prices that prove the result optimal. */
    public static Solution certified(float[] cost, int n) {
        Assignment problem = new Assignment(cost, n);
        problem.run();
        double[] price = problem.lists.price();
        double[] rowPrice = new double[n];
        Arrays.setAll(rowPrice, i -> problem.lists.reduced(i, problem.columnOf[i]));
        return new Solution(problem.columnOf, rowPrice, price);
    }

    /** The cheapest k pairs; {@link ShortestPaths#NONE} for rows without one. */
    static int[] cheapest(float[] cost, int n, int k) {
        Assignment problem = new Assignment(cost, n);
        problem.run();
        for (int pairs = n; pairs > k; pairs--) {
            problem.paths.release();
        }
        return problem.columnOf;
    }

    private void run() {
        float[] price = new float[n];
        float mean = columnMinima(price);
        float last = LAST_INCREMENT * mean / n;
        for (float increment = FIRST_INCREMENT * mean; increment > last; increment /= INCREMENT_FALL) {
            auction(increment, price);
        }
        for (int i = 0; i < n; i++) {
            lists.setPrice(i, price[i]);
        }
        for (int i = 0; i < n; i++) {
            lists.make(i);
        }
        int free = reduce();
        for (int f = 0; f < free; f++) {
            paths.augment(waiting[f]);
        }
    }

    /**
     * Starts the prices at each column's least cost; returns the mean cost above them.
     *
     * @throws FlowException when a cost is not finite
     */
    private float columnMinima(float[] price) {
        float[] line = new float[n];
        float[] sums = new float[n];
        System.arraycopy(cost, 0, price, 0, n);
        for (int i = 0; i < n; i++) {
            checkInterrupt();
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
            throw notFinite();
        }
        return sum;
    }

    static FlowException notFinite() {
        return new FlowException(
                "Rows cannot be assigned to each other: some squared distances between them exceed single precision"
                        + " (3.4e38), or a row has NaN.",
                "Scale the columns by quantiles or standardise them; unscaled columns must stay below 1e18.");
    }

    /** Rows bid for their cheapest column until each has one; a bid lowers the price by its advantage and the increment. */
    private void auction(float increment, float[] price) {
        Arrays.fill(rowOf, NONE);
        int count = queueAll();
        for (int bids = BIDS_PER_ROW * n; count > 0 && bids > 0; bids--) {
            checkInterrupt();
            int i = waiting[--count];
            tournament.play(i, price);
            int column = tournament.winner();
            price[column] -= (n == 1 ? 0 : tournament.second() - tournament.least()) + increment;
            if (rowOf[column] != NONE) {
                waiting[count++] = rowOf[column];
            }
            rowOf[column] = i;
        }
    }

    private int queueAll() {
        Arrays.setAll(waiting, k -> n - 1 - k);
        return n;
    }

    /**
     * Gives rows their cheapest column. Where it is taken they pay their advantage and drive the owner out, while there are
     * bids left. Returns how many wait for a path.
     */
    private int reduce() {
        Arrays.fill(columnOf, NONE);
        Arrays.fill(rowOf, NONE);
        double[] price = lists.price();
        int[] columns = lists.columns();
        float[] costs = lists.costs();
        int[] stuck = new int[n];
        int left = 0;
        int count = queueAll();
        int bids = REDUCTIONS_PER_ROW * n;
        boolean anew = false;
        while (count > 0) {
            checkInterrupt();
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
        System.arraycopy(stuck, 0, waiting, 0, left);
        return left;
    }

    private static void checkInterrupt() {
        Interrupts.check("assignment");
    }
}
