// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.network;

import org.flowmatch.engine.processor.ProcessorChoice;
import org.flowmatch.engine.program.Fragment;

/**
 * The activation between the layers of a network, applied to every element z. Names are stored in model files and never
 * change.
 */
public enum Activation {
    /** z / (1 + exp(-z)); smooth, the default (Elfwing, Uchibe, Doya, 2018). */
    SILU("silu"),
    /** Scaled exponential linear unit: 1.0507 z for z above 0, 1.7581 (exp(z) - 1) below (Klambauer et al., 2017). */
    SELU("selu"),
    /** z Phi(z) with the normal distribution function Phi, the exact form (Hendrycks, Gimpel, 2016). */
    GELU("gelu");

    private final Fragment part;
    private final Fragment trainingPart;

    Activation(String name) {
        part = ProgramParts.part("activation_" + name);
        trainingPart = ProgramParts.part("activation_" + name + "_training");
    }

    /** Computes this activation and its derivative. */
    Fragment part() {
        return part;
    }

    /** The same for the steps of training, of {@link #SILU} in the form that suits a processor. */
    Fragment trainingPart(ProcessorChoice.Silu silu) {
        return this == SILU && silu == ProcessorChoice.Silu.SIGMOID ? BySigmoid.PART : trainingPart;
    }

    private static final class BySigmoid {
        private static final Fragment PART = ProgramParts.part("activation_silu_training_sigmoid");
    }
}
