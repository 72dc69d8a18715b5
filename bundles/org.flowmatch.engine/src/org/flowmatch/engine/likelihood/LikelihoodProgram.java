// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.likelihood;

import java.util.List;
import org.flowmatch.engine.executor.StateEquation;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.program.Fragment;

/** The right-hand side of a row and the integrals of its divergence: {@code likelihood.torchscript} with its sizes filled in. */
public final class LikelihoodProgram {
    private static final Fragment LIKELIHOOD = Fragment.read(LikelihoodProgram.class, "likelihood");

    private LikelihoodProgram() {}

    /**
     * The fragments of a {@link StateEquation}.
     *
     * @param probes directions of the estimator; 0 for the exact divergence
     */
    public static List<Fragment> equation(FlowModel model, int probes) {
        return List.of(
                model.network().tangentProgram(),
                LIKELIHOOD
                        .with("DIMENSIONS", model.columns())
                        .with("CONDITIONS", model.conditions().features())
                        .with("PROBES", probes),
                StateEquation.EUCLIDEAN);
    }
}
