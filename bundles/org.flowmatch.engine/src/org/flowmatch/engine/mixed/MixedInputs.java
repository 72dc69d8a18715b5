// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

/**
 * What a network takes in of a row, but for the features of its condition: numbers, labels as one of their levels each, flags,
 * the labels of its source row.
 */
final class MixedInputs {
    private final MixedLayout layout;
    private final boolean flags;
    private final boolean source;

    /** Without labels of source rows. */
    MixedInputs(MixedLayout layout, boolean flags) {
        this(layout, flags, false);
    }

    /**
     * @param flags whether there is one for each number, 1 where it is given
     * @param source whether there are the labels of source rows
     */
    MixedInputs(MixedLayout layout, boolean flags, boolean source) {
        this.layout = layout;
        this.flags = flags;
        this.source = source;
    }

    static MixedInputs of(MixedLayout layout, MixedFlow flow) {
        return new MixedInputs(layout, flow.anyColumns(), flow.sourceLabels());
    }

    int width() {
        return layout.numbers() + behindNumbers();
    }

    /** All but the numbers. */
    int behindNumbers() {
        return layout.allLevels() + (flags ? layout.numbers() : 0) + (source ? layout.allSourceLevels() : 0);
    }

    /** Label k is known, in inputs that begin at {@code from}. */
    void setLevel(float[] x, int from, int k, int level) {
        x[from + layout.numbers() + layout.firstLevel(k) + level] = 1;
    }

    /** Label k is hidden again. */
    void clearLevel(float[] x, int from, int k, int level) {
        x[from + layout.numbers() + layout.firstLevel(k) + level] = 0;
    }

    /** Number i is given. */
    void setGiven(float[] x, int from, int i) {
        x[from + layout.numbers() + layout.allLevels() + i] = 1;
    }

    /** Label k has this level in the source row. */
    void setSource(float[] x, int from, int k, int level) {
        int first = layout.numbers() + layout.allLevels() + (flags ? layout.numbers() : 0);
        x[from + first + layout.firstSourceLevel(k) + level] = 1;
    }
}
