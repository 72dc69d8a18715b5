// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.ui;

import java.lang.annotation.Annotation;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.flowmatch.standin.ui.DialogFields.Located;
import org.flowmatch.standin.ui.DialogWidget.Rule;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.updates.ValueProvider;
import org.knime.node.parameters.validation.BuiltinValidation;
import org.knime.node.parameters.widget.OptionalWidget;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.EnumChoice;
import org.knime.node.parameters.widget.choices.StringChoice;
import org.knime.node.parameters.widget.choices.TypedStringChoice;
import org.knime.node.parameters.widget.choices.filter.ColumnFilterWidget;
import org.knime.node.parameters.widget.message.TextMessage;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.text.TextInputWidget;

/**
 * Looks at a dialog without showing it: which fields it has, what it offers, hides and says for given values and inputs.
 * Every provider is made and run as the dialog would, so that one that cannot be made fails here.
 */
public final class DialogProbe {

    private final DialogValues values;
    private final List<Located> fields;

    /**
     * @param parameters the values in the dialog
     * @param input what is connected to the node
     */
    public DialogProbe(NodeParameters parameters, NodeParametersInput input) {
        fields = DialogFields.of(parameters);
        values = new DialogValues(fields, input);
    }

    /** @return the annotations of the fields with a {@link Widget}, in the order of declaration */
    public List<Widget> labels() {
        return fields.stream()
                .flatMap(field -> annotation(field, Widget.class).stream())
                .toList();
    }

    /** @return the fields with a {@link Widget}, in the order of declaration */
    public List<DialogWidget> widgets() {
        List<DialogWidget> widgets = new ArrayList<>();
        for (Located field : fields) {
            annotation(field, Widget.class)
                    .ifPresent(
                            w -> widgets.add(new DialogWidget(field.path(), w.title(), w.description(), rules(field))));
        }
        return widgets;
    }

    private List<Rule> rules(Located field) {
        List<Rule> rules = new ArrayList<>();
        annotation(field, NumberInputWidget.class).ifPresent(w -> {
            rule(w.minValidation()).ifPresent(rules::add);
            rule(w.maxValidation()).ifPresent(rules::add);
            provided(w.minValidationProvider()).ifPresent(rules::add);
            provided(w.maxValidationProvider()).ifPresent(rules::add);
        });
        annotation(field, TextInputWidget.class).ifPresent(w -> {
            rule(w.patternValidation()).ifPresent(rules::add);
            rule(w.minLengthValidation()).ifPresent(rules::add);
            rule(w.maxLengthValidation()).ifPresent(rules::add);
            provided(w.patternValidationProvider()).ifPresent(rules::add);
            provided(w.minLengthValidationProvider()).ifPresent(rules::add);
            provided(w.maxLengthValidationProvider()).ifPresent(rules::add);
        });
        return rules;
    }

    /** An abstract class is the default of the annotation and stands for no rule. */
    private static Optional<Rule> rule(Class<? extends BuiltinValidation> validation) {
        return Modifier.isAbstract(validation.getModifiers())
                ? Optional.empty()
                : Optional.of(rule(Instances.create(validation)));
    }

    private static Rule rule(BuiltinValidation validation) {
        return new Rule(
                validation.getClass(), String.valueOf(validation.getParameters()), validation.getErrorMessage());
    }

    private Optional<Rule> provided(Class<? extends StateProvider<? extends BuiltinValidation>> provider) {
        return provider.getSimpleName().startsWith("Noop")
                ? Optional.empty()
                : Optional.of(rule(values.state(Instances.create(provider))));
    }

    /** @return path to the ids of the choices, for every field with a choices provider or a column filter */
    public Map<String, List<String>> choices() {
        Map<String, List<String>> choices = new LinkedHashMap<>();
        for (Located field : fields) {
            annotation(field, ChoicesProvider.class).ifPresent(a -> choices.put(field.path(), ids(state(a.value()))));
            annotation(field, ColumnFilterWidget.class)
                    .ifPresent(a -> choices.put(field.path(), ids(state(a.choicesProvider()))));
        }
        return choices;
    }

    private Object state(Class<?> provider) {
        return values.state((StateProvider<?>) Instances.create(provider));
    }

    private static List<String> ids(Object choices) {
        return ((List<?>) choices).stream().map(DialogProbe::id).toList();
    }

    private static String id(Object choice) {
        if (choice instanceof EnumChoice<?> constant) {
            return constant.id().name();
        }
        return choice instanceof StringChoice text ? text.id() : ((TypedStringChoice) choice).id();
    }

    /** @return path to the value that a provider sets, for every field with a value provider or an optional's default */
    public Map<String, Object> providedValues() {
        Map<String, Object> provided = new LinkedHashMap<>();
        for (Located field : fields) {
            annotation(field, ValueProvider.class).ifPresent(a -> provided.put(field.path(), state(a.value())));
            annotation(field, OptionalWidget.class)
                    .ifPresent(a -> provided.put(field.path(), state(a.defaultProvider())));
        }
        return provided;
    }

    /** @return path to the message, for every field that shows one now */
    public Map<String, TextMessage.Message> messages() {
        Map<String, TextMessage.Message> messages = new LinkedHashMap<>();
        for (Located field : fields) {
            annotation(field, TextMessage.class)
                    .flatMap(a -> values.state(Instances.create(a.value())))
                    .ifPresent(message -> messages.put(field.path(), message));
        }
        return messages;
    }

    /**
     * @return the paths of fields that the user cannot edit now: hidden or disabled by an effect on the field, on a group
     *     around it or on its layout part and the parts around that
     */
    public List<String> notEditable() {
        return fields.stream()
                .map(Located::path)
                .filter(path -> fields.stream()
                        .filter(around -> path.equals(around.path()) || path.startsWith(around.path() + "."))
                        .anyMatch(this::isSwitchedOff))
                .toList();
    }

    private boolean isSwitchedOff(Located field) {
        Stream<Class<?>> parts = annotation(field, Layout.class).stream()
                .flatMap(layout -> Stream.<Class<?>>iterate(layout.value(), c -> c != null, Class::getEnclosingClass));
        Stream<Effect> ofParts = parts.flatMap(part -> Optional.ofNullable(part.getAnnotation(Effect.class)).stream());
        return Stream.concat(annotation(field, Effect.class).stream(), ofParts).anyMatch(this::switchesOff);
    }

    private boolean switchesOff(Effect effect) {
        boolean holds = Predicates.holds(values.predicate(Instances.create(effect.predicate())));
        return holds == (effect.type() == EffectType.HIDE || effect.type() == EffectType.DISABLE);
    }

    private static <A extends Annotation> Optional<A> annotation(Located field, Class<A> annotation) {
        return field.field().annotationHereOrOnGroup(annotation);
    }
}
