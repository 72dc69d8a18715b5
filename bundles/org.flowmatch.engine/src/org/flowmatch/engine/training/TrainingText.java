// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import java.util.ArrayList;
import java.util.List;
import org.flowmatch.engine.loss.Loss;
import org.flowmatch.engine.loss.Outputs;
import org.flowmatch.engine.network.NetworkSpec;
import org.flowmatch.engine.network.RecordedGradient;
import org.flowmatch.engine.program.Fragment;
import org.flowmatch.engine.program.Linker;

/** The text of a {@link TrainingProgram}: a network, its loss, their gradient and the optimiser. */
public final class TrainingText {
    private static final Fragment ADAMW = Fragment.read(TrainingText.class, "adamw");
    private static final List<String> CALLED = List.of(
            "to_training", "to_model", "train", "accumulate_gradient", "squared_norm", "update_part", "loss_of");

    private TrainingText() {}

    public static String of(NetworkSpec network, int inputs, Outputs outputs, Loss loss, Precision precision) {
        List<Fragment> parts = new ArrayList<>(network.program(inputs, outputs.count()));
        parts.addAll(loss.parts(outputs));
        parts.addAll(
                precision == Precision.MIXED
                        ? RecordedGradient.program(RecordedGradient.Numbers.BFLOAT16)
                        : network.gradientProgram());
        parts.add(ADAMW);
        return Linker.link(parts, CALLED);
    }
}
