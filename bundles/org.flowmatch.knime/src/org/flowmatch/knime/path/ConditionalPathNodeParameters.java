// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.path;

import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.path.LipmanPath;
import org.flowmatch.engine.path.VariancePreservingPath;
import org.flowmatch.knime.execution.NodeRun;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;

/** Settings of Conditional Path. */
final class ConditionalPathNodeParameters implements NodeParameters {

    enum PathChoice {
        @Label(
                value = "Linear",
                description =
                        """
                        A straight line at constant speed: x_t = t x1 + (1 - t) x0, velocity x1 - x0. For any source.
                        Known as rectified flow (Liu et al., 2023).
                        """)
        LINEAR,
        @Label(
                value = "Lipman",
                description =
                        """
                        A straight line that keeps a little of the source at its end:
                        x_t = t x1 + (1 - (1 - sigma_min) t) x0, velocity x1 - (1 - sigma_min) x0 (Lipman et al., 2023).
                        With a Gaussian source, every target row is widened to a small Gaussian.
                        """)
        LIPMAN,
        @Label(
                value = "Variance preserving",
                description =
                        """
                        The arc of diffusion models: x_t = a(t) x1 + sqrt(1 - a(t)^2) x0 with a(t) = exp(-T/2),
                        T = beta_min (1 - t) + (beta_max - beta_min) (1 - t)^2 / 2 (Song et al., 2021). Needs a Gaussian
                        source.
                        """)
        VARIANCE_PRESERVING
    }

    interface PathReference extends ParameterReference<PathChoice> {}

    static final class IsLipman implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer initializer) {
            return initializer.getEnum(PathReference.class).isOneOf(PathChoice.LIPMAN);
        }
    }

    static final class IsVariancePreserving implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer initializer) {
            return initializer.getEnum(PathReference.class).isOneOf(PathChoice.VARIANCE_PRESERVING);
        }
    }

    @Widget(
            title = "Path",
            description = "How a point moves from its source row x0 at t = 0 to its target row x1 at t = 1.")
    @ValueReference(PathReference.class)
    PathChoice m_path = PathChoice.LINEAR;

    static final class LargestSigma extends MaxValidation {
        @Override
        protected double getMax() {
            return 0.5;
        }
    }

    @Widget(
            title = "Sigma min",
            description =
                    """
                    The weight of x0 that is left at t = 1, 0 to 0.5, in encoded units. 0 gives the linear path; about
                    0.001 is usual.
                    """)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = LargestSigma.class)
    @Effect(predicate = IsLipman.class, type = EffectType.SHOW)
    double m_sigmaMin = LipmanPath.DEFAULT_SIGMA_MIN;

    static final class LargestBeta extends MaxValidation {
        @Override
        protected double getMax() {
            return 100;
        }
    }

    @Widget(
            title = "Beta min",
            description = "The rate of noise at the target end, above 0 to beta max and at most 100. 0.1 is usual.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = LargestBeta.class)
    @Effect(predicate = IsVariancePreserving.class, type = EffectType.SHOW)
    double m_betaMin = VariancePreservingPath.DEFAULT_BETA_MIN;

    @Widget(
            title = "Beta max",
            description =
                    """
                    The rate of noise at the source end, above 0 to 100. 20 is usual. Beta min and beta max together must be at
                    least 9.3, or the path does not start at its source.
                    """)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = LargestBeta.class)
    @Effect(predicate = IsVariancePreserving.class, type = EffectType.SHOW)
    double m_betaMax = VariancePreservingPath.DEFAULT_BETA_MAX;

    ConditionalPath path() {
        return switch (m_path) {
            case LINEAR -> new LinearPath();
            case LIPMAN -> new LipmanPath(m_sigmaMin);
            case VARIANCE_PRESERVING -> new VariancePreservingPath(m_betaMin, m_betaMax);
        };
    }

    @Override
    public void validate() throws InvalidSettingsException {
        try {
            path();
        } catch (FlowException e) {
            throw NodeRun.invalid(e);
        }
    }
}
