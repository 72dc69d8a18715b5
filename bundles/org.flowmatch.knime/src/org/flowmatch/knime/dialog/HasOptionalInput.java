// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.dialog;

import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;

/** Holds while a node's one optional port, its second, is there. */
public final class HasOptionalInput implements EffectPredicateProvider {
    @Override
    public EffectPredicate init(PredicateInitializer initializer) {
        return initializer.getPredicate(NoOptionalInput.class).negate();
    }
}
