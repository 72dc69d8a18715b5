// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.network;

import java.util.ArrayList;
import java.util.List;
import org.flowmatch.engine.processor.ProcessorChoice;
import org.flowmatch.engine.program.Fragment;

/** The TorchScript of an {@link Mlp}: program fragments with its widths filled in. */
final class MlpProgram {
    private static final Fragment VELOCITY = ProgramParts.part("mlp");
    private static final Fragment COLUMNS = ProgramParts.part("mlp_columns");
    private static final Fragment COLUMNS_BY_LAYERS = ProgramParts.part("mlp_columns_by_layers");
    private static final Fragment GRADIENT = ProgramParts.part("mlp_gradient");
    private static final Fragment TANGENTS = ProgramParts.part("mlp_tangents");
    private static final Fragment ALONG = ProgramParts.part("mlp_along");

    private MlpProgram() {}

    static List<Fragment> velocity(Mlp network, int inputs, int outputs) {
        List<Integer> widths = new ArrayList<>();
        widths.add(network.firstWidth(inputs));
        widths.addAll(network.widths());
        widths.add(outputs);
        List<Fragment> parts = new ArrayList<>(
                List.of(VELOCITY.with("WIDTHS", widths), network.waves().part()));
        parts.addAll(ProgramParts.timeAndActivation(network.time(), network.activation()));
        return parts;
    }

    static Fragment columns(Mlp network, ProcessorChoice.Products products) {
        Fragment columns = products == ProcessorChoice.Products.LAYERS ? COLUMNS_BY_LAYERS : COLUMNS;
        return columns.with("TIMES", network.time().count());
    }

    static List<Fragment> gradient(Mlp network, ProcessorChoice.Silu silu) {
        int layers = network.widths().size() + 1;
        return List.of(
                GRADIENT.with("LAYERS", layers),
                MlpStep.part(layers),
                network.activation().trainingPart(silu),
                ProgramParts.OUTPUTS_ALONE,
                ProgramParts.ACCUMULATE);
    }

    static Fragment tangents() {
        return TANGENTS;
    }

    static Fragment along() {
        return ALONG;
    }
}
