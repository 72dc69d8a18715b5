// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.path;

import java.util.Optional;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.path.ConicalPath;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.path.LinearVariancePreservingPath;
import org.knime.node.parameters.widget.choices.Label;

/** The paths of a dialog. The names are stored in settings. */
public enum PathChoice {
    @Label(value = "Linear", description = "A straight line at constant speed, for any source: rectified flow.")
    LINEAR(new LinearPath()),
    @Label(
            value = "Lipman",
            description = "A straight line that keeps a little of the source at its end: a small table is smoothed.")
    LIPMAN,
    @Label(value = "Variance preserving", description = "The arc of diffusion models. Needs a Gaussian source.")
    VARIANCE_PRESERVING,
    @Label(
            value = "Conical Gaussian",
            description = "Every target row pulls Gaussian noise straight towards itself. Needs a Gaussian source.")
    CONICAL(new ConicalPath()),
    @Label(value = "Polynomial", description = "A straight line at changing speed: rows start slowly and arrive fast.")
    POLYNOMIAL,
    @Label(
            value = "Cosine",
            description =
                    "An arc that keeps the variance, for any source. Noise of constant width may be laid around it.")
    COSINE,
    @Label(
            value = "Linear variance preserving",
            description = "An arc that keeps the variance and approaches the target evenly. Needs a Gaussian source.")
    LINEAR_VARIANCE_PRESERVING(new LinearVariancePreservingPath()),
    @Label(
            value = "Variance exploding",
            description = "Noise that shrinks around the target row. Needs a Gaussian source.")
    VARIANCE_EXPLODING,
    @Label(value = "Tube", description = "A line with noise of constant width around it, for any source.")
    TUBE,
    @Label(value = "Brownian bridge", description = "A line with noise that vanishes at both ends, for any source.")
    BROWNIAN_BRIDGE,
    @Label(value = "Expression", description = "Your own schedule, as two expressions in t.")
    EXPRESSION;

    private final Optional<ConditionalPath> m_fixed;

    /** A path whose settings are among the parameters. */
    PathChoice() {
        m_fixed = Optional.empty();
    }

    /** A path without settings. */
    PathChoice(ConditionalPath fixed) {
        m_fixed = Optional.of(fixed);
    }

    /** The path, where it has no settings. */
    Optional<ConditionalPath> fixed() {
        return m_fixed;
    }
}
