// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.loss.Loss;
import org.flowmatch.engine.loss.Outputs;
import org.flowmatch.engine.network.NetworkSpec;
import org.flowmatch.engine.network.RecordedGradient;
import org.flowmatch.engine.processor.ProcessorChoice;
import org.flowmatch.engine.program.Fragment;
import org.flowmatch.engine.program.Linker;

/** The text of a {@link TrainingProgram}: a network, its loss, their gradient and the optimiser. */
public final class TrainingText {
    private static final Fragment ADAMW = Fragment.read(TrainingText.class, "adamw");
    private static final List<String> CALLED = List.of(
            "to_training", "to_model", "train", "accumulate_gradient", "squared_norm", "update_part", "loss_of");

    private TrainingText() {}

    /** The outputs are compared as they are. */
    public static String of(NetworkSpec network, int inputs, Outputs outputs, Loss loss, Precision precision) {
        return of(network, inputs, outputs, loss, Comparison.OUTPUTS, precision);
    }

    public static String of(
            NetworkSpec network, int inputs, Outputs outputs, Loss loss, Comparison comparison, Precision precision) {
        return of(network, inputs, outputs, loss, comparison, precision, ProcessorChoice.USUAL);
    }

    /** @param processor forms in which it computes */
    public static String of(
            NetworkSpec network,
            int inputs,
            Outputs outputs,
            Loss loss,
            Comparison comparison,
            Precision precision,
            ProcessorChoice processor) {
        List<Fragment> parts = new ArrayList<>(network.program(inputs, outputs.count()));
        parts.addAll(loss.parts(outputs));
        RecordedGradient.Numbers numbers =
                precision == Precision.MIXED ? RecordedGradient.Numbers.BFLOAT16 : RecordedGradient.Numbers.FLOAT32;
        Optional<Fragment> compared = comparison.part(outputs);
        if (compared.isPresent()) {
            parts.addAll(RecordedGradient.program(numbers, compared.get()));
            parts.add(network.alongProgram());
        } else {
            parts.addAll(
                    precision == Precision.MIXED
                            ? RecordedGradient.program(numbers)
                            : network.gradientProgram(processor));
        }
        parts.add(ADAMW);
        return Linker.link(parts, CALLED);
    }
}
