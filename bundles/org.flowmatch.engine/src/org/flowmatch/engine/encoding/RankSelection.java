// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.BitSet;
import org.flowmatch.engine.random.NormalQuantile;

/** Picks the values of a long table of ranks that describe its quantile function best. */
final class RankSelection {
    private RankSelection() {}

    static RankTable thin(RankTable all, int largest) {
        long rows = all.rows();
        BitSet chosen = new BitSet(all.size());
        chosen.set(0);
        chosen.set(all.size() - 1);
        // at most a quarter can have more than 4 / largest of the rows
        long often = 4 * rows / largest;
        for (int k = 0; k < all.size(); k++) {
            if (all.count(k) > often) {
                chosen.set(k);
            }
        }
        int even = largest / 2;
        for (int i = 0; i < even; i++) {
            chosen.set(all.indexOfRank((long) ((i + 0.5) / even * rows)));
        }
        tails(all, chosen, largest - chosen.cardinality());
        return keep(all, chosen);
    }

    /** From both ends inwards, at least one rank or the given distance in normal score apart. */
    private static void tails(RankTable all, BitSet chosen, int budget) {
        double span = -NormalQuantile.of(0.5 / all.rows());
        double spacing = 2 * span / budget;
        double last = Double.POSITIVE_INFINITY;
        int left = budget / 2;
        int middle = all.indexOfRank(all.rows() / 2);
        for (int k = 0; k < middle && left > 0; k++) {
            double z = NormalQuantile.of((all.start(k) + 0.5) / all.rows());
            if (Math.abs(z - last) >= spacing) {
                left -= chosen.get(k) ? 0 : 1;
                chosen.set(k);
                last = z;
            }
        }
        left = budget / 2;
        last = Double.POSITIVE_INFINITY;
        for (int k = all.size() - 1; k > middle && left > 0; k--) {
            double z = NormalQuantile.of((all.start(k) + all.count(k) - 0.5) / all.rows());
            if (Math.abs(z - last) >= spacing) {
                left -= chosen.get(k) ? 0 : 1;
                chosen.set(k);
                last = z;
            }
        }
    }

    private static RankTable keep(RankTable all, BitSet chosen) {
        int size = chosen.cardinality();
        double[] values = new double[size];
        long[] starts = new long[size];
        long[] counts = new long[size];
        int next = 0;
        for (int k = chosen.nextSetBit(0); k >= 0; k = chosen.nextSetBit(k + 1)) {
            values[next] = all.value(k);
            starts[next] = all.start(k);
            counts[next++] = all.count(k);
        }
        return new RankTable(values, starts, counts, all.rows());
    }
}
