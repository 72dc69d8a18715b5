// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.dialog;

import org.flowmatch.knime.execution.OptionalPort;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;

/** Holds while a node's one optional port, its second, is not there: settings that the port would replace are shown. */
public final class NoOptionalInput implements EffectPredicateProvider {
    @Override
    public EffectPredicate init(PredicateInitializer initializer) {
        return initializer.getConstant(OptionalPort.SECOND::isMissing);
    }
}
