// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.dialog;

import java.util.function.Function;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;

/**
 * Whether one of some constants is chosen in a field, for the settings that belong to it. A dialog names predicates by their
 * classes, so each choice has a class of its own there.
 *
 * @param <E> the field's constants
 */
public abstract class IsChosen<E extends Enum<E>> implements EffectPredicateProvider {
    private final Function<PredicateInitializer, EffectPredicate> predicate;

    /** Whether one of these is chosen. */
    @SafeVarargs
    protected IsChosen(Class<? extends ParameterReference<E>> field, E... constants) {
        predicate = initializer -> initializer.getEnum(field).isOneOf(constants);
    }

    /** Whether one of these is chosen where another predicate holds. */
    @SafeVarargs
    protected IsChosen(
            Class<? extends EffectPredicateProvider> where,
            Class<? extends ParameterReference<E>> field,
            E... constants) {
        predicate = initializer ->
                initializer.getPredicate(where).and(initializer.getEnum(field).isOneOf(constants));
    }

    @Override
    public final EffectPredicate init(PredicateInitializer initializer) {
        return predicate.apply(initializer);
    }
}
