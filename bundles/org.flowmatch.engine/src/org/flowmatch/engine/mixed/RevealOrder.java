// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.Arrays;

/** The order in which the open labels of some rows are revealed, and the steps at whose beginning they are. */
final class RevealOrder {
    private static final int NONE = -1;

    private final int labels;
    private final int[] order;
    private final int[] steps;
    private final int[] next;

    /** Of rows without an open label. */
    RevealOrder(int rows, int labels) {
        this.labels = labels;
        order = new int[rows * labels];
        steps = new int[rows * labels];
        next = new int[rows];
        Arrays.fill(order, NONE);
    }

    /** Label k is revealed after {@code rank} others of its row, at a step no earlier than theirs. */
    void set(int row, int k, int rank, int step) {
        order[row * labels + rank] = k;
        steps[row * labels + rank] = step;
    }

    /** The step at whose beginning label k of a row is revealed; negative where it is not open. */
    int step(int row, int k) {
        for (int at = row * labels; at < (row + 1) * labels; at++) {
            if (order[at] == k) {
                return steps[at];
            }
        }
        return NONE;
    }

    /** Takes the next label of a row that is due at this step; negative where there is none. */
    int take(int row, int step) {
        int at = row * labels + next[row];
        if (next[row] == labels || order[at] == NONE || steps[at] != step) {
            return NONE;
        }
        next[row]++;
        return order[at];
    }
}
