// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.sampler;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.Range;
import org.flowmatch.knime.dialog.AtMost;
import org.flowmatch.knime.dialog.IsChosen;
import org.flowmatch.knime.dialog.NoOptionalInput;
import org.flowmatch.knime.dialog.OnlyChoice;
import org.flowmatch.knime.port.FlowModelPortObjectSpec;
import org.flowmatch.knime.table.ConditionInfo;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.array.ArrayWidget;
import org.knime.node.parameters.array.ArrayWidget.ElementLayout;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** The conditions under which a conditional model is sampled. */
final class ConditionParameters implements NodeParameters {
    static final Range ROWS_PER_ROW = Range.between(1, 1_000_000);

    enum UseChoice {
        @Label(
                value = "As given",
                description = "Every condition has a value below, or is a column of that name in the optional table.")
        GIVEN,
        @Label(value = "Without", description = "No conditions are given: rows of the whole distribution.")
        WITHOUT
    }

    interface UseReference extends ParameterReference<UseChoice> {}

    /** Whether the model has conditions; held to be so while the model is not known. */
    static final class HasConditions implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer initializer) {
            return initializer.getConstant(
                    input -> model(input).noneMatch(spec -> spec.conditions().isEmpty()));
        }
    }

    static final class AreGiven extends IsChosen<UseChoice> {
        AreGiven() {
            super(HasConditions.class, UseReference.class, UseChoice.GIVEN);
        }
    }

    /** A table that gives conditions to noise. */
    static final class ComeFromTable implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer initializer) {
            return initializer
                    .getPredicate(AreGiven.class)
                    .and(initializer.getPredicate(NoOptionalInput.class).negate());
        }
    }

    private static Stream<FlowModelPortObjectSpec> model(NodeParametersInput input) {
        return input
                .getInPortSpec(0)
                .filter(FlowModelPortObjectSpec.class::isInstance)
                .map(FlowModelPortObjectSpec.class::cast)
                .stream();
    }

    /** The names of the model's conditions. */
    static final class Names implements StringChoicesProvider {
        @Override
        public List<String> choices(NodeParametersInput context) {
            return model(context)
                    .flatMap(spec -> spec.conditions().stream())
                    .map(ConditionInfo::name)
                    .toList();
        }
    }

    @Widget(title = "Conditions", description = "Whether rows are sampled under conditions, for a model that has some.")
    @ValueSwitchWidget
    @ValueReference(UseReference.class)
    @Effect(predicate = HasConditions.class, type = EffectType.SHOW)
    UseChoice m_use = UseChoice.GIVEN;

    /** One condition with its value for all rows. */
    static final class ConditionValue implements NodeParameters {
        @Widget(title = "Condition", description = "A condition column of the model.")
        @ChoicesProvider(Names.class)
        String m_condition = "";

        @Widget(
                title = "Value",
                description =
                        """
                        The value for all sampled rows: a label as it is written in the training table, or a number with a point
                        before decimals.
                        """)
        String m_value = "";
    }

    static final class NewValue implements StateProvider<ConditionValue> {
        @Override
        public void init(StateProviderInitializer initializer) {
            initializer.computeBeforeOpenDialog();
        }

        @Override
        public ConditionValue computeState(NodeParametersInput input) {
            ConditionValue value = new ConditionValue();
            value.m_condition = OnlyChoice.of(new Names().choices(input));
            return value;
        }
    }

    @Widget(
            title = "Values",
            description =
                    """
                    Values of conditions that hold for all sampled rows. A value given here replaces the table's
                    column.
                    """)
    @ArrayWidget(
            addButtonText = "Add value",
            elementLayout = ElementLayout.HORIZONTAL_SINGLE_LINE,
            elementDefaultValueProvider = NewValue.class)
    @Effect(predicate = AreGiven.class, type = EffectType.SHOW)
    ConditionValue[] m_values = new ConditionValue[0];

    static final class MostPerRow extends AtMost {
        MostPerRow() {
            super(ROWS_PER_ROW);
        }
    }

    @Widget(
            title = "Rows per row of conditions",
            description =
                    """
                    For a model with a Gaussian source and a table of conditions: the number of rows sampled for each row of the
                    table, 1 to 1,000,000.
                    """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = MostPerRow.class)
    @Effect(predicate = ComeFromTable.class, type = EffectType.SHOW)
    int m_rowsPerRow = 1;

    /** @throws FlowException for a value that does not fit the model's conditions */
    GivenConditions given(List<ConditionInfo> conditions) {
        if (m_use == UseChoice.WITHOUT || conditions.isEmpty() && m_values.length == 0) {
            return GivenConditions.none();
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (ConditionValue given : m_values) {
            String name = Objects.requireNonNullElse(given.m_condition, "");
            if (values.put(name, Objects.requireNonNullElse(given.m_value, "")) != null) {
                throw new FlowException(
                        "Two values are given for the condition " + Quoted.of(name) + ".", "Remove one of them.");
            }
        }
        return GivenConditions.of(conditions, values);
    }
}
