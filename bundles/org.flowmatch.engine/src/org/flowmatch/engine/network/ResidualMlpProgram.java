// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.network;

import java.util.ArrayList;
import java.util.List;
import org.flowmatch.engine.program.Fragment;

/** The TorchScript of a {@link ResidualMlp}: program fragments with its sizes filled in. */
final class ResidualMlpProgram {
    private static final Fragment VELOCITY = ProgramParts.part("residual_mlp");
    private static final Fragment GRADIENT = ProgramParts.part("residual_mlp_gradient");
    private static final Fragment TANGENTS = ProgramParts.part("residual_mlp_tangents");
    private static final Fragment ALONG = ProgramParts.part("residual_mlp_along");

    private ResidualMlpProgram() {}

    static List<Fragment> velocity(ResidualMlp network, int inputs, int outputs) {
        List<Fragment> parts = new ArrayList<>(
                List.of(ProgramParts.layers(network.layout(inputs, outputs)), filled(VELOCITY, network)));
        parts.addAll(ProgramParts.timeAndActivation(network.time(), network.activation()));
        return parts;
    }

    static List<Fragment> gradient(ResidualMlp network) {
        return List.of(
                filled(GRADIENT, network),
                ProgramParts.SAME_LAYOUT,
                ProgramParts.ROWS_BY_STEP,
                ProgramParts.OUTPUTS_ALONE,
                ProgramParts.ACCUMULATE);
    }

    static Fragment tangents(ResidualMlp network) {
        return filled(TANGENTS, network);
    }

    static Fragment along(ResidualMlp network) {
        return filled(ALONG, network);
    }

    private static Fragment filled(Fragment part, ResidualMlp network) {
        return part.with("WIDTH", network.width()).with("BLOCKS", network.blocks());
    }
}
