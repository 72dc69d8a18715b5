// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.learner;

import org.knime.node.parameters.widget.choices.Label;

/** What can be chosen about what a network learns, and when. The names of the constants are stored in settings. */
final class ObjectiveChoices {
    private ObjectiveChoices() {}

    /** Named as the engine's predictions. */
    enum PredictionChoice {
        @Label(
                value = "Velocity",
                description =
                        "v(x, t) = E[u<sub>t</sub> | x<sub>t</sub> = x], for any path and coupling (Lipman et al., 2023). The default.")
        VELOCITY,
        @Label(
                value = "Target",
                description =
                        """
                        E[x<sub>1</sub> | x<sub>t</sub> = x]: where the path ends. The velocity follows from it, but not close to t = 1. For paths
                        without noise of their own.
                        """)
        TARGET,
        @Label(
                value = "Noise",
                description =
                        """
                        E[x<sub>0</sub> | x<sub>t</sub> = x]: with a Gaussian source the noise, as in DDPM (Ho, Jain and Abbeel, 2020). The velocity
                        follows from it, but not close to t = 0. For paths without noise of their own.
                        """)
        NOISE,
        @Label(
                value = "Score",
                description =
                        """
                        grad ln p<sub>t</sub>(x) = -E[x<sub>0</sub> | x<sub>t</sub> = x] / s(t) (Song et al., 2021). Only with an independent coupling and a
                        Gaussian source: otherwise the formula does not hold, and the node refuses.
                        """)
        SCORE,
        @Label(
                value = "Preconditioned target",
                description =
                        """
                        E[(s x<sub>1</sub> - a x<sub>0</sub>) / r | x<sub>t</sub> = x] with r<sup>2</sup> = a<sup>2</sup> + s<sup>2</sup>, of a network that sees x / r and
                        ln(s / a) / 4: its inputs and what it learns have variance 1 at every noise level s / a, for rows of variance 1
                        as standardised columns and quantile scores have it (EDM, Karras et al., 2022). The target row and the velocity follow from
                        it at every time. For tables of numbers, and paths without noise of their own.
                        """)
        PRECONDITIONED_TARGET
    }

    enum TimeLawChoice {
        @Label(value = "Uniform", description = "All times equally: density 1. The default.")
        UNIFORM,
        @Label(
                value = "Logit-normal",
                description =
                        """
                        ln(t / (1 - t)) is normal: a hump around 1 / (1 + exp(-mean)), few times at the ends (Esser et al.,
                        2024).
                        """)
        LOGIT_NORMAL,
        @Label(
                value = "Beta",
                description =
                        """
                        Density t<sup>a-1</sup> (1-t)<sup>b-1</sup> / B(a, b): a hump at (a-1) / (a+b-2) for exponents above 1; below 1 it rises
                        to the source (a) or to the target (b).
                        """)
        BETA,
        @Label(
                value = "Mode",
                description =
                        """
                        t = p + scale (cos(pi p / 2)<sup>2</sup> - 1 + p) for uniform p: more times in the middle for a scale above 0, with
                        heavier ends than a hump (Esser et al., 2024).
                        """)
        MODE,
        @Label(
                value = "U-shaped",
                description =
                        """
                        Density proportional to cosh(strength (t - 1/2)): more times at both ends, where reflowed flows are
                        hardest (Lee, Lin and Fanti, 2024).
                        """)
        U_SHAPED,
        @Label(
                value = "Cosine map",
                description =
                        """
                        Density 2 / (pi (1 - 2 t + 2 t<sup>2</sup>)): a low hump in the middle, which gives the linear path the noise
                        levels of the cosine path (Esser et al., 2024).
                        """)
        COSINE_MAP,
        @Label(
                value = "Log-normal noise",
                description =
                        """
                        ln(s / a), the logarithm of the noise level, is normal, cut to the levels of the path (Karras et al., 2022). On the
                        linear path the same as logit-normal with minus the mean. For paths without noise of their own.
                        """)
        LOG_NORMAL_NOISE,
        @Label(
                value = "Start alone",
                description =
                        """
                        t = 0 only: distils the pairs of Flow Reflow on the linear path into a model that one Euler step samples
                        (Liu, Gong and Liu, 2023). No other number of steps is possible then.
                        """)
        START
    }

    enum WeightChoice {
        @Label(value = "None", description = "Every time counts the same. The default.")
        NONE,
        @Label(
                value = "SNR",
                description =
                        """
                        The error of the target row times a<sup>2</sup> / s<sup>2</sup> (Salimans and Ho, 2022); for the noise this is the same as no weight. For
                        the velocity on the linear path it is t<sup>2</sup>: rising towards the target.
                        """)
        SNR,
        @Label(
                value = "Min-SNR",
                description =
                        """
                        The error of the target row times min(a<sup>2</sup> / s<sup>2</sup>, gamma) (Hang et al., 2023). For the velocity it rises as
                        with SNR and falls again close to the target.
                        """)
        MIN_SNR,
        @Label(
                value = "Likelihood",
                description =
                        """
                        The error of the score times g<sup>2</sup> = s<sup>2</sup> d/dt ln(a<sup>2</sup> / s<sup>2</sup>), whose sum bounds the likelihood, as in ScoreFlow
                        (Song et al., 2021). For the noise on the variance-preserving path; refused where it leaves few rows.
                        """)
        LIKELIHOOD,
        @Label(
                value = "Logit-normal",
                description = "The logit-normal density as a weight: a hump, nothing at the ends.")
        LOGIT_NORMAL
    }
}
