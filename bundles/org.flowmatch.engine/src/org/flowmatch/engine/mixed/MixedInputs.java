// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

/**
 * What a network takes in of a row, but for the features of its condition: numbers, labels as one of their levels each, flags of what is
 * given, the labels of its source row.
 */
final class MixedInputs {
    private final MixedLayout layout;
    private final boolean flags;
    private final boolean labelFlags;
    private final boolean source;

    /** Without flags of labels, nor labels of source rows. */
    MixedInputs(MixedLayout layout, boolean flags) {
        this(layout, flags, false, false);
    }

    /**
     * @param flags whether there is one for each number, 1 where it is given
     * @param labelFlags whether there is one for each label, 1 where it is given
     * @param source whether there are the labels of source rows
     */
    MixedInputs(MixedLayout layout, boolean flags, boolean labelFlags, boolean source) {
        this.layout = layout;
        this.flags = flags;
        this.labelFlags = labelFlags;
        this.source = source;
    }

    static MixedInputs of(MixedLayout layout, MixedFlow flow) {
        return new MixedInputs(layout, flow.anyColumns(), flow.labelFlags(), flow.sourceLabels());
    }

    int width() {
        return layout.numbers() + behindNumbers();
    }

    /** All but the numbers. */
    int behindNumbers() {
        return layout.allLevels() + flags() + (source ? layout.allSourceLevels() : 0);
    }

    private int flags() {
        return (flags ? layout.numbers() : 0) + (labelFlags ? layout.labels() : 0);
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

    /** Whether there is a flag for each label. */
    boolean flagsLabels() {
        return labelFlags;
    }

    /** Label k is given; for a flow with flags of labels. */
    void setGivenLabel(float[] x, int from, int k) {
        x[from + layout.numbers() + layout.allLevels() + (flags ? layout.numbers() : 0) + k] = 1;
    }

    /** Label k has this level in the source row. */
    void setSource(float[] x, int from, int k, int level) {
        int first = layout.numbers() + layout.allLevels() + flags();
        x[from + first + layout.firstSourceLevel(k) + level] = 1;
    }
}
