// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.network;

/**
 * The gradient program of any network, written from its {@code velocity} alone by {@code torch.autograd.grad}: what
 * {@link NetworkSpec#gradientProgram} describes, to be called with gradient recording on.
 */
public final class RecordedGradient {

    /** Numbers that the network computes in; weights, loss and gradients are float32 for every one. */
    public enum Numbers {
        FLOAT32(6),
        BFLOAT16(15);

        /** As libtorch counts types. */
        private final int type;

        Numbers(int type) {
            this.type = type;
        }
    }

    private RecordedGradient() {}

    public static String program(Numbers numbers) {
        return ProgramParts.gradient(
                ProgramParts.read("recorded_gradient.py").replace("PRECISION", Integer.toString(numbers.type)),
                ProgramParts.read("same_layout.py"));
    }
}
