// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.transportmap;

import java.util.Optional;
import org.flowmatch.engine.brenier.BrenierMap;
import org.flowmatch.engine.brenier.TransportMapSettings;
import org.flowmatch.knime.dialog.AtLeast;
import org.flowmatch.knime.dialog.AtMost;
import org.flowmatch.knime.dialog.IsChosen;
import org.flowmatch.knime.dialog.MostRows;
import org.flowmatch.knime.dialog.NoOptionalInput;
import org.flowmatch.knime.dialog.RunSeed;
import org.flowmatch.knime.dialog.SettingRange;
import org.flowmatch.knime.execution.NodeRun;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.OptionalWidget;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** Settings of Optimal Transport Map. */
final class OptimalTransportMapNodeParameters implements NodeParameters {

    /** The names of the constants are stored in settings. */
    enum Smoothing {
        @Label(
                value = "Automatic",
                description = "The one at which bias and chance together are least, judged by halves of the rows.")
        AUTOMATIC,
        @Label(value = "Given", description = "A number.")
        GIVEN
    }

    interface SmoothingReference extends ParameterReference<Smoothing> {}

    static final class IsGiven extends IsChosen<Smoothing> {
        IsGiven() {
            super(SmoothingReference.class, Smoothing.GIVEN);
        }
    }

    static final class LatestTime extends AtMost {
        LatestTime() {
            super(BrenierMap.TIME);
        }
    }

    @Widget(
            title = "Time",
            description =
                    """
                    When rows are taken on their way from the source (0) to the target (1): at time t a row x is at
                    (1 - t) x + t T(x).
                    """)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = LatestTime.class)
    double m_time = 1;

    @Widget(
            title = "Rows",
            description =
                    "The number of rows of noise that are pushed, 1 to 100,000,000, where the coupling has no source table; with"
                            + " the seed of Flow Sampler they are those that it starts from. Of a coupling with a source table its"
                            + " rows are pushed.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = MostRows.class)
    @Effect(predicate = NoOptionalInput.class, type = EffectType.SHOW)
    int m_rows = 1000;

    static final class FewestPlanRows extends AtLeast {
        FewestPlanRows() {
            super(TransportMapSettings.ROWS);
        }
    }

    static final class MostPlanRows extends AtMost {
        MostPlanRows() {
            super(TransportMapSettings.ROWS);
        }
    }

    @Widget(
            title = "Rows of the plans",
            description =
                    """
                    How many source rows and target rows the transport plans join, 20 to 5,000. More rows show more of the map;
                    time grows with their square (that of the exact plan with their cube), and 5,000 rows take 300 MB for each core.
                    """)
    @NumberInputWidget(minValidation = FewestPlanRows.class, maxValidation = MostPlanRows.class)
    @Advanced
    int m_planRows = TransportMapSettings.DEFAULT_ROWS;

    @Widget(title = "Smoothing", description = "How much the entropic plans blur what the map is found from.")
    @ValueSwitchWidget
    @ValueReference(SmoothingReference.class)
    @Advanced
    Smoothing m_smoothing = Smoothing.AUTOMATIC;

    static final class LeastEpsilon extends AtLeast {
        LeastEpsilon() {
            super(TransportMapSettings.SMOOTHING);
        }
    }

    static final class MostEpsilon extends AtMost {
        MostEpsilon() {
            super(TransportMapSettings.SMOOTHING);
        }
    }

    @Widget(
            title = "Epsilon",
            description =
                    """
                    The regularisation of the plans in units of the mean squared distance of source and target rows, 0.001 to 10. With
                    little a map follows single rows, with much it becomes affine. 0.025 to 0.4 are usual.
                    """)
    @NumberInputWidget(minValidation = LeastEpsilon.class, maxValidation = MostEpsilon.class)
    @Effect(predicate = IsGiven.class, type = EffectType.SHOW)
    @Advanced
    double m_epsilon = TransportMapSettings.USUAL_SMOOTHING;

    @Widget(
            title = RunSeed.TITLE,
            description =
                    "The start of the random numbers: noise, and the rows that plans join." + RunSeed.NEW_AT_EACH_RUN)
    @OptionalWidget(defaultProvider = RunSeed.First.class)
    @Advanced
    Optional<Long> m_seed = Optional.of(1L);

    /** @throws org.flowmatch.engine.FlowException naming the number that is out of its range */
    TransportMapSettings settings(long seed) {
        return new TransportMapSettings(
                m_planRows, m_smoothing == Smoothing.GIVEN ? Optional.of(m_epsilon) : Optional.empty(), seed);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        NodeRun.validate(() -> {
            SettingRange.check("Rows", m_rows, MostRows.ROWS);
            BrenierMap.requireTime(m_time);
            settings(RunSeed.ANY);
        });
    }
}
