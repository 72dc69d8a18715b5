// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.updates;

import org.flowmatch.standin.ui.Predicates;

/** A statement about the values in a dialog; made by a {@link EffectPredicateProvider.PredicateInitializer}. */
public interface EffectPredicate {

    default EffectPredicate and(EffectPredicate other) {
        return Predicates.all(this, other);
    }

    default EffectPredicate or(EffectPredicate other) {
        return Predicates.any(this, other);
    }

    default EffectPredicate negate() {
        return Predicates.not(this);
    }
}
