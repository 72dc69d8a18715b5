// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.sampler;

import java.util.Optional;
import org.flowmatch.engine.sampling.Diffusion;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.knime.dialog.AtMost;
import org.flowmatch.knime.dialog.IsChosen;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;

/** Sampling by the stochastic equation dx = (v + e^2 / 2 score) dt + e dW, whose marginals are those of the flow. */
final class MotionParameters implements NodeParameters {

    enum MotionChoice {
        @Label(value = "None", description = "The flow without noise: dx = v dt, by the solver above.")
        NONE,
        @Label(
                value = "Euler-Maruyama",
                description = "The stochastic equation with one evaluation a step, of weak order 1 (Maruyama, 1955).")
        EULER_MARUYAMA,
        @Label(
                value = "Stochastic Heun",
                description = "The stochastic equation with two evaluations a step, for larger steps.")
        STOCHASTIC_HEUN,
        @Label(
                value = "Reverse diffusion",
                description =
                        """
                        The reverse of the diffusion whose distributions the path has, as score models are sampled (Song et al., 2021):
                        Euler-Maruyama with the noise <i>Diffusion</i> below. From 100 steps on.
                        """)
        REVERSE_DIFFUSION,
        @Label(
                value = "Predictor-corrector",
                description =
                        """
                        A step of Euler-Maruyama, then a Langevin step along the score at the time that was reached, which draws
                        rows that went astray back to the distribution; two evaluations a step (Song et al., 2021).
                        """)
        PREDICTOR_CORRECTOR,
        @Label(
                value = "Ancestral",
                description =
                        """
                        The sampler of DDPM (Ho et al., 2020), for any path of source and target rows alone: each step draws the
                        next point given the rows that are expected; one evaluation a step, from 100 steps on. Its noise follows
                        from the path. Without noise it is curve-aware Euler (DDIM).
                        """)
        ANCESTRAL
    }

    enum DiffusionChoice {
        @Label(value = "Proportional", description = "e(t) = factor s(t): fades with the weight of the source row.")
        PROPORTIONAL,
        @Label(value = "Constant", description = "The same e at all times.")
        CONSTANT,
        @Label(
                value = "Diffusion",
                description =
                        """
                        e = g with g<sup>2</sup> = 2 s<sup>2</sup> d/dt ln(a / s): the reverse diffusion of the path (Song et al., 2021).
                        """)
        REVERSE
    }

    interface MotionReference extends ParameterReference<MotionChoice> {}

    interface DiffusionReference extends ParameterReference<DiffusionChoice> {}

    /** Whether rows move at random, in place of the solver; holds only in a node that offers random motion. */
    static final class IsRandom implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer initializer) {
            return initializer.isMissing(MotionReference.class)
                    ? initializer.never()
                    : initializer
                            .getEnum(MotionReference.class)
                            .isOneOf(MotionChoice.NONE)
                            .negate();
        }
    }

    /** Whether e(t) is free; holds only in a node that offers random motion. */
    static final class IsStochastic implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer initializer) {
            return initializer.isMissing(MotionReference.class)
                    ? initializer.never()
                    : initializer
                            .getEnum(MotionReference.class)
                            .isOneOf(
                                    MotionChoice.EULER_MARUYAMA,
                                    MotionChoice.STOCHASTIC_HEUN,
                                    MotionChoice.PREDICTOR_CORRECTOR);
        }
    }

    static final class IsProportional extends IsChosen<DiffusionChoice> {
        IsProportional() {
            super(IsStochastic.class, DiffusionReference.class, DiffusionChoice.PROPORTIONAL);
        }
    }

    static final class IsConstant extends IsChosen<DiffusionChoice> {
        IsConstant() {
            super(IsStochastic.class, DiffusionReference.class, DiffusionChoice.CONSTANT);
        }
    }

    @Widget(
            title = "Random motion",
            description =
                    """
                    Adds noise on the way without changing the distribution at any time: dx = (v + e<sup>2</sup> / 2 score) dt + e dW. It
                    can correct errors of the network, at the price of more steps. The score follows only from a model that was
                    trained on an independent coupling with a Gaussian source, or on a tube or bridge with a score head; other
                    models are refused with the reason.
                    """)
    @ValueReference(MotionReference.class)
    MotionChoice m_solver = MotionChoice.NONE;

    @Widget(title = "Noise e(t)", description = "How strong the noise is at each time.")
    @ValueSwitchWidget
    @ValueReference(DiffusionReference.class)
    @Effect(predicate = IsStochastic.class, type = EffectType.SHOW)
    DiffusionChoice m_diffusion = DiffusionChoice.PROPORTIONAL;

    static final class MostNoise extends AtMost {
        MostNoise() {
            super(Diffusion.STRENGTH);
        }
    }

    @Widget(title = "Factor of s(t)", description = "The factor of the noise, 0 (no noise) to 10; 1 is usual.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = MostNoise.class)
    @Effect(predicate = IsProportional.class, type = EffectType.SHOW)
    double m_factor = 1;

    @Widget(
            title = "Constant e",
            description = "The noise in encoded units per square root of time, 0 (no noise) to 10.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = MostNoise.class)
    @Effect(predicate = IsConstant.class, type = EffectType.SHOW)
    double m_constant = 1;

    /** The stochastic solver, when one is chosen. */
    Optional<Solver> solver() {
        return switch (m_solver) {
            case NONE -> Optional.empty();
            case REVERSE_DIFFUSION -> Optional.of(Solver.EULER_MARUYAMA);
            default -> Optional.of(Solver.valueOf(m_solver.name()));
        };
    }

    /** @throws org.flowmatch.engine.FlowException naming the number that is out of its range */
    Diffusion diffusion() {
        if (m_solver == MotionChoice.REVERSE_DIFFUSION) {
            return new Diffusion.Reverse();
        }
        return switch (m_diffusion) {
            case PROPORTIONAL -> new Diffusion.Proportional(m_factor);
            case CONSTANT -> new Diffusion.Constant(m_constant);
            case REVERSE -> new Diffusion.Reverse();
        };
    }
}
