// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.coupling;

import org.flowmatch.engine.transport.PartialAssignment;

/**
 * Pairs of the exact assignment of a share of the rows: each pair once, or as many pairs drawn among them.
 *
 * @param fraction the share of rows that are paired, above 0 and at most 1; at least one row is
 */
record AssignmentRule(double fraction, boolean replacement) implements PlanRule {

    private int paired(int n) {
        return Math.max(1, (int) Math.round(fraction * n));
    }

    @Override
    public void pair(BatchCost cost, PlanRandom random, Pairs pairs) {
        int n = cost.n();
        int k = paired(n);
        int[] columnOf = PartialAssignment.solve(cost.matrix(), n, k);
        int[] chosen = new int[k];
        int count = 0;
        for (int i = 0; i < n; i++) {
            if (columnOf[i] != PartialAssignment.NONE) {
                chosen[count++] = i;
            }
        }
        for (int slot : chosen) {
            int source = replacement ? chosen[random.below(k)] : slot;
            pairs.add(slot, source, columnOf[source]);
        }
    }

    @Override
    public long bytes(int n) {
        return 4L * n * n;
    }
}
