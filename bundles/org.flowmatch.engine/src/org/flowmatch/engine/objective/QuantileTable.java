// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.objective;

import java.util.function.DoubleUnaryOperator;

/** A fast form of quantiles that cost: linear between 1,025 exact ones, so that each of as many classes of times has its exact share. */
final class QuantileTable {
    private static final int CELLS = 1024;

    private QuantileTable() {}

    static DoubleUnaryOperator of(TimeDistribution law) {
        double[] table = new double[CELLS + 1];
        for (int i = 0; i <= CELLS; i++) {
            table[i] = law.quantile((double) i / CELLS);
        }
        return p -> {
            int cell = Math.min(CELLS - 1, (int) (p * CELLS));
            return table[cell] + (p * CELLS - cell) * (table[cell + 1] - table[cell]);
        };
    }
}
