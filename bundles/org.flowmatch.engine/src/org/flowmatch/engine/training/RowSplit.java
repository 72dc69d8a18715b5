// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import java.util.Arrays;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/**
 * Target rows for training and for validation: disjoint, together all rows, drawn by the seed, each in rising order.
 *
 * @param validation empty without validation, else at least one row
 */
public record RowSplit(int[] training, int[] validation) {

    /**
     * @param rows at least 2
     * @param fraction of rows for validation, 0 to 0.5
     */
    public static RowSplit of(int rows, double fraction, long seed) {
        int[] order = new KeyedRandom(seed, Purpose.SPLIT).permutation(rows, 0);
        int held = fraction == 0 ? 0 : Math.max(1, (int) (fraction * rows));
        int[] validation = Arrays.copyOf(order, held);
        int[] training = Arrays.copyOfRange(order, held, rows);
        Arrays.sort(validation);
        Arrays.sort(training);
        return new RowSplit(training, validation);
    }
}
