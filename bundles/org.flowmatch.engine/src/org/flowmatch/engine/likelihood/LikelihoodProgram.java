// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.likelihood;

import java.util.ArrayList;
import java.util.List;
import org.flowmatch.engine.executor.StateEquation;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.program.Fragment;

/** The right-hand side of a row and the integrals of its divergence: {@code likelihood.torchscript} with its sizes filled in. */
public final class LikelihoodProgram {
    private static final Fragment STATE = Fragment.read(LikelihoodProgram.class, "likelihood_state");
    private static final Fragment LIKELIHOOD = Fragment.read(LikelihoodProgram.class, "likelihood");

    private LikelihoodProgram() {}

    /**
     * The fragments of a {@link StateEquation}.
     *
     * @param probes directions of the estimator; 0 for the exact divergence
     */
    public static List<Fragment> equation(FlowModel model, int probes) {
        return equation(
                model,
                LIKELIHOOD
                        .with("DIMENSIONS", model.columns())
                        .with("CONDITIONS", model.conditions().features()),
                List.of(StateEquation.EUCLIDEAN),
                model.columns(),
                probes);
    }

    /**
     * The fragments of a {@link StateEquation} with a derivative of its own.
     *
     * @param derivative gives {@code evaluate} for a state [x, integrals], by the {@code directions} and {@code traces} of
     *     {@code likelihood_state.torchscript}
     * @param geometry what the derivative needs of the space of x, and the {@code combine} of its states
     * @param dimensions columns of x
     * @param probes directions of the estimator; 0 for the exact divergence
     */
    public static List<Fragment> equation(
            FlowModel model, Fragment derivative, List<Fragment> geometry, int dimensions, int probes) {
        List<Fragment> parts = new ArrayList<>(List.of(
                model.network().tangentProgram(),
                STATE.with("DIMENSIONS", dimensions).with("PROBES", probes),
                derivative));
        parts.addAll(geometry);
        return parts;
    }
}
