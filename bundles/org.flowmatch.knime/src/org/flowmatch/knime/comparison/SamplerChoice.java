// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.comparison;

import org.flowmatch.engine.comparison.SamplerRule;
import org.knime.node.parameters.widget.choices.Label;

/** How rows are made, named as the engine's rules. The names are stored in settings. */
enum SamplerChoice {
    @Label(
            value = "Usual of each kind",
            description =
                    """
                    The sampler by which a kind is known: ancestral for DDPM, predictor-corrector for score matching and ScoreFlow,
                    Heun on its own time grid for EDM, its own steps for a flow map, midpoint for all that learnt a velocity.
                    """)
    USUAL,
    @Label(
            value = "Midpoint for all",
            description = "The same solver without noise for every model, so that models differ and not samplers: of a"
                    + " diffusion model its probability flow.")
    MIDPOINT;

    SamplerRule rule() {
        return SamplerRule.valueOf(name());
    }
}
