// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.coupling;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.coupling.CouplingSettings.Transport;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.KeptRule;
import org.flowmatch.engine.encoding.Modelling;
import org.flowmatch.engine.encoding.Scaling;
import org.flowmatch.knime.coupling.CouplingChoices.CouplingChoice;
import org.flowmatch.knime.coupling.CouplingChoices.CouplingReference;
import org.flowmatch.knime.coupling.CouplingChoices.IsPaired;
import org.flowmatch.knime.coupling.CouplingChoices.IsPairedByKey;
import org.flowmatch.knime.coupling.CouplingChoices.IsQuantile;
import org.flowmatch.knime.coupling.CouplingChoices.IsTransport;
import org.flowmatch.knime.coupling.CouplingChoices.PairBy;
import org.flowmatch.knime.coupling.CouplingChoices.PairByReference;
import org.flowmatch.knime.coupling.CouplingChoices.ScalingChoice;
import org.flowmatch.knime.coupling.CouplingChoices.ScalingReference;
import org.flowmatch.knime.coupling.CouplingChoices.SourceChoice;
import org.flowmatch.knime.dialog.AtLeast;
import org.flowmatch.knime.dialog.AtMost;
import org.flowmatch.knime.dialog.NoOptionalInput;
import org.flowmatch.knime.dialog.RunSeed;
import org.flowmatch.knime.execution.NodeRun;
import org.flowmatch.knime.table.BadRows;
import org.flowmatch.knime.table.ConditionColumns;
import org.flowmatch.knime.table.ModelledColumns;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.migration.Migration;
import org.knime.node.parameters.persistence.Persistor;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueProvider;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.OptionalWidget;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.knime.node.parameters.widget.choices.filter.ColumnFilterWidget;
import org.knime.node.parameters.widget.choices.util.AllColumnsProvider;
import org.knime.node.parameters.widget.number.NumberInputWidget;

/** Settings of Flow Coupling. */
final class FlowCouplingNodeParameters implements NodeParameters {

    @Section(title = "Target rows")
    interface ColumnsSection {}

    @Section(title = "Pairs")
    @After(ColumnsSection.class)
    interface CouplingSection {}

    @Section(title = "Conditions", description = "What is given, not modelled.")
    @Advanced
    @After(CouplingSection.class)
    interface ConditionsSection {}

    @Section(title = "Encoding", description = "How columns become the coordinates in which the flow runs.")
    @Advanced
    @After(ConditionsSection.class)
    interface EncodingSection {}

    @Section(title = "Random numbers")
    @Advanced
    @After(EncodingSection.class)
    interface RandomSection {}

    @Widget(
            title = "Columns",
            description =
                    """
                    The columns that the flow models: numbers, texts, booleans, dates and times. With a coupling other than the
                    independent one, and no source table, the numeric ones of them; a source table must have columns of the
                    same names. Columns not chosen are ignored, and so are columns of other types; a warning names these. Leave
                    identifiers out: sampled cells are observed values unless values are interpolated.
                    """)
    @ColumnFilterWidget(choicesProvider = ModelledColumns.Choices.class)
    @Layout(ColumnsSection.class)
    ColumnFilter m_columns = new ColumnFilter().withIncludeUnknownColumns();

    @Widget(
            title = "Condition columns",
            description =
                    """
                    Numeric and nominal columns that are not modelled, but given when rows are sampled: the flow generates rows
                    for a class, a region or a size. Numbers are taken as quantities, texts as labels, at most 256 of them.
                    A column chosen here is not modelled, even if it is chosen above. By default there are none.
                    """)
    @ColumnFilterWidget(choicesProvider = ConditionColumns.Choices.class)
    @ValueReference(ConditionsChosen.Reference.class)
    @Layout(ConditionsSection.class)
    @Migrate(loadDefaultIfAbsent = true)
    ColumnFilter m_conditions = new ColumnFilter();

    /** Not shown and not stored: the dialog asks it. */
    @ValueProvider(ConditionsChosen.class)
    @ValueReference(ConditionsChosen.AnyReference.class)
    @Persistor(ConditionsChosen.NotStored.class)
    boolean m_anyConditions;

    @Layout(ColumnsSection.class)
    @Migration(ModellingParameters.Earlier.class)
    ModellingParameters m_modelling = new ModellingParameters();

    @Layout(ColumnsSection.class)
    @Migration(PeriodParameters.Earlier.class)
    PeriodParameters m_periods = new PeriodParameters();

    @Layout(ColumnsSection.class)
    @Migrate(loadDefaultIfAbsent = true)
    SequenceParameters m_sequence = new SequenceParameters();

    @Widget(
            title = "Rows with missing or infinite values",
            description =
                    """
                    What to do with rows that have a missing, NaN or infinite cell in one of the columns or conditions. Where
                    columns are modelled by their values, missing cells are modelled, too: then it is about NaN and infinite
                    numbers, and about missing conditions.
                    """)
    @ValueSwitchWidget
    @Layout(EncodingSection.class)
    BadRows m_badRows = BadRows.FAIL;

    @Widget(
            title = "Coupling",
            description =
                    "Which source row x<sub>0</sub> and which target row x<sub>1</sub> make a pair: the joint law of (x<sub>0</sub>, x<sub>1</sub>).")
    @ValueReference(CouplingReference.class)
    @Layout(CouplingSection.class)
    CouplingChoice m_coupling = CouplingChoice.INDEPENDENT;

    static final class SmallestBatch extends AtLeast {
        SmallestBatch() {
            super(Transport.BATCH_SIZE);
        }
    }

    static final class LargestBatch extends AtMost {
        LargestBatch() {
            super(Transport.BATCH_SIZE);
        }
    }

    @Widget(
            title = "Transport batch size",
            description =
                    """
                    The number of rows among which pairs are made, 2 to 4,096. Larger batches come closer to the plan of the
                    whole tables; the time of an exact plan grows with the cube, that of an iteration with the square. It is
                    independent of the training batch size.
                    """)
    @NumberInputWidget(minValidation = SmallestBatch.class, maxValidation = LargestBatch.class)
    @Effect(predicate = IsTransport.class, type = EffectType.SHOW)
    @Layout(CouplingSection.class)
    int m_transportBatch = Transport.DEFAULT_BATCH;

    @Layout(CouplingSection.class)
    @Migrate(loadDefaultIfAbsent = true)
    TransportParameters m_transport = new TransportParameters();

    @Widget(title = "Pair by", description = "What decides which source row belongs to a target row.")
    @ValueSwitchWidget
    @ValueReference(PairByReference.class)
    @Effect(predicate = IsPaired.class, type = EffectType.SHOW)
    @Layout(CouplingSection.class)
    PairBy m_pairBy = PairBy.ROW_ORDER;

    @Widget(
            title = "Key column",
            description =
                    """
                    A column of both tables whose values say which rows belong together. Each value occurs once in each
                    table. The key itself is not modelled.
                    """)
    @ChoicesProvider(AllColumnsProvider.class)
    @Effect(predicate = IsPairedByKey.class, type = EffectType.SHOW)
    @Layout(CouplingSection.class)
    String m_keyColumn = "";

    @Widget(
            title = "Source distribution",
            description = "The distribution of the source rows x<sub>0</sub> when no source table is connected.")
    @Effect(predicate = NoOptionalInput.class, type = EffectType.SHOW)
    @Advanced
    @Layout(CouplingSection.class)
    SourceChoice m_sourceDistribution = SourceChoice.GAUSSIAN;

    @Widget(
            title = "Scaling",
            description = "How each column x becomes a coordinate z of the flow. Fitted on the target table.")
    @ValueReference(ScalingReference.class)
    @Layout(EncodingSection.class)
    ScalingChoice m_scaling = ScalingChoice.QUANTILE;

    @Widget(
            title = "Interpolate between observed values",
            description =
                    """
                    Decodes to values between the observed ones, for continuous columns. Without it, only values that occur in
                    the target table come back, which keeps grids and repeated values. With it, numbers that stand for something
                    else do not survive: a date written as 20240131 becomes numbers that are no dates, such as 20240158, and
                    codes become codes that do not exist.
                    """)
    @Effect(predicate = IsQuantile.class, type = EffectType.SHOW)
    @Layout(EncodingSection.class)
    boolean m_interpolate;

    @Widget(
            title = "Limit to the observed range",
            description = "Decoded values stay between the smallest and the largest value of their column.")
    @Layout(EncodingSection.class)
    boolean m_limitToObserved = true;

    @Layout(EncodingSection.class)
    @Migrate(loadDefaultIfAbsent = true)
    RuleParameters m_rules = new RuleParameters();

    @Widget(
            title = RunSeed.TITLE,
            description = "The start of the random numbers. The same seed always gives the same coupling."
                    + RunSeed.NEW_AT_EACH_RUN)
    @OptionalWidget(defaultProvider = RunSeed.First.class)
    @Layout(RandomSection.class)
    Optional<Long> m_seed = Optional.of(1L);

    FlowCouplingNodeParameters() {}

    FlowCouplingNodeParameters(NodeParametersInput input) {
        m_columns = ModelledColumns.allOf(input);
    }

    /** @param source whether there is a source table */
    CouplingSettings couplingSettings(boolean source) {
        return switch (m_coupling) {
            case INDEPENDENT -> new CouplingSettings.Independent(m_modelling.anyColumns(source));
            case PAIRED -> new CouplingSettings.Paired(keyColumn());
            default -> m_coupling.transport(m_transport.settings(m_transportBatch));
        };
    }

    /**
     * What columns become: numbers where pairs are made by distances to noise.
     *
     * @param source whether there is a source table
     */
    Modelling modelling(boolean source) {
        return source || m_coupling == CouplingChoice.INDEPENDENT ? m_modelling.modelling() : Modelling.NUMBERS;
    }

    /** The rules that rows keep: those that are written, and that columns are positions. */
    List<KeptRule> rules() {
        return Stream.concat(m_rules.rules().stream(), m_periods.positions().stream())
                .toList();
    }

    EncodingSettings encodingSettings(long seed) {
        return new EncodingSettings(Scaling.valueOf(m_scaling.name()), m_interpolate, m_limitToObserved, seed)
                .keeping(rules());
    }

    /** The key column, when tables are paired by one. */
    Optional<String> keyColumn() {
        return m_coupling == CouplingChoice.PAIRED && m_pairBy == PairBy.KEY_COLUMN
                ? Optional.of(m_keyColumn == null ? "" : m_keyColumn)
                : Optional.empty();
    }

    @Override
    public void validate() throws InvalidSettingsException {
        NodeRun.validate(() -> {
            couplingSettings(false);
            encodingSettings(RunSeed.ANY);
            m_modelling.modelling();
            m_periods.named();
        });
    }
}
