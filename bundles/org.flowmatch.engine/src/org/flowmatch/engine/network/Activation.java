// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.network;

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

    private final String part;

    Activation(String part) {
        this.part = part;
    }

    /**
     * The name of the program parts that compute this activation and its derivative: {@code activation_<part>.py} and, for
     * the steps of training, {@code activation_<part>_training.py}.
     */
    String part() {
        return part;
    }
}
