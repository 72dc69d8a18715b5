// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

/** What a network takes in of a row, but for the features of its condition: numbers, labels as one of their levels each, flags. */
final class MixedInputs {
    private final MixedLayout layout;
    private final boolean flags;

    /** @param flags whether there is one for each number, 1 where it is given */
    MixedInputs(MixedLayout layout, boolean flags) {
        this.layout = layout;
        this.flags = flags;
    }

    int width() {
        return layout.numbers() + behindNumbers();
    }

    /** All but the numbers. */
    int behindNumbers() {
        return layout.allLevels() + (flags ? layout.numbers() : 0);
    }

    /** Label k is known, in inputs that begin at {@code from}. */
    void setLevel(float[] x, int from, int k, int level) {
        x[from + layout.numbers() + layout.firstLevel(k) + level] = 1;
    }

    /** Number i is given. */
    void setGiven(float[] x, int from, int i) {
        x[from + layout.numbers() + layout.allLevels() + i] = 1;
    }
}
