// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import java.util.List;
import java.util.Locale;
import org.flowmatch.engine.FlowException;

/**
 * The training loss stopped being finite. Carries the training as it stood before: the averaged weights of the
 * step with the least validation loss, or without validation those of the last step with a finite loss.
 */
public final class TrainingDiverged extends FlowException {
    private static final long serialVersionUID = 1L;

    private final long step;
    private final transient Training lastGood;

    TrainingDiverged(long step, Training lastGood, Optimiser optimiser) {
        super(
                String.format(Locale.ROOT, "The training loss stopped being finite at step %,d of the training.", step),
                remedy(optimiser));
        this.step = step;
        this.lastGood = lastGood;
    }

    private static String remedy(Optimiser optimiser) {
        String lower = "Try a lower learning rate, such as " + optimiser.learningRate() / 10;
        return optimiser.clipNorm() > 0
                ? lower + ", or a smaller gradient clipping norm."
                : lower + ", or clip gradients at 1.";
    }

    /** The step, from 1, whose loss was not finite. */
    public long step() {
        return step;
    }

    /** The model and the loss curve before that step. */
    public Training lastGood() {
        return lastGood;
    }

    /** The loss curve before that step. */
    public List<LossPoint> losses() {
        return lastGood.losses();
    }
}
