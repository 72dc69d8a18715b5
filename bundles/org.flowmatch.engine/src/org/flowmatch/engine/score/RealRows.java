// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import java.util.Arrays;
import org.flowmatch.engine.metric.MixedSample;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/**
 * The real side: rows that the generator learnt from, and others that it has not seen.
 *
 * @param all real rows that were given as training rows
 * @param training those, or a half of them
 * @param heldBack rows held back, or the other half
 * @param split whether they are halves, and the generator has seen both
 */
record RealRows(MixedSample all, MixedSample training, MixedSample heldBack, boolean split) {

    static RealRows of(ComparedTables tables, long seed) {
        MixedSample all = tables.training();
        if (tables.heldBack().isPresent()) {
            return new RealRows(all, all, tables.heldBack().orElseThrow(), false);
        }
        int[] order = new KeyedRandom(seed, Purpose.SPLIT).permutation(all.rows(), 0);
        int half = all.rows() / 2;
        return new RealRows(
                all,
                all.select(Arrays.copyOfRange(order, 0, half)),
                all.select(Arrays.copyOfRange(order, half, order.length)),
                true);
    }
}
