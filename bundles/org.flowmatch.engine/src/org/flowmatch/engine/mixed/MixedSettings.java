// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.Objects;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Range;

/**
 * How the labels of rows are drawn.
 *
 * @param temperature by which logits are divided, 0.01 to 100: 1 draws what was learnt, less makes frequent labels more frequent
 * @param labelsFirst whether all labels are drawn at the first time, one after another, before the numbers move; for a model
 *     that was trained for it
 * @param together whether labels that become known within one step are drawn from one evaluation of the network, as if they were
 *     independent (tau-leaping: Campbell, Benton, De Bortoli, Rainforth, Deligiannidis and Doucet 2022); else one after another
 * @param redraws how often each step hides one label of a row that was drawn, a random one, and draws it again, 0 to 100: backward
 *     and forward rates of equal flux, which leave the law as it is and correct what was drawn too early (Campbell, Yim, Barzilay,
 *     Rainforth and Jaakkola 2024)
 * @param schedule the share of labels that have come by a time; of rows of labels alone that is a matter of where the steps lie
 */
public record MixedSettings(
        double temperature, boolean labelsFirst, boolean together, int redraws, LabelSchedule schedule) {
    public static final Range TEMPERATURE = Range.between(0.01, 100);
    public static final Range REDRAWS = Range.between(0, 100);

    /** What was learnt, on the way. */
    public static final MixedSettings DEFAULT = new MixedSettings(1, false);

    public MixedSettings {
        TEMPERATURE.check("The temperature of labels", temperature, "Choose 1 for what was learnt.");
        REDRAWS.check("The number of labels that each step draws again", redraws, "Choose 0 for none, or 1 to 5.");
        Objects.requireNonNull(schedule, "schedule");
        if (labelsFirst && (together || redraws > 0)) {
            throw new FlowException(
                    "All labels are to be drawn first, which is one after another, but "
                            + (together
                                    ? "those of a step are to be drawn together."
                                    : "each step is to draw some again."),
                    "Choose one of the two.");
        }
    }

    /** One after another, each once. */
    public MixedSettings(double temperature, boolean labelsFirst) {
        this(temperature, labelsFirst, false, 0);
    }

    /** As they were learnt: kappa(t) = t. */
    public MixedSettings(double temperature, boolean labelsFirst, boolean together, int redraws) {
        this(temperature, labelsFirst, together, redraws, LabelSchedule.LINEAR);
    }
}
