// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.coupling;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.encoding.Modelling;
import org.flowmatch.knime.coupling.CouplingChoices.CouplingChoice;
import org.flowmatch.knime.coupling.CouplingChoices.CouplingReference;
import org.flowmatch.knime.dialog.HasOptionalInput;
import org.flowmatch.knime.dialog.IsChosen;
import org.flowmatch.knime.dialog.NoOptionalInput;
import org.flowmatch.knime.table.ModelledColumns;
import org.knime.core.data.DataColumnSpec;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.array.ArrayWidget;
import org.knime.node.parameters.array.ArrayWidget.ElementLayout;
import org.knime.node.parameters.migration.DefaultProvider;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;

/** What columns become, and what may be given of rows later. */
final class ModellingParameters implements NodeParameters {

    enum ModelledChoice {
        @Label(
                value = "By their values",
                description =
                        """
                        Numbers, texts, booleans, dates and times are modelled, and so are missing cells. Texts, booleans and
                        numbers with few different values are labels; a value that many rows share, and a missing cell, are
                        labels of a column of numbers. A column that looks like an identifier is left out. The node's view
                        shows what became of each column.
                        """)
        AUTOMATIC,
        @Label(
                value = "Numeric columns as numbers",
                description = "Every numeric column is a number in every row; other columns are left out.")
        NUMBERS
    }

    /** The first two are named as the engine's roles. */
    enum RoleChoice {
        @Label(value = "Number", description = "A quantity, with spikes and gaps where it has some.")
        NUMBER,
        @Label(value = "Label", description = "One level for each value: only values that occur come back.")
        LABEL,
        @Label(
                value = "Code",
                description =
                        """
                        A text of 1 to 64 symbols, such as an article number, each of which is modelled at its place: new codes
                        come out, of several lengths, that are made like the known ones; places of a code can be given.
                        """)
        CODE,
        @Label(value = "Leave out", description = "Not modelled, and not in the output.")
        LEAVE_OUT
    }

    interface ModelledReference extends ParameterReference<ModelledChoice> {}

    /** Labels start from those of a source table; or from noise, where pairs are drawn separately. */
    static final class MayHaveLabels implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer initializer) {
            return initializer.getPredicate(HasOptionalInput.class).or(initializer.getPredicate(IsOfNoise.class));
        }
    }

    static final class IsOfNoise extends IsChosen<CouplingChoice> {
        IsOfNoise() {
            super(NoOptionalInput.class, CouplingReference.class, CouplingChoice.INDEPENDENT);
        }
    }

    static final class IsOfSource extends IsChosen<CouplingChoice> {
        IsOfSource() {
            super(HasOptionalInput.class, CouplingReference.class, CouplingChoice.INDEPENDENT);
        }
    }

    static final class IsAutomatic extends IsChosen<ModelledChoice> {
        IsAutomatic() {
            super(MayHaveLabels.class, ModelledReference.class, ModelledChoice.AUTOMATIC);
        }
    }

    /** The names of the columns that can be modelled. */
    static final class Names implements StringChoicesProvider {
        @Override
        public List<String> choices(NodeParametersInput context) {
            return context.getInTableSpec(0).map(ModelledColumns::of).orElse(List.of()).stream()
                    .map(DataColumnSpec::getName)
                    .toList();
        }
    }

    /** One column with what it becomes. */
    static final class ColumnRole implements NodeParameters {
        @Widget(title = "Column", description = "A column of the target table.")
        @ChoicesProvider(Names.class)
        String m_column = "";

        @Widget(title = "Modelled as", description = "What the column becomes.")
        RoleChoice m_role = RoleChoice.LABEL;
    }

    @Widget(
            title = "Columns are modelled",
            description =
                    """
                    What the chosen columns become, with a source table or for the independent coupling; under other couplings
                    with noise, numeric columns are modelled as numbers. With a source table, rows are translated with their
                    labels: the target table says what columns become, and levels or missing cells that the source table alone
                    has are left behind.
                    """)
    @ValueSwitchWidget
    @ValueReference(ModelledReference.class)
    @Effect(predicate = MayHaveLabels.class, type = EffectType.SHOW)
    ModelledChoice m_columns = ModelledChoice.AUTOMATIC;

    @Widget(
            title = "Columns modelled otherwise",
            description =
                    """
                    Columns that become something other than what their values suggest: a number with many values a label, a
                    count with few values a number, a text with many values a code. A column that looks like an identifier is
                    kept when it is named here. The symbols of a code are Unicode characters, at most 256 different ones; an end
                    belongs to shorter codes. The Velocity Learner's automatic network, a mixer, learns how they depend on each other.
                    """)
    @ArrayWidget(addButtonText = "Add column", elementLayout = ElementLayout.HORIZONTAL_SINGLE_LINE)
    @Effect(predicate = IsAutomatic.class, type = EffectType.SHOW)
    @Advanced
    ColumnRole[] m_roles = new ColumnRole[0];

    @Widget(
            title = "Weekdays and hours of dates and times",
            description =
                    """
                    Dates have a weekday and times an hour of their own in the model, beside the number that says when they are:
                    what depends on them, such as sales on Saturdays or visits at noon, comes back as it was. A date that is made
                    is the nearest one that has the weekday and the hour. Without this, dates follow their trend alone.
                    """)
    @Effect(predicate = IsAutomatic.class, type = EffectType.SHOW)
    @Advanced
    @Migrate(loadDefaultIfAbsent = true)
    boolean m_cyclic;

    @Widget(
            title = "Any columns may be given later",
            description =
                    """
                    The model also learns rows of which some columns are given, any of them: one model then completes rows and
                    answers for any values. Such a model cannot be sampled backward; for that, with numeric columns alone, switch it
                    off. Reflow and diagnostics take it as one of which nothing is given.
                    """)
    @Effect(predicate = IsOfNoise.class, type = EffectType.SHOW)
    boolean m_anyColumns = true;

    @Widget(
            title = "Any columns of translated rows may be given later",
            description =
                    """
                    With a source table and the independent coupling: the model also learns rows of which some columns are given,
                    any of them, and Flow Sampler translates rows to given values. Such a model is sampled forward alone.
                    """)
    @Effect(predicate = IsOfSource.class, type = EffectType.SHOW)
    @Advanced
    @Migrate(loadDefaultIfAbsent = true)
    boolean m_anyTranslated;

    /** @param source whether there is a source table */
    boolean anyColumns(boolean source) {
        return source ? m_anyTranslated : m_anyColumns;
    }

    /** As nodes were that had no such settings. */
    static final class Earlier implements DefaultProvider<ModellingParameters> {
        @Override
        public ModellingParameters getDefault() {
            ModellingParameters earlier = new ModellingParameters();
            earlier.m_columns = ModelledChoice.NUMBERS;
            earlier.m_anyColumns = false;
            return earlier;
        }
    }

    /**
     * The columns that are named, with what they become.
     *
     * @throws FlowException for a column that is named twice or not at all
     */
    Map<String, RoleChoice> roles() {
        Map<String, RoleChoice> roles = new LinkedHashMap<>();
        for (ColumnRole role : m_roles) {
            String name = Objects.requireNonNullElse(role.m_column, "");
            if (name.isEmpty()) {
                throw new FlowException(
                        "\"Columns modelled otherwise\" has an entry without a column.",
                        "Choose its column, or remove the entry.");
            }
            if (roles.put(name, role.m_role) != null) {
                throw new FlowException(
                        "\"Columns modelled otherwise\" names the column " + Quoted.of(name) + " twice.",
                        "Remove one of the entries.");
            }
        }
        return roles;
    }

    /** The text columns whose symbols are modelled. */
    List<String> codes() {
        return roles().entrySet().stream()
                .filter(role -> role.getValue() == RoleChoice.CODE)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What columns become that are not left out, but for codes, where the settings are heeded. */
    Modelling modelling() {
        Map<String, RoleChoice> roles = roles();
        if (m_columns == ModelledChoice.NUMBERS) {
            return Modelling.NUMBERS;
        }
        Map<String, Modelling.Role> chosen = new LinkedHashMap<>();
        roles.forEach((name, role) -> {
            if (role == RoleChoice.NUMBER || role == RoleChoice.LABEL) {
                chosen.put(name, Modelling.Role.valueOf(role.name()));
            }
        });
        return new Modelling(Modelling.Role.AUTOMATIC, chosen);
    }
}
