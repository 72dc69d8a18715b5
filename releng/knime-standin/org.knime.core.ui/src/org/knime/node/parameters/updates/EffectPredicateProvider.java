// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.updates;

import java.util.function.Predicate;
import org.flowmatch.standin.ui.Predicates;
import org.knime.core.webui.node.dialog.defaultdialog.setting.singleselection.StringOrEnum;
import org.knime.node.parameters.NodeParametersInput;

/** Builds the predicate of an {@link Effect}. */
public interface EffectPredicateProvider {

    EffectPredicate init(PredicateInitializer i);

    default EffectPredicate and(EffectPredicate... predicates) {
        return Predicates.all(predicates);
    }

    default EffectPredicate or(EffectPredicate... predicates) {
        return Predicates.any(predicates);
    }

    default EffectPredicate not(EffectPredicate predicate) {
        return predicate.negate();
    }

    /** Gives access to the fields that carry a {@link ValueReference}. */
    interface PredicateInitializer {

        BooleanReference getBoolean(Class<? extends ParameterReference<Boolean>> reference);

        <E extends Enum<E>> EnumReference<E> getEnum(Class<? extends ParameterReference<E>> reference);

        StringReference getString(Class<? extends ParameterReference<String>> reference);

        <E extends Enum<E>> StringOrEnumReference<E> getStringOrEnum(
                Class<? extends ParameterReference<StringOrEnum<E>>> reference);

        <T> ArrayReference getArray(Class<? extends ParameterReference<T[]>> reference);

        EffectPredicate getPredicate(Class<? extends EffectPredicateProvider> provider);

        EffectPredicate getPredicate(EffectPredicateProvider provider);

        EffectPredicate getConstant(Predicate<NodeParametersInput> predicate);

        /** @return whether the dialog has no field with the reference */
        boolean isMissing(Class<? extends ParameterReference<?>> reference);

        default EffectPredicate always() {
            return getConstant(input -> true);
        }

        default EffectPredicate never() {
            return getConstant(input -> false);
        }

        /** A boolean field. */
        interface BooleanReference {

            EffectPredicate isTrue();

            EffectPredicate isFalse();
        }

        /**
         * An enum field.
         *
         * @param <E> the enum
         */
        interface EnumReference<E extends Enum<E>> {

            @SuppressWarnings("unchecked")
            EffectPredicate isOneOf(E... values);
        }

        /** A text field. */
        interface StringReference {

            EffectPredicate isEqualTo(String value);

            EffectPredicate matchesPattern(String pattern);
        }

        /**
         * A field that holds a text or one of an enum's constants.
         *
         * @param <E> the enum
         */
        interface StringOrEnumReference<E extends Enum<E>> {

            EnumReference<E> isEnumChoice();

            StringReference isStringChoice();

            @SuppressWarnings("unchecked")
            default EffectPredicate isEnumChoice(E value) {
                return isEnumChoice().isOneOf(value);
            }
        }

        /** A field with an array of groups. */
        interface ArrayReference {

            EffectPredicate hasMultipleItems();

            EffectPredicate containsElementSatisfying(EffectPredicateProvider elementPredicate);
        }
    }
}
