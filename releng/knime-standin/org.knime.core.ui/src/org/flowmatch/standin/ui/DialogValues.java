// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.ui;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flowmatch.standin.ui.DialogFields.Located;
import org.knime.core.webui.node.dialog.defaultdialog.setting.singleselection.StringOrEnum;
import org.knime.core.webui.node.dialog.defaultdialog.util.updates.StateComputationFailureException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.ButtonReference;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.EffectPredicateProvider.PredicateInitializer;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.updates.StateProvider.StateProviderInitializer;
import org.knime.node.parameters.updates.ValueProvider;
import org.knime.node.parameters.updates.ValueReference;

/** The values of a dialog as its predicates and providers see them. */
final class DialogValues implements PredicateInitializer, StateProviderInitializer {

    private final List<Located> fields;
    private final NodeParametersInput input;
    private boolean beforeOpen;

    DialogValues(List<Located> fields, NodeParametersInput input) {
        this.fields = fields;
        this.input = input;
    }

    EffectPredicate predicate(EffectPredicateProvider provider) {
        return provider.init(this);
    }

    <T> T state(StateProvider<? extends T> provider) {
        provider.init(this);
        try {
            return provider.computeState(input);
        } catch (StateComputationFailureException failure) {
            throw new IllegalStateException(provider.getClass().getName() + " gave up", failure);
        }
    }

    private Optional<Located> find(Class<?> reference) {
        return fields.stream()
                .filter(field -> field.field()
                        .annotation(ValueReference.class)
                        .filter(a -> a.value().equals(reference))
                        .isPresent())
                .findFirst();
    }

    @SuppressWarnings("unchecked") // the reference has the field's type
    private <T> T value(Class<? extends ParameterReference<T>> reference) {
        Located field = find(reference)
                .orElseThrow(() ->
                        new IllegalStateException("No field has @ValueReference(" + reference.getName() + ".class)"));
        return (T) providedAtFirst(field).or(field::value).orElse(null);
    }

    /** What a provider sets before the dialog opens; what one sets later waits for a change of the user. */
    private Optional<Object> providedAtFirst(Located field) {
        Optional<ValueProvider> annotation = field.field().annotation(ValueProvider.class);
        if (annotation.isEmpty()) {
            return Optional.empty();
        }
        StateProvider<?> provider = Instances.create(annotation.get().value());
        DialogValues asked = new DialogValues(fields, input);
        Object state = asked.state(provider);
        return asked.beforeOpen ? Optional.ofNullable(state) : Optional.empty();
    }

    /** Fails at once when no field has the reference. */
    private <T> Supplier<T> supplier(Class<? extends ParameterReference<T>> reference) {
        value(reference);
        return () -> value(reference);
    }

    private <T> EffectPredicate test(Class<? extends ParameterReference<T>> reference, Predicate<T> test) {
        Supplier<T> supplier = supplier(reference);
        return Predicates.of(() -> test.test(supplier.get()));
    }

    @Override
    public BooleanReference getBoolean(Class<? extends ParameterReference<Boolean>> reference) {
        EffectPredicate isTrue = test(reference, value -> value);
        return new BooleanReference() {
            @Override
            public EffectPredicate isTrue() {
                return isTrue;
            }

            @Override
            public EffectPredicate isFalse() {
                return isTrue.negate();
            }
        };
    }

    private static final class EnumTest<E extends Enum<E>> implements EnumReference<E> {

        private final Supplier<E> value;

        EnumTest(Supplier<E> value) {
            this.value = value;
        }

        @Override
        @SafeVarargs
        public final EffectPredicate isOneOf(E... values) {
            return Predicates.of(() -> Stream.of(values).anyMatch(v -> v == value.get()));
        }
    }

    private record StringTest(Supplier<String> value) implements StringReference {

        @Override
        public EffectPredicate isEqualTo(String expected) {
            return Predicates.of(() -> expected.equals(value.get()));
        }

        @Override
        public EffectPredicate matchesPattern(String pattern) {
            return Predicates.of(() -> value.get() != null && Pattern.matches(pattern, value.get()));
        }
    }

    @Override
    public <E extends Enum<E>> EnumReference<E> getEnum(Class<? extends ParameterReference<E>> reference) {
        return new EnumTest<>(supplier(reference));
    }

    @Override
    public StringReference getString(Class<? extends ParameterReference<String>> reference) {
        return new StringTest(supplier(reference));
    }

    @Override
    public <E extends Enum<E>> StringOrEnumReference<E> getStringOrEnum(
            Class<? extends ParameterReference<StringOrEnum<E>>> reference) {
        Supplier<StringOrEnum<E>> choice = supplier(reference);
        return new StringOrEnumReference<>() {
            @Override
            public EnumReference<E> isEnumChoice() {
                return new EnumTest<>(() -> choice.get().getEnumChoice().orElse(null));
            }

            @Override
            public StringReference isStringChoice() {
                return new StringTest(() -> choice.get().getStringChoice());
            }
        };
    }

    @Override
    public <T> ArrayReference getArray(Class<? extends ParameterReference<T[]>> reference) {
        Supplier<T[]> array = supplier(reference);
        return new ArrayReference() {
            @Override
            public EffectPredicate hasMultipleItems() {
                return Predicates.of(() -> array.get().length > 1);
            }

            @Override
            public EffectPredicate containsElementSatisfying(EffectPredicateProvider elementPredicate) {
                return Predicates.of(() -> Stream.of(array.get())
                        .map(element -> new DialogValues(DialogFields.of((NodeParameters) element), input))
                        .anyMatch(element -> Predicates.holds(element.predicate(elementPredicate))));
            }
        };
    }

    @Override
    public EffectPredicate getPredicate(Class<? extends EffectPredicateProvider> provider) {
        return predicate(Instances.create(provider));
    }

    @Override
    public EffectPredicate getPredicate(EffectPredicateProvider provider) {
        return predicate(provider);
    }

    @Override
    public EffectPredicate getConstant(Predicate<NodeParametersInput> predicate) {
        return Predicates.of(() -> predicate.test(input));
    }

    @Override
    public boolean isMissing(Class<? extends ParameterReference<?>> reference) {
        return find(reference).isEmpty();
    }

    @Override
    public <T> void computeOnValueChange(Class<? extends ParameterReference<T>> reference) {
        value(reference);
    }

    @Override
    public <T> Supplier<T> computeFromValueSupplier(Class<? extends ParameterReference<T>> reference) {
        return supplier(reference);
    }

    @Override
    public <T> Supplier<T> getValueSupplier(Class<? extends ParameterReference<T>> reference) {
        return supplier(reference);
    }

    @Override
    public <T> Supplier<T> computeFromProvidedState(Class<? extends StateProvider<T>> provider) {
        StateProvider<T> made = Instances.create(provider);
        return () -> state(made);
    }

    @Override
    public void computeOnButtonClick(Class<? extends ButtonReference> reference) {
        // nobody presses buttons here
    }

    @Override
    public void computeBeforeOpenDialog() {
        beforeOpen = true;
    }

    @Override
    public void computeAfterOpenDialog() {
        // the state is computed anyway
    }

    @Override
    public NodeParametersInput getNodeParametersInput() {
        return input;
    }
}
