// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.likelihood;

import java.util.Optional;
import org.flowmatch.engine.encoding.TiePoints;
import org.flowmatch.engine.likelihood.Divergence;
import org.flowmatch.engine.likelihood.LikelihoodSettings;
import org.flowmatch.engine.likelihood.ProbeLaw;
import org.flowmatch.engine.sampling.Direction;
import org.flowmatch.knime.dialog.AtLeast;
import org.flowmatch.knime.dialog.AtMost;
import org.flowmatch.knime.dialog.DeviceSetting;
import org.flowmatch.knime.dialog.IsChosen;
import org.flowmatch.knime.dialog.RunSeed;
import org.flowmatch.knime.execution.NodeRun;
import org.flowmatch.knime.likelihood.LikelihoodChoices.BadRowsChoice;
import org.flowmatch.knime.likelihood.LikelihoodChoices.DivergenceChoice;
import org.flowmatch.knime.likelihood.LikelihoodChoices.ProbeChoice;
import org.flowmatch.knime.likelihood.LikelihoodChoices.UnitsChoice;
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
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.OptionalWidget;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** Settings of Flow Likelihood. */
final class FlowLikelihoodNodeParameters implements NodeParameters {

    @Section(title = "Density")
    interface DensitySection {}

    @Section(title = "Solving")
    @After(DensitySection.class)
    interface SolverSection {}

    @Section(title = "Output")
    @After(SolverSection.class)
    interface OutputSection {}

    @Section(title = "Points, probes, device and random numbers")
    @Advanced
    @After(OutputSection.class)
    interface DeviceSection {}

    interface DivergenceReference extends ParameterReference<DivergenceChoice> {}

    static final class IsExact extends IsChosen<DivergenceChoice> {
        IsExact() {
            super(DivergenceReference.class, DivergenceChoice.EXACT);
        }
    }

    @Widget(title = "Units", description = "The units of the density.")
    @ValueSwitchWidget
    @Layout(DensitySection.class)
    UnitsChoice m_units = UnitsChoice.ORIGINAL;

    @Widget(title = "Divergence", description = "How the divergence of the velocity is computed.")
    @ValueSwitchWidget
    @ValueReference(DivergenceReference.class)
    @Layout(DensitySection.class)
    DivergenceChoice m_divergence = DivergenceChoice.AUTOMATIC;

    @Layout(SolverSection.class)
    SolverParameters m_solver = new SolverParameters();

    @Widget(
            title = "Append the encoded row",
            description =
                    """
                    Appends the row's source point x<sub>0</sub>, to which the flow carries it backward: one number per column of the
                    model, named as that column with "(x0)". For typical rows they are standard normal numbers. For tied values it is that
                    of their median rank.
                    """)
    @Layout(OutputSection.class)
    boolean m_endPoint;

    @Widget(
            title = "Append the share of each column",
            description =
                    """
                    Appends for each column of the model -log p(column | all other columns), in nats, named as that column with
                    "(share)": the larger, the more unusual the cell is beside the others. For models of Flow Coupling with
                    <i>any columns may be given</i>. Columns that depend on each other tell the same twice, so shares do not add
                    up to the score of the row. The last column is the <i>largest share</i> of a row: for finding rows with one
                    wrong cell it ranks better than the log density, to which all cells add their chance. Takes one evaluation
                    for a label, one solve for a number.
                    """)
    @Layout(OutputSection.class)
    @Migrate(loadDefaultIfAbsent = true)
    boolean m_shares;

    @Widget(
            title = "Rows with missing or infinite values",
            description =
                    "What to do with rows that have a missing, NaN or infinite cell in a column of the model. A missing"
                            + " cell of a column that had some in training, or of a label, is none of them, nor is any where"
                            + " the model was trained to be given any columns.")
    @ValueSwitchWidget
    @Layout(OutputSection.class)
    BadRowsChoice m_badRows = BadRowsChoice.FAIL;

    @Widget(
            title = "Prefix of the appended columns",
            description =
                    """
                    Put before the names <i>log density</i>, <i>bits per dimension</i> and <i>standard error</i>, for instance
                    to tell models apart; may be empty. A name that the table already has gets a number.
                    """)
    @Layout(OutputSection.class)
    String m_prefix = "";

    static final class MostPoints extends AtMost {
        MostPoints() {
            super(TiePoints.COUNT);
        }
    }

    @Widget(
            title = "Points for tied values",
            description =
                    """
                    The number of points over which the density of a row with tied values is averaged, 1 to 999 (an even
                    number counts as the next odd one); the time grows with it. They are the same for every row. Rows without
                    tied values and within the fitted range need one. Columns that are not scaled by quantiles have none.
                    """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = MostPoints.class)
    @Layout(DeviceSection.class)
    @Migrate(loadDefaultIfAbsent = true)
    int m_tiePoints = TiePoints.DEFAULT;

    static final class MostOrders extends AtMost {
        MostOrders() {
            super(LikelihoodSettings.ORDERS);
        }
    }

    @Widget(
            title = "Orders of labels",
            description =
                    """
                    The number of random orders in which the labels of a row are asked for, 1 to 100; the probability of the
                    labels is the mean over them, their spread a column of the output. Without meaning for models of numbers
                    alone.
                    """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = MostOrders.class)
    @Layout(DeviceSection.class)
    @Migrate(loadDefaultIfAbsent = true)
    int m_orders = LikelihoodSettings.DEFAULT_ORDERS;

    static final class FewestProbes extends AtLeast {
        FewestProbes() {
            super(LikelihoodSettings.PROBES);
        }
    }

    static final class MostProbes extends AtMost {
        MostProbes() {
            super(LikelihoodSettings.PROBES);
        }
    }

    @Widget(
            title = "Probes",
            description =
                    """
                    The number of random probes of Hutchinson's estimate for each row, 2 to 1,000. The standard error falls with
                    the root of this number, the time grows with it.
                    """)
    @NumberInputWidget(minValidation = FewestProbes.class, maxValidation = MostProbes.class)
    @Effect(predicate = IsExact.class, type = EffectType.HIDE)
    @Layout(DeviceSection.class)
    int m_probes = LikelihoodSettings.DEFAULT_PROBES;

    @Widget(title = "Distribution of the probes", description = "The law of every coordinate of a probe.")
    @ValueSwitchWidget
    @Effect(predicate = IsExact.class, type = EffectType.HIDE)
    @Layout(DeviceSection.class)
    ProbeChoice m_probeLaw = ProbeChoice.RADEMACHER;

    @Widget(title = "Device", description = "Where the network runs.")
    @Layout(DeviceSection.class)
    DeviceSetting m_device = DeviceSetting.CPU;

    @Widget(
            title = RunSeed.TITLE,
            description =
                    "The start of the random numbers of the probes, the points for tied values and the orders. The same"
                            + " seed always gives the same scores." + RunSeed.NEW_AT_EACH_RUN)
    @OptionalWidget(defaultProvider = RunSeed.First.class)
    @Layout(DeviceSection.class)
    Optional<Long> m_seed = Optional.of(1L);

    /** A text that a workflow stores as absent is empty. */
    String prefix() {
        return m_prefix == null ? "" : m_prefix;
    }

    LikelihoodSettings settings(long seed) {
        return new LikelihoodSettings(
                m_solver.settings(Direction.BACKWARD, false, m_device),
                Divergence.valueOf(m_divergence.name()),
                m_probes,
                ProbeLaw.valueOf(m_probeLaw.name()),
                seed,
                m_orders);
    }

    TiePoints tiePoints(long seed) {
        return new TiePoints(m_tiePoints, seed);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        NodeRun.validate(() -> {
            settings(RunSeed.ANY);
            tiePoints(RunSeed.ANY);
        });
    }
}
