// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.path;

import org.flowmatch.knime.dialog.IsChosen;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;

/** Which path is chosen, in a node that shows one: every path shows settings of its own. */
public final class PathPredicates {
    private PathPredicates() {}

    /** A switch of the node that shows the path; without such a switch the path is always shown. */
    public interface SwitchReference extends ParameterReference<Boolean> {}

    interface PathReference extends ParameterReference<PathChoice> {}

    /** Whether the node shows a path at all. */
    static final class IsShown implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer initializer) {
            return initializer.isMissing(SwitchReference.class)
                    ? initializer.always()
                    : initializer.getBoolean(SwitchReference.class).isTrue();
        }
    }

    static final class IsLipman extends IsChosen<PathChoice> {
        IsLipman() {
            super(IsShown.class, PathReference.class, PathChoice.LIPMAN);
        }
    }

    static final class IsVariancePreserving extends IsChosen<PathChoice> {
        IsVariancePreserving() {
            super(IsShown.class, PathReference.class, PathChoice.VARIANCE_PRESERVING);
        }
    }

    static final class IsPolynomial extends IsChosen<PathChoice> {
        IsPolynomial() {
            super(IsShown.class, PathReference.class, PathChoice.POLYNOMIAL);
        }
    }

    static final class IsVarianceExploding extends IsChosen<PathChoice> {
        IsVarianceExploding() {
            super(IsShown.class, PathReference.class, PathChoice.VARIANCE_EXPLODING);
        }
    }

    static final class IsCosine extends IsChosen<PathChoice> {
        IsCosine() {
            super(IsShown.class, PathReference.class, PathChoice.COSINE);
        }
    }

    static final class IsTube extends IsChosen<PathChoice> {
        IsTube() {
            super(IsShown.class, PathReference.class, PathChoice.TUBE);
        }
    }

    static final class IsBridge extends IsChosen<PathChoice> {
        IsBridge() {
            super(IsShown.class, PathReference.class, PathChoice.BROWNIAN_BRIDGE);
        }
    }

    static final class IsExpression extends IsChosen<PathChoice> {
        IsExpression() {
            super(IsShown.class, PathReference.class, PathChoice.EXPRESSION);
        }
    }
}
