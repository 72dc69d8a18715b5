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
    @Label(
            value = "Linear",
            description =
                    """
                    A straight line at constant speed: x_t = t x1 + (1 - t) x0, velocity x1 - x0. For any source, for t from 0
                    to 1. Known as rectified flow (Liu et al., 2023).
                    """)
    LINEAR(new LinearPath()),
    @Label(
            value = "Lipman",
            description =
                    """
                    A straight line that keeps a little of the source at its end:
                    x_t = t x1 + (1 - (1 - sigma_min) t) x0, velocity x1 - (1 - sigma_min) x0, for t from 0 to 1 (Lipman et
                    al., 2023). With a Gaussian source, every target row is widened to a small Gaussian.
                    """)
    LIPMAN,
    @Label(
            value = "Variance preserving",
            description =
                    """
                    The arc of diffusion models: x_t = a(t) x1 + sqrt(1 - a(t)^2) x0 with a(t) = exp(-T/2),
                    T = beta_min (1 - t) + (beta_max - beta_min) (1 - t)^2 / 2, for t from 0 to 0.999 (Song et al.,
                    2021). Needs a Gaussian source.
                    """)
    VARIANCE_PRESERVING,
    @Label(
            value = "Conical Gaussian",
            description =
                    """
                    The linear path as a law of x1 alone: every target row pulls Gaussian noise straight towards itself,
                    x_t = t x1 + (1 - t) x0, velocity (x1 - x_t) / (1 - t), which is x1 - x0, for t from 0 to 1 (Lipman et
                    al., 2023, with sigma_min = 0). Needs a Gaussian source.
                    """)
    CONICAL(new ConicalPath()),
    @Label(
            value = "Polynomial",
            description =
                    """
                    A straight line at changing speed: x_t = t^n x1 + (1 - t^n) x0, velocity n t^(n-1) (x1 - x0), for t from 0
                    to 1, n at least 1 (Lipman et al., 2024). Rows start slowly and arrive fast.
                    """)
    POLYNOMIAL,
    @Label(
            value = "Cosine",
            description =
                    """
                    An arc that keeps the variance: x_t = sin(pi t / 2) x1 + cos(pi t / 2) x0, for any source, for t from 0 to
                    1 (Albergo and Vanden-Eijnden, 2023). Gaussian noise of constant width may be laid around it.
                    """)
    COSINE,
    @Label(
            value = "Linear variance preserving",
            description =
                    """
                    An arc that keeps the variance and approaches the target evenly: x_t = t x1 + sqrt(1 - t^2) x0, for t from
                    0 to 0.9999 (Lipman et al., 2024). Needs a Gaussian source.
                    """)
    LINEAR_VARIANCE_PRESERVING(new LinearVariancePreservingPath()),
    @Label(
            value = "Variance exploding",
            description =
                    """
                    Noise that shrinks around the target row: x_t = x1 + s(t) x0, with s(t) from the sigma at the source to that
                    at the target, for t from 0 to 1 (Song et al., 2021; Karras et al., 2022). Needs a Gaussian source, whose unit
                    noise the path scales by the sigma at the source. Its velocity is as large as its noise: train longer, or predict
                    the target or the noise.
                    """)
    VARIANCE_EXPLODING,
    @Label(
            value = "Tube",
            description =
                    """
                    A line with Gaussian noise of constant width around it: x_t = t x1 + (1 - t) x0 + sigma e, velocity
                    x1 - x0, for any source, for t from 0 to 1 (Tong et al., 2024). The score of the noise may be learnt too, see
                    Velocity Learner.
                    """)
    TUBE,
    @Label(
            value = "Brownian bridge",
            description =
                    """
                    A line with noise that vanishes at both ends: x_t = t x1 + (1 - t) x0 + sigma sqrt(t (1 - t)) e, velocity
                    (1 - 2 t) / (2 t (1 - t)) (x_t - t x1 - (1 - t) x0) + x1 - x0, for t from 0.00001 to 0.999 (Tong et al.,
                    2024). With the Sinkhorn coupling of eps = 2 sigma^2 it is the Schroedinger bridge. The score of the noise
                    may be learnt too, see Velocity Learner.
                    """)
    BROWNIAN_BRIDGE,
    @Label(
            value = "Expression",
            description =
                    """
                    Your own schedule: x_t = a(t) x1 + s(t) x0 with two expressions in t. Their derivatives are exact. At t = 0
                    a must be 0 and s 1, at t = 1 a must be 1 and s 0.
                    """)
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
