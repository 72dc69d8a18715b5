// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.path;

import org.flowmatch.engine.path.BridgePath;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.path.CosinePath;
import org.flowmatch.engine.path.ExpressionPath;
import org.flowmatch.engine.path.LipmanPath;
import org.flowmatch.engine.path.PolynomialPath;
import org.flowmatch.engine.path.TubePath;
import org.flowmatch.engine.path.VarianceExplodingPath;
import org.flowmatch.engine.path.VarianceExplodingPath.Growth;
import org.flowmatch.engine.path.VariancePreservingPath;
import org.flowmatch.knime.dialog.AtLeast;
import org.flowmatch.knime.dialog.AtMost;
import org.flowmatch.knime.path.PathPredicates.IsBridge;
import org.flowmatch.knime.path.PathPredicates.IsCosine;
import org.flowmatch.knime.path.PathPredicates.IsExpression;
import org.flowmatch.knime.path.PathPredicates.IsLipman;
import org.flowmatch.knime.path.PathPredicates.IsPolynomial;
import org.flowmatch.knime.path.PathPredicates.IsShown;
import org.flowmatch.knime.path.PathPredicates.IsTube;
import org.flowmatch.knime.path.PathPredicates.IsVarianceExploding;
import org.flowmatch.knime.path.PathPredicates.IsVariancePreserving;
import org.flowmatch.knime.path.PathPredicates.PathReference;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.message.TextMessage;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;

/**
 * A conditional path and its settings, for every node that lets one be chosen. The first paths store their numbers side by
 * side; a later path has a group of its own.
 */
public class PathParameters implements NodeParameters {

    @Widget(
            title = "Path",
            description =
                    "How a point moves from its source row x<sub>0</sub> at t = 0 to its target row x<sub>1</sub> at t = 1."
                            + " The description of Conditional Path has the formulas.")
    @ValueReference(PathReference.class)
    @Effect(predicate = IsShown.class, type = EffectType.SHOW)
    PathChoice m_path = PathChoice.LINEAR;

    static final class LargestSigmaMin extends AtMost {
        LargestSigmaMin() {
            super(LipmanPath.SIGMA_MIN);
        }
    }

    @Widget(
            title = "Sigma min",
            description =
                    """
                    The weight of x<sub>0</sub> that is left at t = 1, 0 to 0.5, in encoded units. 0 gives the linear path; about
                    0.001 is usual.
                    """)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = LargestSigmaMin.class)
    @ValueReference(PathMessage.SigmaMin.class)
    @Effect(predicate = IsLipman.class, type = EffectType.SHOW)
    double m_sigmaMin = LipmanPath.DEFAULT_SIGMA_MIN;

    static final class LargestBeta extends AtMost {
        LargestBeta() {
            super(VariancePreservingPath.BETA);
        }
    }

    @Widget(
            title = "Beta min",
            description = "The rate of noise at the target end, above 0 to beta max and at most 100. 0.1 is usual.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = LargestBeta.class)
    @ValueReference(PathMessage.BetaMin.class)
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
    @ValueReference(PathMessage.BetaMax.class)
    @Effect(predicate = IsVariancePreserving.class, type = EffectType.SHOW)
    double m_betaMax = VariancePreservingPath.DEFAULT_BETA_MAX;

    static final class LeastPower extends AtLeast {
        LeastPower() {
            super(PolynomialPath.EXPONENT);
        }
    }

    static final class LargestPower extends AtMost {
        LargestPower() {
            super(PolynomialPath.EXPONENT);
        }
    }

    @Widget(
            title = "Power",
            description = "The power n of t, 1 to 10: 1 gives the linear path, larger ones start more slowly.")
    @NumberInputWidget(minValidation = LeastPower.class, maxValidation = LargestPower.class)
    @ValueReference(PathMessage.Power.class)
    @Effect(predicate = IsPolynomial.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    double m_power = PolynomialPath.DEFAULT_EXPONENT;

    static final class LargestTargetSigma extends AtMost {
        LargestTargetSigma() {
            super(VarianceExplodingPath.SIGMA_MIN);
        }
    }

    @Widget(
            title = "Sigma at the target",
            description =
                    "The standard deviation of the noise at t = 1, above 0 to 0.5, in encoded units. 0.01 is usual.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = LargestTargetSigma.class)
    @ValueReference(PathMessage.TargetSigma.class)
    @Effect(predicate = IsVarianceExploding.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    double m_targetSigma = VarianceExplodingPath.DEFAULT_SIGMA_MIN;

    static final class LeastSourceSigma extends AtLeast {
        LeastSourceSigma() {
            super(VarianceExplodingPath.SIGMA_MAX);
        }
    }

    static final class LargestSourceSigma extends AtMost {
        LargestSourceSigma() {
            super(VarianceExplodingPath.SIGMA_MAX);
        }
    }

    @Widget(
            title = "Sigma at the source",
            description =
                    """
                    The standard deviation of the noise at t = 0, 5 to 1,000, in encoded units: well above the spread of the
                    target rows, which is about 1 when columns are scaled. 10 is usual.
                    """)
    @NumberInputWidget(minValidation = LeastSourceSigma.class, maxValidation = LargestSourceSigma.class)
    @ValueReference(PathMessage.SourceSigma.class)
    @Effect(predicate = IsVarianceExploding.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    double m_sourceSigma = VarianceExplodingPath.DEFAULT_SIGMA_MAX;

    /** Named as the engine's. */
    enum GrowthChoice {
        @Label(
                value = "Geometric",
                description =
                        """
                        s(t) = sigma<sub>target</sub> (sigma<sub>source</sub> / sigma<sub>target</sub>)<sup>1 - t</sup>: by the same factor in equal intervals (Song et
                        al., 2021).
                        """)
        GEOMETRIC,
        @Label(
                value = "Linear",
                description =
                        """
                        s(t) = sigma<sub>source</sub> + (sigma<sub>target</sub> - sigma<sub>source</sub>) t: by the same amount in equal intervals (Karras et
                        al., 2022).
                        """)
        LINEAR
    }

    @Widget(title = "Decay of sigma", description = "How the noise falls from the source's to the target's sigma.")
    @ValueSwitchWidget
    @ValueReference(PathMessage.SigmaDecay.class)
    @Effect(predicate = IsVarianceExploding.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    GrowthChoice m_sigmaDecay = GrowthChoice.GEOMETRIC;

    static final class LargestArcWidth extends AtMost {
        LargestArcWidth() {
            super(CosinePath.SIGMA);
        }
    }

    @Widget(
            title = "Width of the arc",
            description =
                    """
                    The standard deviation of the noise around the cosine path, 0 to 1, in encoded units; 0 for a path without
                    noise.
                    """)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = LargestArcWidth.class)
    @ValueReference(PathMessage.ArcWidth.class)
    @Effect(predicate = IsCosine.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    double m_arcWidth = CosinePath.DEFAULT_SIGMA;

    static final class LargestTubeWidth extends AtMost {
        LargestTubeWidth() {
            super(TubePath.SIGMA);
        }
    }

    @Widget(
            title = "Width of the tube",
            description = "The standard deviation of the noise around the line, above 0 to 1, in encoded units.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = LargestTubeWidth.class)
    @ValueReference(PathMessage.TubeWidth.class)
    @Effect(predicate = IsTube.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    double m_tubeWidth = TubePath.DEFAULT_SIGMA;

    static final class LargestBridge extends AtMost {
        LargestBridge() {
            super(BridgePath.SIGMA);
        }
    }

    @Widget(
            title = "Sigma of the bridge",
            description =
                    """
                    Sigma of the Brownian motion, above 0 to 2, in encoded units: half of it is the largest standard deviation
                    of the noise, at t = 0.5.
                    """)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = LargestBridge.class)
    @ValueReference(PathMessage.BridgeSigma.class)
    @Effect(predicate = IsBridge.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    double m_bridgeSigma = BridgePath.DEFAULT_SIGMA;

    @Widget(
            title = "a(t), the weight of x1",
            description =
                    """
                    An expression in t with + - * / ^, brackets, pi, e and the functions sin, cos, tan, exp, log, sqrt and
                    tanh; 0 at t = 0 and 1 at t = 1, both to 0.02. For instance t^2.
                    """)
    @TextInputWidget(placeholder = "t^2")
    @ValueReference(ExpressionTexts.A.class)
    @Effect(predicate = IsExpression.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    String m_expressionA = ExpressionPath.DEFAULT_A;

    @Widget(
            title = "s(t), the weight of x0",
            description = "An expression in t as for a(t); 1 at t = 0 and 0 at t = 1. For instance 1 - t^2.")
    @TextInputWidget(placeholder = "1 - t^2")
    @ValueReference(ExpressionTexts.S.class)
    @Effect(predicate = IsExpression.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    String m_expressionS = ExpressionPath.DEFAULT_S;

    @TextMessage(PathMessage.class)
    @Effect(predicate = IsShown.class, type = EffectType.SHOW)
    Void m_expressionMessage;

    /** @throws org.flowmatch.engine.FlowException naming the setting that is out of its range */
    public ConditionalPath path() {
        return switch (m_path) {
            case LIPMAN -> new LipmanPath(m_sigmaMin);
            case VARIANCE_PRESERVING -> new VariancePreservingPath(m_betaMin, m_betaMax);
            case POLYNOMIAL -> new PolynomialPath(m_power);
            case COSINE -> new CosinePath(m_arcWidth);
            case VARIANCE_EXPLODING -> new VarianceExplodingPath(
                    m_targetSigma, m_sourceSigma, Growth.valueOf(m_sigmaDecay.name()));
            case TUBE -> new TubePath(m_tubeWidth);
            case BROWNIAN_BRIDGE -> new BridgePath(m_bridgeSigma);
            case EXPRESSION -> new ExpressionTexts(m_expressionA, m_expressionS).path();
            default -> m_path.fixed().orElseThrow();
        };
    }
}
