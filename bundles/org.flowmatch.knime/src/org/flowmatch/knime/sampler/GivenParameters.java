// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.sampler;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.knime.dialog.NoOptionalInput;
import org.flowmatch.knime.sampler.ConditionParameters.MostPerRow;
import org.flowmatch.knime.sampler.GivenChoice.Holds;
import org.flowmatch.knime.sampler.GivenEntries.GivenLabel;
import org.flowmatch.knime.sampler.GivenEntries.GivenValue;
import org.flowmatch.knime.sampler.GivenEntries.MissingColumn;
import org.flowmatch.knime.sampler.GivenEntries.Names;
import org.flowmatch.knime.sampler.GivenEntries.NewLabel;
import org.flowmatch.knime.sampler.GivenEntries.NewMissing;
import org.flowmatch.knime.sampler.GivenEntries.NewValue;
import org.flowmatch.knime.sampler.GivenPredicates.AreEqual;
import org.flowmatch.knime.sampler.GivenPredicates.HasTable;
import org.flowmatch.knime.sampler.GivenPredicates.HoldsCounts;
import org.flowmatch.knime.sampler.GivenPredicates.HoldsValues;
import org.flowmatch.knime.sampler.GivenPredicates.LabelsReference;
import org.flowmatch.knime.sampler.GivenPredicates.TableReference;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.LongValue;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.array.ArrayWidget;
import org.knime.node.parameters.array.ArrayWidget.ElementLayout;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** What is given of the rows to be made, for a model of which any columns may be given. */
final class GivenParameters implements NodeParameters {

    /** Named as what the table holds. */
    enum TableChoice {
        @Label(
                value = "Source rows or conditions",
                description = "Rows to start from, with the model's columns, or columns of the model's conditions.")
        START,
        @Label(
                value = "Given values",
                description =
                        """
                        Rows of which some cells are known: cells that are not missing are given and come back as they are, the
                        others are made. Columns that the table lacks are made, too.
                        """)
        GIVEN,
        @Label(
                value = "Counts per combination",
                description =
                        """
                        As given values, and a column of whole numbers says how many rows of each kind are made: more of rare
                        labels, or the combinations of another population.
                        """)
        COUNTS
    }

    enum LabelsChoice {
        @Label(value = "As learnt", description = "Labels are as frequent as in the table that the model learnt from.")
        AS_LEARNT,
        @Label(
                value = "Equal",
                description = "Each label of the column below has equally many rows, give or take one: rare ones, too.")
        EQUAL
    }

    /** The columns of whole numbers of the optional table. */
    static final class CountNames implements StringChoicesProvider {
        @Override
        public List<String> choices(NodeParametersInput context) {
            return context.getInPortTypes().length < 2
                    ? List.of()
                    : context.getInTableSpec(1).stream()
                            .flatMap(spec -> spec.stream())
                            .filter(column -> column.getType().isCompatible(LongValue.class))
                            .map(DataColumnSpec::getName)
                            .toList();
        }
    }

    @Widget(title = "The table holds", description = "What the rows of the connected table are.")
    @ValueReference(TableReference.class)
    @Effect(predicate = HasTable.class, type = EffectType.SHOW)
    TableChoice m_table = TableChoice.START;

    @Widget(
            title = "Rows for each given row",
            description = "The number of rows made for each row of the table, 1 to 1,000,000.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = MostPerRow.class)
    @Effect(predicate = HoldsValues.class, type = EffectType.SHOW)
    int m_rowsPerRow = 1;

    @Widget(
            title = "Count column",
            description =
                    "The column of the table that says how many rows are made with the cells of each of its rows, 0 or"
                            + " more.")
    @ChoicesProvider(CountNames.class)
    @Effect(predicate = HoldsCounts.class, type = EffectType.SHOW)
    String m_countColumn = "";

    @Widget(
            title = "Labels given",
            description = "Labels that all rows are to have. One given here replaces the table's column.")
    @ArrayWidget(
            addButtonText = "Add label",
            elementLayout = ElementLayout.HORIZONTAL_SINGLE_LINE,
            elementDefaultValueProvider = NewLabel.class)
    GivenLabel[] m_labels = new GivenLabel[0];

    @Widget(
            title = "Values given",
            description =
                    "Numbers, dates and others that all rows are to have. One given here replaces the table's column.")
    @ArrayWidget(
            addButtonText = "Add value",
            elementLayout = ElementLayout.HORIZONTAL_SINGLE_LINE,
            elementDefaultValueProvider = NewValue.class)
    GivenValue[] m_values = new GivenValue[0];

    @Widget(
            title = "Give missing as missing",
            description =
                    """
                    Columns whose missing cells are given, too: they stay missing. Where the table has no such column, and
                    without a table, it is missing in all rows. Missing cells of other columns are made.
                    """)
    @ArrayWidget(
            addButtonText = "Add column",
            elementLayout = ElementLayout.HORIZONTAL_SINGLE_LINE,
            elementDefaultValueProvider = NewMissing.class)
    @Advanced
    MissingColumn[] m_missing = new MissingColumn[0];

    @Widget(
            title = "Mark of open symbols",
            description =
                    """
                    The character that stands in given codes for a symbol that is to be made: <i>AB?4</i> gives all but the third
                    one. At the end of a code it stands for a symbol or none. It concerns columns that Flow Coupling modelled as
                    codes, and must be no symbol of theirs. Empty: codes are given as wholes alone.
                    """)
    @Advanced
    @Migrate(loadDefaultIfAbsent = true)
    String m_mark = "?";

    @Widget(
            title = "Rows per label",
            description = "How many rows each label of a column has. For numbers of your own choice connect a table of"
                    + " counts.")
    @ValueSwitchWidget
    @ValueReference(LabelsReference.class)
    @Effect(predicate = NoOptionalInput.class, type = EffectType.SHOW)
    LabelsChoice m_rowsPerLabel = LabelsChoice.AS_LEARNT;

    @Widget(title = "Label column", description = "The column whose labels have equally many rows.")
    @ChoicesProvider(Names.class)
    @Effect(predicate = AreEqual.class, type = EffectType.SHOW)
    String m_labelColumn = "";

    /**
     * @param table whether a table is connected
     * @throws FlowException for a column with two values
     */
    GivenChoice choice(boolean table) {
        Map<String, String> values = new LinkedHashMap<>();
        for (GivenLabel given : m_labels) {
            add(values, given.m_column, given.m_label);
        }
        for (GivenValue given : m_values) {
            add(values, given.m_column, given.m_value);
        }
        Set<String> missing = new LinkedHashSet<>(Arrays.stream(m_missing)
                .map(entry -> Objects.requireNonNullElse(entry.m_column, ""))
                .toList());
        missing.stream().filter(values::containsKey).findFirst().ifPresent(name -> {
            throw new FlowException(
                    "The column " + Quoted.of(name) + " is given a value, and as missing.",
                    "Remove one of the entries.");
        });
        boolean equal = !table && m_rowsPerLabel == LabelsChoice.EQUAL;
        return new GivenChoice(
                table ? Holds.valueOf(m_table.name()) : Holds.START,
                missing,
                Objects.requireNonNullElse(m_countColumn, ""),
                m_rowsPerRow,
                values,
                equal ? Optional.of(Objects.requireNonNullElse(m_labelColumn, "")) : Optional.empty(),
                Optional.ofNullable(m_mark).filter(mark -> !mark.isEmpty()));
    }

    private static void add(Map<String, String> values, String column, String value) {
        String name = Objects.requireNonNullElse(column, "");
        if (values.put(name, Objects.requireNonNullElse(value, "")) != null) {
            throw new FlowException(
                    "Two values are given for the column " + Quoted.of(name) + ".", "Remove one of them.");
        }
    }
}
