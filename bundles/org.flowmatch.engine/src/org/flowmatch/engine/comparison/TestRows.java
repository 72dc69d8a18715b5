// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.comparison;

import java.util.Arrays;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/**
 * The rows that no model has seen, in random orders. With few of them half are compared, so that there is another half to
 * compare those with.
 */
final class TestRows {
    private final Table table;
    private final int most;
    private final int rows;
    private final long seed;
    private final KeyedRandom random;

    TestRows(Table table, int most, long seed) {
        this.table = table;
        this.most = most;
        this.seed = seed;
        random = new KeyedRandom(seed, Purpose.METRIC);
        rows = Math.min(most, table.rows() / 2);
        if (rows < 1) {
            throw new FlowException(
                    "There are " + table.rows() + " test rows, but at least 2 are needed.",
                    "Give more rows that the models were not trained on.");
        }
    }

    Table table() {
        return table;
    }

    long seed() {
        return seed;
    }

    /** Places of the rows that made rows are compared with, [n]. */
    int[] compared() {
        return drawn(0, 0, rows);
    }

    /** Places of the rows that are scored; those that are compared are among them. */
    int[] scored() {
        return drawn(0, 0, Math.min(most, table.rows()));
    }

    /**
     * Places of one of two samples without a common row, [n].
     *
     * @param number of the pair, from 1
     * @param side 0 or 1
     */
    int[] pair(int number, int side) {
        return drawn(number, side * rows, rows);
    }

    private int[] drawn(long order, int first, int count) {
        return Arrays.copyOfRange(random.permutation(table.rows(), order), first, first + count);
    }
}
