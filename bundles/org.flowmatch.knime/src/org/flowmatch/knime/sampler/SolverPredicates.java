// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.sampler;

import org.flowmatch.knime.dialog.IsChosen;
import org.flowmatch.knime.sampler.MotionParameters.IsRandom;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;

/** Which solver and time grid are chosen, for the settings that belong to them. */
final class SolverPredicates {
    private SolverPredicates() {}

    /** Whether a node keeps the states on the way. */
    interface TrajectoryReference extends ParameterReference<Boolean> {}

    interface SolverReference extends ParameterReference<SolverChoice> {}

    interface GridReference extends ParameterReference<GridChoice> {}

    static final class IsAdaptive implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer initializer) {
            return initializer
                    .getEnum(SolverReference.class)
                    .isOneOf(SolverChoice.adaptive())
                    .and(initializer.getPredicate(IsRandom.class).negate());
        }
    }

    /** Whether the times between the ends of the path matter. */
    static final class HasGrid implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer initializer) {
            EffectPredicate fixed = initializer.getPredicate(IsAdaptive.class).negate();
            return initializer.isMissing(TrajectoryReference.class)
                    ? fixed
                    : fixed.or(initializer.getBoolean(TrajectoryReference.class).isTrue());
        }
    }

    static final class HasSteps implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer initializer) {
            return initializer
                    .getPredicate(HasGrid.class)
                    .and(initializer.getPredicate(IsList.class).negate());
        }
    }

    static final class IsLogit extends IsChosen<GridChoice> {
        IsLogit() {
            super(HasGrid.class, GridReference.class, GridChoice.LOGIT);
        }
    }

    static final class IsEdm extends IsChosen<GridChoice> {
        IsEdm() {
            super(HasGrid.class, GridReference.class, GridChoice.EDM);
        }
    }

    static final class IsList extends IsChosen<GridChoice> {
        IsList() {
            super(HasGrid.class, GridReference.class, GridChoice.TIMES);
        }
    }
}
