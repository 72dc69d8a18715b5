// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.coupling;

/** How pairs are made among the rows of a batch, or of those with equal labels. */
public interface PlanRule {

    /** Takes pairs; each has a slot of its own, 0 to n - 1, which tells its place among the pairs of the batch. */
    interface Pairs {
        void add(int slot, int source, int target);
    }

    /**
     * @throws org.flowmatch.engine.FlowException when the costs are not finite or the plan does not converge
     * @throws java.util.concurrent.CancellationException when the thread is interrupted
     */
    void pair(BatchCost cost, PlanRandom random, Pairs pairs);

    /** The memory that a plan of n rows takes while it is made. */
    long bytes(int n);

    /** Whether a batch may have no plan, so that the first one is tried where the settings are made. */
    default boolean mayFail() {
        return false;
    }
}
