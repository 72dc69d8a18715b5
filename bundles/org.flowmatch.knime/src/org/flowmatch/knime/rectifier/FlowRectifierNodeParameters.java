// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.rectifier;

import java.util.Optional;
import org.flowmatch.engine.flowmap.MapSettings;
import org.flowmatch.engine.metric.DiagnosticsSettings;
import org.flowmatch.engine.reflow.RectifierSettings;
import org.flowmatch.engine.sampling.Direction;
import org.flowmatch.knime.dialog.AtLeast;
import org.flowmatch.knime.dialog.AtMost;
import org.flowmatch.knime.dialog.DeviceSetting;
import org.flowmatch.knime.dialog.RunSeed;
import org.flowmatch.knime.execution.NodeRun;
import org.flowmatch.knime.sampler.SolverParameters;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.widget.OptionalWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** Settings of Flow Rectifier. */
final class FlowRectifierNodeParameters implements NodeParameters {

    @Section(title = "Rectification")
    interface RoundsSection {}

    @Section(title = "Training")
    @After(RoundsSection.class)
    interface TrainingSection {}

    @Section(title = "Solving", description = "Carries source rows to target rows to make the pairs.")
    @After(TrainingSection.class)
    interface SolverSection {}

    @Section(title = "Measurement, device and random numbers")
    @Advanced
    @After(SolverSection.class)
    interface DeviceSection {}

    static final class MostRounds extends AtMost {
        MostRounds() {
            super(RectifierSettings.ROUNDS);
        }
    }

    @Widget(
            title = "Rounds",
            description =
                    "How often pairs are made and a model is trained on them, 1 to 10. One is usually enough: each"
                            + " round also adds the errors of its training.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = MostRounds.class)
    @Layout(RoundsSection.class)
    int m_rounds = RectifierSettings.DEFAULT_ROUNDS;

    static final class FewestPairs extends AtLeast {
        FewestPairs() {
            super(RectifierSettings.PAIRS);
        }
    }

    static final class MostPairs extends AtMost {
        MostPairs() {
            super(RectifierSettings.PAIRS);
        }
    }

    @Widget(
            title = "Pairs",
            description =
                    """
                    The number of pairs of each round, 10 to 10,000,000; as many as training rows or more. A model with a source
                    table makes one pair from each source row of the coupling instead.
                    """)
    @NumberInputWidget(minValidation = FewestPairs.class, maxValidation = MostPairs.class)
    @Layout(RoundsSection.class)
    int m_pairs = RectifierSettings.DEFAULT_PAIRS;

    @Widget(
            title = "Distil the last round into one step",
            description =
                    """
                    The last round learns only the whole step z<sub>1</sub> - z<sub>0</sub> from the source row (t = 0). Its model is sampled with one
                    Euler step and nothing else: the fastest and, in one step, the most accurate.
                    """)
    @Layout(RoundsSection.class)
    boolean m_distill;

    @Widget(
            title = "Learn a flow map in the last round",
            description =
                    """
                    The last round learns the straightened flow together with its map from any time to any other, which Flow Sampler's
                    solver <i>Flow map</i> follows in one step or a few; other solvers follow the flow as before.
                    """)
    @Layout(RoundsSection.class)
    @Migrate(loadDefaultIfAbsent = true)
    boolean m_flowMap;

    @Layout(TrainingSection.class)
    TrainingParameters m_training = new TrainingParameters();

    @Layout(SolverSection.class)
    SolverParameters m_solver = new SolverParameters();

    static final class FewestMeasured extends AtLeast {
        FewestMeasured() {
            super(DiagnosticsSettings.ROWS);
        }
    }

    static final class MostMeasured extends AtMost {
        MostMeasured() {
            super(DiagnosticsSettings.ROWS);
        }
    }

    @Widget(
            title = "Rows to measure on",
            description =
                    """
                    The number of rows on which every round is measured, 10 to 5,000. More rows sharpen the numbers; the time of
                    the W2 distance grows with the cube.
                    """)
    @NumberInputWidget(minValidation = FewestMeasured.class, maxValidation = MostMeasured.class)
    @Layout(DeviceSection.class)
    int m_measuredRows = RectifierSettings.DEFAULT_MEASURED_ROWS;

    @Widget(title = "Device", description = "Where the network is trained and runs.")
    @Layout(DeviceSection.class)
    DeviceSetting m_device = DeviceSetting.CPU;

    @Widget(
            title = RunSeed.TITLE,
            description = "The start of the random numbers. The same seed and model always give the same result."
                    + RunSeed.NEW_AT_EACH_RUN)
    @OptionalWidget(defaultProvider = RunSeed.First.class)
    @Layout(DeviceSection.class)
    Optional<Long> m_seed = Optional.of(1L);

    RectifierSettings settings(long seed) {
        return new RectifierSettings(
                m_rounds,
                m_pairs,
                m_solver.settings(Direction.FORWARD, false, m_device),
                m_training.settings(m_device, seed),
                m_training.m_continueWeights,
                m_distill,
                m_measuredRows,
                seed,
                m_flowMap ? Optional.of(MapSettings.defaults()) : Optional.empty());
    }

    @Override
    public void validate() throws InvalidSettingsException {
        NodeRun.validate(() -> settings(RunSeed.ANY));
    }
}
