// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.network;

import java.util.ArrayList;
import java.util.List;

/** Writes the TorchScript of an {@link Mlp}: program parts from resource files, with widths filled in. */
final class MlpProgram {

    private MlpProgram() {}

    static String velocity(Mlp network, int inputs, int outputs) {
        List<Integer> widths = new ArrayList<>();
        widths.add(inputs + network.time().count());
        widths.addAll(network.widths());
        widths.add(outputs);
        return ProgramParts.read("mlp.py").replace("WIDTHS", widths.toString())
                + ProgramParts.timeAndActivation(network.time(), network.activation());
    }

    static String columns(Mlp network) {
        return ProgramParts.read("mlp_columns.py")
                .replace("TIMES", Integer.toString(network.time().count()));
    }

    static String gradient(Mlp network) {
        int layers = network.widths().size() + 1;
        return ProgramParts.gradient(
                ProgramParts.read("mlp_gradient.py").replace("LAYERS", Integer.toString(layers)),
                MlpStep.program(layers),
                ProgramParts.read("activation_" + network.activation().part() + "_training.py"));
    }

    static String tangents() {
        return ProgramParts.read("mlp_tangents.py");
    }
}
