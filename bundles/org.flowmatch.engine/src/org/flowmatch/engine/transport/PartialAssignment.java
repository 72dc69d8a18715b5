// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.transport;

/**
 * The partial assignment problem: of the rows and columns of a cost matrix [n, n], k each are paired, one to one, with the
 * least sum of costs. Exact: all are assigned first, then n - k pairs are given up one by one, each time by the path that
 * saves most. That is the plan in which n - k dummy rows and as many dummy columns take the others at no cost (Chapel, Alaya
 * and Gasso, "Partial optimal transport", 2020), without the dummies. Memory: some 400 n bytes beside the costs. An interrupt
 * ends the work by a {@link java.util.concurrent.CancellationException}.
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
        if (k < 1 || k > n) {
            throw new IllegalArgumentException(k + " of " + n + " rows cannot be assigned");
        }
        return Assignment.cheapest(cost, n, k);
    }
}
