// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.scorer;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.score.ScoreSettings;
import org.flowmatch.knime.dialog.AtLeast;
import org.flowmatch.knime.dialog.AtMost;
import org.flowmatch.knime.dialog.IsChosen;
import org.flowmatch.knime.dialog.RunSeed;
import org.flowmatch.knime.execution.NodeRun;
import org.flowmatch.knime.scorer.ScorerChoices.EffortChoice;
import org.flowmatch.knime.scorer.ScorerChoices.OriginChoice;
import org.flowmatch.knime.scorer.ScorerChoices.UtilityChoice;
import org.flowmatch.knime.table.ModelledColumns;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.OptionalWidget;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.knime.node.parameters.widget.choices.filter.ColumnFilterWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;

/** Settings of Synthetic Table Scorer. */
final class SyntheticTableScorerNodeParameters implements NodeParameters {
    @Section(title = "What is compared")
    interface TablesSection {}

    @Section(title = "Privacy")
    @After(TablesSection.class)
    interface PrivacySection {}

    @Section(title = "Effort and random numbers")
    @Advanced
    @After(PrivacySection.class)
    interface EffortSection {}

    interface UtilityReference extends ParameterReference<UtilityChoice> {}

    static final class IsOneColumn extends IsChosen<UtilityChoice> {
        IsOneColumn() {
            super(UtilityReference.class, UtilityChoice.ONE);
        }
    }

    interface OriginReference extends ParameterReference<OriginChoice> {}

    static final class AreSeveral extends IsChosen<OriginChoice> {
        AreSeveral() {
            super(OriginReference.class, OriginChoice.SEVERAL);
        }
    }

    /** The columns of the real training table that can be compared. */
    static final class RealNames implements StringChoicesProvider {
        @Override
        public List<String> choices(NodeParametersInput context) {
            return context.getInTableSpec(0).map(ModelledColumns::of).orElse(List.of()).stream()
                    .map(DataColumnSpec::getName)
                    .toList();
        }
    }

    /** The columns of the synthetic table. */
    static final class SyntheticNames implements StringChoicesProvider {
        @Override
        public List<String> choices(NodeParametersInput context) {
            return context.getInTableSpec(1).stream()
                    .flatMap(spec -> spec.stream().map(DataColumnSpec::getName))
                    .toList();
        }
    }

    static final class FewestRisky extends AtLeast {
        FewestRisky() {
            super(ScoreSettings.RISKY);
        }
    }

    static final class MostRisky extends AtMost {
        MostRisky() {
            super(ScoreSettings.RISKY);
        }
    }

    @Widget(
            title = "Predictions of",
            description =
                    """
                    What is learnt from the synthetic table to see of what use it is: boosted trees learn from synthetic rows and
                    predict real ones, beside trees that learnt from real rows.
                    """)
    @ValueSwitchWidget
    @ValueReference(UtilityReference.class)
    @Layout(TablesSection.class)
    UtilityChoice m_utility = UtilityChoice.ALL;

    @Widget(title = "Predicted column", description = "The column that the synthetic table is to help to predict.")
    @ChoicesProvider(RealNames.class)
    @Effect(predicate = IsOneColumn.class, type = EffectType.SHOW)
    @Layout(TablesSection.class)
    String m_target = "";

    @Widget(
            title = "Secret columns",
            description =
                    """
                    Columns that somebody who knows all other columns of a person may want to guess. The node measures how much
                    oftener such a guess is right for rows that were learnt from than for others, with the synthetic table at
                    hand. By default there are none.
                    """)
    @ColumnFilterWidget(choicesProvider = ModelledColumns.Choices.class)
    @Layout(PrivacySection.class)
    ColumnFilter m_secrets = new ColumnFilter();

    @Widget(
            title = "Riskiest rows",
            description =
                    """
                    The number of synthetic rows that are listed with the closest real row, 0 to 1,000: those that lie closest to
                    a training row that itself stands alone.
                    """)
    @NumberInputWidget(minValidation = FewestRisky.class, maxValidation = MostRisky.class)
    @Layout(PrivacySection.class)
    int m_riskyRows = 20;

    @Widget(
            title = "The synthetic table holds",
            description = "One synthetic table, or several below each other, to be compared.")
    @ValueSwitchWidget
    @ValueReference(OriginReference.class)
    @Layout(TablesSection.class)
    OriginChoice m_tables = OriginChoice.ONE;

    @Widget(title = "Column of the origin", description = "Its text says which table a synthetic row belongs to.")
    @ChoicesProvider(SyntheticNames.class)
    @Effect(predicate = AreSeveral.class, type = EffectType.SHOW)
    @Layout(TablesSection.class)
    String m_origin = "";

    @Widget(title = "Effort", description = "How many rows are looked at, and how many trees are grown.")
    @ValueSwitchWidget
    @Layout(EffortSection.class)
    EffortChoice m_effort = EffortChoice.USUAL;

    @Widget(
            title = RunSeed.TITLE,
            description = "The start of the random numbers: which rows are looked at, folds and trees."
                    + RunSeed.NEW_AT_EACH_RUN)
    @OptionalWidget(defaultProvider = RunSeed.First.class)
    @Layout(EffortSection.class)
    Optional<Long> m_seed = Optional.of(1L);

    /**
     * @param secrets names of the secret columns
     * @throws FlowException when a number is out of its range or no column is chosen where one must be
     */
    ScoreSettings settings(List<String> secrets, long seed) {
        return new ScoreSettings(
                target(),
                secrets,
                m_effort.effort(),
                m_riskyRows,
                Runtime.getRuntime().availableProcessors(),
                seed);
    }

    /** The column whose prediction is judged by itself. */
    Optional<String> target() {
        return m_utility == UtilityChoice.ONE ? Optional.of(required(m_target, "Predicted column")) : Optional.empty();
    }

    /** The column that says which synthetic table a row belongs to. */
    Optional<String> origin() {
        return m_tables == OriginChoice.SEVERAL
                ? Optional.of(required(m_origin, "Column of the origin"))
                : Optional.empty();
    }

    private static String required(String column, String setting) {
        if (Objects.requireNonNullElse(column, "").isEmpty()) {
            throw new FlowException(
                    "\"" + setting + "\" has no column.", "Choose one, or choose the other setting above it.");
        }
        return column;
    }

    @Override
    public void validate() throws InvalidSettingsException {
        NodeRun.validate(() -> {
            settings(List.of(), RunSeed.ANY);
            origin();
        });
    }
}
