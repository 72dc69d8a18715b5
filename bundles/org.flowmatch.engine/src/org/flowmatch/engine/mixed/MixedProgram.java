// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.List;
import org.flowmatch.engine.executor.StateEquation;
import org.flowmatch.engine.likelihood.LikelihoodProgram;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.program.Fragment;

/** The right-hand side of numbers beside labels: {@code mixed_field.torchscript} with the number of condition features filled in. */
public final class MixedProgram {
    private static final Fragment FIELD = Fragment.read(MixedProgram.class, "mixed_field");
    private static final Fragment OUTPUTS = Fragment.read(MixedProgram.class, "mixed_outputs");
    private static final Fragment STEP = Fragment.read(MixedProgram.class, "mixed_step");
    private static final Fragment LIKELIHOOD = Fragment.read(MixedProgram.class, "mixed_likelihood");

    private MixedProgram() {}

    /** The fragments of a {@link StateEquation} with an event. */
    public static List<Fragment> equation(FlowModel model) {
        return List.of(field(model), OUTPUTS, STEP, StateEquation.EUCLIDEAN);
    }

    /** What evaluates the network at a time on its own, by the methods of the last fragment. */
    static List<Fragment> outputs(FlowModel model) {
        return List.of(field(model), OUTPUTS);
    }

    /**
     * The fragments of a {@link StateEquation} of numbers and the integrals of their divergence.
     *
     * @param numbers d, at least 1
     * @param probes directions of the estimator; 0 for the exact divergence
     */
    public static List<Fragment> density(FlowModel model, int numbers, int probes) {
        Fragment derivative = LIKELIHOOD
                .with("DIMENSIONS", numbers)
                .with("CONDITIONS", model.conditions().features());
        return LikelihoodProgram.equation(model, derivative, numbers, probes);
    }

    private static Fragment field(FlowModel model) {
        return FIELD.with("CONDITIONS", model.conditions().features());
    }
}
