// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.transport;

/**
 * The partial assignment problem: of the rows and columns of a cost matrix [n, n], k each are paired, one to one, with the
 * least sum of costs. Exact: the {@link Assignment} in which n - k dummy rows and as many dummy columns take the others at no
 * cost (Chapel, Alaya and Gasso, "Partial optimal transport", 2020); the dummies are never written down. Memory: some 500 n
 * bytes beside the costs. An interrupt ends the work by a {@link java.util.concurrent.CancellationException}.
 */
public final class PartialAssignment {
    public static final int NONE = ShortestPaths.NONE;

    private PartialAssignment() {}

    /**
     * @param cost [n, n], finite
     * @param k 1 to n
     * @return [n], the column of each row; {@link #NONE} for n - k rows
     * @throws org.flowmatch.engine.FlowException when a cost is not finite
     */
    public static int[] solve(float[] cost, int n, int k) {
        return certified(cost, n, k).columnOf();
    }

    /**
     * As {@link #solve}, with the dual prices that prove the result optimal: rowPrice[i] + columnPrice[j] never exceeds
     * cost[i, j] (up to rounding), is equal to it for pairs, and the rows and columns without a partner have the largest
     * prices of all, u and v. So no k pairs cost less than the sum of all prices less (n - k) (u + v).
     */
    public static Assignment.Solution certified(float[] cost, int n, int k) {
        if (k < 1 || k > n) {
            throw new IllegalArgumentException(k + " of " + n + " rows cannot be assigned");
        }
        return new Assignment(cost, n, n - k).run();
    }
}
