// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.imputer;

import java.util.Optional;
import org.flowmatch.engine.mixed.ImputationSettings;
import org.flowmatch.engine.sampling.Direction;
import org.flowmatch.knime.dialog.AtLeast;
import org.flowmatch.knime.dialog.AtMost;
import org.flowmatch.knime.dialog.DeviceSetting;
import org.flowmatch.knime.dialog.IsChosen;
import org.flowmatch.knime.dialog.RunSeed;
import org.flowmatch.knime.dialog.SettingRange;
import org.flowmatch.knime.execution.NodeRun;
import org.flowmatch.knime.imputer.ImputerChoices.ResultChoice;
import org.flowmatch.knime.sampler.SolverParameters;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.OptionalWidget;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** Settings of Flow Imputer. */
final class FlowImputerNodeParameters implements NodeParameters {
    private static final int USUAL_DRAWS = 10;

    @Section(title = "Missing cells")
    interface CellsSection {}

    @Section(title = "Solver of draws")
    @After(CellsSection.class)
    interface SolverSection {}

    @Section(title = "Device and random numbers")
    @Advanced
    @After(SolverSection.class)
    interface DeviceSection {}

    interface ResultReference extends ParameterReference<ResultChoice> {}

    static final class IsBest extends IsChosen<ResultChoice> {
        IsBest() {
            super(ResultReference.class, ResultChoice.BEST);
        }
    }

    static final class IsDraws extends IsChosen<ResultChoice> {
        IsDraws() {
            super(ResultReference.class, ResultChoice.DRAWS);
        }
    }

    static final class IntervalReference implements BooleanReference {}

    static final class HasIntervals implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer initializer) {
            return initializer.getPredicate(IsBest.class).and(initializer.getPredicate(IntervalReference.class));
        }
    }

    static final class MostDraws extends AtMost {
        MostDraws() {
            super(ImputationSettings.DRAWS);
        }
    }

    @Widget(title = "Fill missing cells with", description = "What a missing cell becomes.")
    @ValueSwitchWidget
    @ValueReference(ResultReference.class)
    @Layout(CellsSection.class)
    ResultChoice m_result = ResultChoice.BEST;

    @Widget(
            title = "Number of draws",
            description =
                    """
                    How often the table is completed, 1 to 1,000; the output has so many times the rows of the table. 5 to 20 are
                    usual.
                    """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = MostDraws.class)
    @Effect(predicate = IsDraws.class, type = EffectType.SHOW)
    @Layout(CellsSection.class)
    int m_draws = USUAL_DRAWS;

    @Widget(
            title = "Refine numbers with boosted trees",
            description =
                    """
                    Lets boosted trees predict the missing numbers of each column from all others, once the flow has filled them,
                    where on cells that are known they come nearer than the flow alone. The best values get better, by a tenth or
                    more on tables whose columns depend on each other, and take some seconds for each column.
                    """)
    @Effect(predicate = IsBest.class, type = EffectType.SHOW)
    @Layout(CellsSection.class)
    @Migrate(loadDefaultIfAbsent = true)
    boolean m_refine = true;

    @Widget(
            title = "Append probabilities of labels",
            description =
                    """
                    Appends for each column of texts or booleans of the model a column, named as it with "(probability)": how
                    probable the label is that the cell got. Cells that were there have none.
                    """)
    @Effect(predicate = IsBest.class, type = EffectType.SHOW)
    @Layout(CellsSection.class)
    boolean m_probabilities;

    @Widget(
            title = "Append intervals of numbers",
            description =
                    """
                    Appends for each other column of the model two columns, named as it with "(lower)" and "(upper)", between
                    which the true value lies with the probability below. They come from draws, which take longer than the best
                    value.
                    """)
    @ValueReference(IntervalReference.class)
    @Effect(predicate = IsBest.class, type = EffectType.SHOW)
    @Layout(CellsSection.class)
    boolean m_intervals;

    static final class LeastCoverage extends AtLeast {
        LeastCoverage() {
            super(ImputationSettings.COVERAGE);
        }
    }

    static final class LargestCoverage extends AtMost {
        LargestCoverage() {
            super(ImputationSettings.COVERAGE);
        }
    }

    @Widget(
            title = "Coverage of intervals",
            description = "The share of true values that the intervals hold, 0.5 to 0.99.")
    @NumberInputWidget(minValidation = LeastCoverage.class, maxValidation = LargestCoverage.class)
    @Effect(predicate = HasIntervals.class, type = EffectType.SHOW)
    @Layout(CellsSection.class)
    double m_coverage = ImputationSettings.DEFAULT_COVERAGE;

    @Widget(
            title = "Draws for each cell",
            description =
                    """
                    From how many draws intervals are taken, 1 to 1,000: at least 39 for a coverage of 0.95. Also the number of
                    draws of which each cell gets the median, or the most frequent label, on a path where one evaluation says
                    nothing of the numbers; a warning says so.
                    """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = MostDraws.class)
    @Effect(predicate = IsBest.class, type = EffectType.SHOW)
    @Layout(CellsSection.class)
    @Advanced
    int m_drawsOfCell = ImputationSettings.DEFAULT_DRAWS;

    @Layout(SolverSection.class)
    SolverParameters m_solver = new SolverParameters();

    @Widget(
            title = "Device",
            description = "Where the network runs that makes draws; the best value comes from the CPU.")
    @Layout(DeviceSection.class)
    DeviceSetting m_device = DeviceSetting.CPU;

    @Widget(
            title = RunSeed.TITLE,
            description = "The start of the random numbers of draws. The same seed always gives the same cells."
                    + RunSeed.NEW_AT_EACH_RUN)
    @OptionalWidget(defaultProvider = RunSeed.First.class)
    @Layout(DeviceSection.class)
    Optional<Long> m_seed = Optional.of(1L);

    boolean best() {
        return m_result == ResultChoice.BEST;
    }

    ImputationSettings settings(long seed) {
        boolean best = best();
        return new ImputationSettings(
                m_solver.settings(Direction.FORWARD, false, m_device),
                best ? m_drawsOfCell : m_draws,
                best && m_intervals ? Optional.of(m_coverage) : Optional.empty(),
                seed);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        NodeRun.validate(() -> {
            settings(RunSeed.ANY);
            // each of them holds for one of the results alone
            SettingRange.check("Number of draws", m_draws, ImputationSettings.DRAWS);
            SettingRange.check("Draws for each cell", m_drawsOfCell, ImputationSettings.DRAWS);
            SettingRange.check("Coverage of intervals", m_coverage, ImputationSettings.COVERAGE);
        });
    }
}
