// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.processor;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * In which of several forms, whose results differ by rounding, a processor computes fastest. Names are stored in files and never
 * change.
 *
 * @param silu the activation and its slope in training
 * @param products the layers of a perceptron in solvers
 */
public record ProcessorChoice(Silu silu, Products products) {

    /** Of z / (1 + exp(-z)) with its slope. */
    public enum Silu {
        /** By tanh(z / 2), where libtorch's is MKL's and the processor Intel's. */
        TANH,
        /** By 1 / (1 + exp(-z)). */
        SIGMOID
    }

    /** Of weights and rows. */
    public enum Products {
        /** By products of matrices, which are MKL's on Intel's and AMD's processors. */
        MATRICES,
        /** By the layers of oneDNN, which also uses AVX-512 on AMD's processors. */
        LAYERS
    }

    /** What suits the processors that the product was tuned on, and what is computed where nothing can be measured or kept. */
    public static final ProcessorChoice USUAL = new ProcessorChoice(Silu.TANH, Products.MATRICES);

    public ProcessorChoice {
        Objects.requireNonNull(silu, "silu");
        Objects.requireNonNull(products, "products");
    }

    /** As it is stored, such as "tanh,matrices". */
    public String text() {
        return (silu + "," + products).toLowerCase(Locale.ROOT);
    }

    /** The choice of a {@link #text}; empty for any other. */
    public static Optional<ProcessorChoice> of(String text) {
        for (Silu silu : Silu.values()) {
            for (Products products : Products.values()) {
                ProcessorChoice choice = new ProcessorChoice(silu, products);
                if (choice.text().equals(text.strip().toLowerCase(Locale.ROOT))) {
                    return Optional.of(choice);
                }
            }
        }
        return Optional.empty();
    }
}
