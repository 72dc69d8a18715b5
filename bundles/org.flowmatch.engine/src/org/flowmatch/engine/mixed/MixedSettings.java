// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import org.flowmatch.engine.Range;

/**
 * How the labels of rows are drawn.
 *
 * @param temperature by which logits are divided, 0.01 to 100: 1 draws what was learnt, less makes frequent labels more frequent
 * @param labelsFirst whether all labels are drawn at the first time, one after another, before the numbers move; for a model
 *     that was trained for it
 */
public record MixedSettings(double temperature, boolean labelsFirst) {
    public static final Range TEMPERATURE = Range.between(0.01, 100);

    /** What was learnt, on the way. */
    public static final MixedSettings DEFAULT = new MixedSettings(1, false);

    public MixedSettings {
        TEMPERATURE.check("The temperature of labels", temperature, "Choose 1 for what was learnt.");
    }
}
