// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.ui;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.knime.node.parameters.updates.EffectPredicate;

/** Predicates over dialog values that can be evaluated, and their combinations. */
public final class Predicates {

    private Predicates() {}

    private record Statement(BooleanSupplier test) implements EffectPredicate {}

    /** A predicate that asks the supplier each time it is evaluated. */
    public static EffectPredicate of(BooleanSupplier test) {
        return new Statement(test);
    }

    public static EffectPredicate all(EffectPredicate... predicates) {
        List<EffectPredicate> parts = List.of(predicates);
        return of(() -> parts.stream().allMatch(Predicates::holds));
    }

    public static EffectPredicate any(EffectPredicate... predicates) {
        List<EffectPredicate> parts = List.of(predicates);
        return of(() -> parts.stream().anyMatch(Predicates::holds));
    }

    public static EffectPredicate not(EffectPredicate predicate) {
        return of(() -> !holds(predicate));
    }

    /** @throws IllegalArgumentException when the predicate was not made by a predicate initializer */
    public static boolean holds(EffectPredicate predicate) {
        if (predicate instanceof Statement statement) {
            return statement.test().getAsBoolean();
        }
        throw new IllegalArgumentException(predicate + " was not made by a predicate initializer");
    }
}
