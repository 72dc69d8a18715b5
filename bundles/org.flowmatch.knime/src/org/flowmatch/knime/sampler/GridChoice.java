// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.sampler;

import org.knime.node.parameters.widget.choices.Label;

/** The time grids of a dialog. The names are stored in settings. */
enum GridChoice {
    @Label(value = "Uniform", description = "Equal steps.")
    UNIFORM,
    @Label(
            value = "Quadratic",
            description =
                    "t = 1 - (1 - u)<sup>2</sup>: steps that shrink evenly towards the target (Song, Meng and Ermon, 2021).")
    QUADRATIC,
    @Label(
            value = "Cosine",
            description = "t = (1 - cos(pi u)) / 2: small steps at both ends, where curved paths turn.")
    COSINE,
    @Label(value = "Logit", description = "Equal steps in ln(t / (1 - t)): small steps at both ends.")
    LOGIT,
    @Label(
            value = "EDM",
            description =
                    "Equal steps in (1 - t)<sup>1 / rho</sup>, down to 0.000025<sup>1 / rho</sup>: small steps at the target"
                            + " (Karras et al., 2022).")
    EDM,
    @Label(value = "List", description = "Times that you give; their number replaces the number of steps.")
    TIMES
}
