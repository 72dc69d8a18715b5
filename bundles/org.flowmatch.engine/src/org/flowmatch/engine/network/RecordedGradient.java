// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.network;

import java.util.List;
import org.flowmatch.engine.program.Fragment;

/**
 * The gradient program of any network, written from what of it is compared with data by {@code torch.autograd.grad}: what
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

    private static final Fragment RECORDED = ProgramParts.part("recorded_gradient");

    private RecordedGradient() {}

    /** Compares the outputs as they are. */
    public static List<Fragment> program(Numbers numbers) {
        return program(numbers, ProgramParts.OUTPUTS_ALONE);
    }

    /**
     * @param compared gives {@code compared(self, layers: List[Tensor], x: Tensor, t: Tensor, data: List[Tensor]) ->
     *     Tuple[Tensor, List[Tensor]]}: what stands against data [n, outputs], and the data of the loss
     */
    public static List<Fragment> program(Numbers numbers, Fragment compared) {
        return List.of(
                RECORDED.with("PRECISION", numbers.type),
                compared,
                ProgramParts.SAME_LAYOUT,
                ProgramParts.ROWS_BY_STEP,
                ProgramParts.ACCUMULATE);
    }
}
