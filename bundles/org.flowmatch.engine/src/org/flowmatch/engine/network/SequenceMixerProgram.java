// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.network;

import java.util.ArrayList;
import java.util.List;
import org.flowmatch.engine.program.Fragment;

/** The TorchScript of a {@link SequenceMixer}: program fragments with its sizes and the places of its sequences filled in. */
final class SequenceMixerProgram {
    private static final Fragment VELOCITY = ProgramParts.part("sequence_mixer");
    private static final Fragment ALONG = ProgramParts.part("sequence_mixer_along");

    private SequenceMixerProgram() {}

    static List<Fragment> velocity(SequenceMixer network, int inputs, int outputs) {
        SequenceColumns columns = network.columns();
        List<Fragment> parts = new ArrayList<>(List.of(
                ProgramParts.layers(network.layout(inputs, outputs)),
                filled(VELOCITY, network)
                        .with("SYMBOLS", columns.symbols())
                        .with("BEFORE", columns.before())
                        .with("RUNS", columns.numbers())
                        .with("REGULAR", columns.regular() ? 1 : 0)
                        .with("OTHERS", columns.otherInputs(inputs))
                        .with("ORDER", columns.outputs(outputs)),
                network.waves().part()));
        parts.addAll(ProgramParts.timeAndActivation(network.time(), network.activation()));
        return parts;
    }

    static Fragment along(SequenceMixer network) {
        return filled(ALONG, network);
    }

    private static Fragment filled(Fragment part, SequenceMixer network) {
        return part.with("CHANNELS", network.channels())
                .with("BLOCKS", network.blocks())
                .with("POSITIONS", network.columns().positions());
    }
}
