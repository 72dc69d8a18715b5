// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.coupling;

import java.util.function.Function;
import org.flowmatch.engine.transport.CostRows;
import org.flowmatch.engine.transport.ScalingIterations;

/** Pairs drawn from an entropic plan: jointly, or for each source row in turn by its row of the plan. */
record EntropicRule(Function<CostRows, ScalingIterations> solver, boolean replacement) implements PlanRule {

    @Override
    public void pair(BatchCost cost, PlanRandom random, Pairs pairs) {
        int n = cost.n();
        ScalingIterations plan = solver.apply(cost.rows());
        double[] cumulative = replacement ? cumulativeMass(plan, n) : new double[0];
        double[] weights = new double[n];
        for (int slot = 0; slot < n; slot++) {
            int source = replacement ? place(cumulative, random.uniform()) : slot;
            double sum = plan.weights(source, weights);
            pairs.add(slot, source, draw(weights, sum, random.uniform()));
        }
    }

    private static double[] cumulativeMass(ScalingIterations plan, int n) {
        double[] cumulative = new double[n];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += plan.mass(i);
            cumulative[i] = sum;
        }
        return cumulative;
    }

    private static int place(double[] cumulative, double uniform) {
        double wanted = uniform * cumulative[cumulative.length - 1];
        int low = 0;
        int high = cumulative.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cumulative[middle] > wanted) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private static int draw(double[] weights, double sum, double uniform) {
        double wanted = uniform * sum;
        double passed = 0;
        int heaviest = 0;
        for (int j = 0; j < weights.length; j++) {
            passed += weights[j];
            if (passed > wanted) {
                return j;
            }
            heaviest = weights[j] > weights[heaviest] ? j : heaviest;
        }
        // rounding of the sum alone leads here
        return heaviest;
    }

    /** Its iterations may not come to an end. */
    @Override
    public boolean mayFail() {
        return true;
    }

    @Override
    public long bytes(int n) {
        return 8L * n * n;
    }
}
