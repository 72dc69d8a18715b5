// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.sampler;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.encoding.GivenTable;
import org.flowmatch.engine.mixed.MixedFlow;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.sampling.Samples;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.sampling.SolvePlan;
import org.flowmatch.knime.dialog.RunSeed;
import org.flowmatch.knime.execution.NodeMonitor;
import org.flowmatch.knime.execution.NodeRun;
import org.flowmatch.knime.execution.OptionalPort;
import org.flowmatch.knime.flow.RecordedFlowText;
import org.flowmatch.knime.port.FlowModelPortObject;
import org.flowmatch.knime.port.FlowModelPortObjectSpec;
import org.flowmatch.knime.sampler.ConditionParameters.UseChoice;
import org.flowmatch.knime.sampler.GivenChoice.Holds;
import org.flowmatch.knime.view.StoredView;
import org.flowmatch.knime.view.ViewPage;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.NodeLogger;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** Samples rows from a trained flow. */
public final class FlowSamplerNodeFactory extends DefaultNodeFactory {

    private static final NodeLogger LOGGER = NodeLogger.getLogger(FlowSamplerNodeFactory.class);

    private static final String DESCRIPTION =
            """
            <p>Makes new rows with a trained model: synthetic rows that are like those of the training table, rows for given
            values, or rows of one table as they would be in another. Their columns have the names, types and resolution of
            those that the model was trained on.</p>
            <p>The node starts from source rows at t = 0 and follows the velocity to t = 1 by solving
            dx/dt = v(x, t). The sampled rows have the names, types and resolution of the columns that the model was trained
            on and, unless Flow Coupling says otherwise, stay within the observed range.</p>
            <p>A model with a Gaussian source starts from noise: choose the number of rows. A model that was trained with a
            source table needs the rows to start from at the optional port: one row is sampled from each, with labels and gaps where the
            model has them, and row IDs are kept.</p>
            <p>A model with conditions needs a value for each of them: in the dialog, for all rows, or in a column of the same
            name of the optional table, which for a Gaussian source holds one row of conditions for each sampled row, or for a
            number of them. Condition columns are part of the output; other
            columns of that table are not, and a warning names them.</p>
            <p>A model of which any columns may be given takes <i>given values</i>: cells of the optional table that are not
            missing, and values of the dialog, come back as they are, and the other cells are made to go with them. Missing
            cells are made, too, unless they are given as missing. A number between those that are labels of its column counts
            as the nearest of them. Of a code single symbols can be given, with a question mark, or the mark of the settings, where one is to
            be made: <i>AB?4</i>. <i>Counts per combination</i> make as many rows of each given row as its count says;
            <i>equal</i> rows per label make rare labels as frequent as others.</p>
            <p>Guidance makes rows more typical of their condition; without
            conditions the whole distribution is sampled.</p>
            <p>Sampled rows are not anonymous: unless Flow Coupling interpolates, every cell is an observed value, and whole
            rows may equal real ones.</p>
            <p>The midpoint solver with 50 steps is a good start. More steps come closer to the flow and take longer: each
            step costs one to four evaluations of the network per row. After reflow, one Euler step may be enough. Solvers that choose
            their steps do so by tolerances; the number of evaluations is written to the log. They choose them for groups of up to
            256 neighbouring rows, so that a row may come out differently, within the tolerances, when the rows before it change.
            With fixed steps, with noise or without, a row depends on no other row, nor on the number of cores.</p>
            <p>Labels, gaps and spikes are drawn on the way, at the times of the solver's grid, from what the network expects of
            them given all that is known by then; numbers move between. With <i>labels first</i> all labels are drawn before the numbers move; a temperature makes frequent labels
            more or less frequent. Rows of such a model, or of one of which any columns may
            be given, go forward alone and have no trajectories.</p>
            <p>Backward, the sampler starts from target rows at the optional port and returns the source rows that the flow
            carries to them; trajectories return every row at every step. Random motion samples the stochastic equation
            dx = (v + e<sup>2</sup> / 2 score) dt + e dW with the same distributions, where the score is known. Another path follows the
            same flow along another schedule.</p>
            <p><b>When something goes wrong.</b> When the rows look wrong, double the steps: if that changes nothing, the model is
            at fault and not the solver, so train it longer. When a row is no longer a number, take more steps or train with
            a lower learning rate. A table to start from must have all columns of the model, and missing cells or labels only
            where a table of Flow Coupling had them; the column and the row at fault are named, and so is the label. A number
            that is none of those of a column of labels counts as the nearest. A condition without a value, and a label that was not in the training table, are
            named too. So are, with what is allowed, a given label that was not learnt, a symbol of a code that was not learnt at its place, and a given number beyond those of a
            column of labels; a number beyond the range of another column is taken as its end, with a warning. Values are given
            only to a model that was trained to be given any. Random motion
            is refused with the reason where the score is not known, as under optimal transport; backward
            sampling and trajectories where the model has labels, and labels first where the model was not trained for it. A column whose type is not installed here comes back as text,
            with a warning. A model
            distilled to one step allows one forward step of Euler and nothing else. When the model file is damaged or of a
            later version, the node says so: execute the learner again, or update the extension.</p>
            <p>References: Lipman et al., <i>Flow matching for generative modeling</i> (2023); Liu et al., <i>Flow straight
            and fast</i> (2023); Ho and Salimans, <i>Classifier-free diffusion guidance</i> (2022); Song et al., <i>Score-based
            generative modeling through stochastic differential equations</i> (2021); Karras et al., <i>Elucidating the design
            space of diffusion-based generative models</i> (2022); Dormand and Prince, <i>A family of embedded Runge-Kutta
            formulae</i> (1980); Hairer, Norsett and Wanner, <i>Solving ordinary differential equations I</i> (1993).</p>
            """;

    private static final DefaultNode NODE = DefaultNode.create()
            .name("Flow Sampler")
            .icon("../../../../icons/flow-sampler.png")
            .shortDescription("Samples rows from a trained flow by solving its differential equation.")
            .fullDescription(DESCRIPTION)
            .sinceVersion(1, 0, 0)
            .dynamicPorts(p -> p.addInputPortGroup("Flow model", g -> g.name("Flow model")
                            .description("The trained flow.")
                            .fixed(FlowModelPortObject.TYPE))
                    .addInputPortGroup("Source rows", g -> g.name("Source rows")
                            .description("Rows to start from, with the model's columns: for models trained with a"
                                    + " source table and, as target rows, for sampling backward. Columns with"
                                    + " the names of the model's conditions give these, also for a model that"
                                    + " starts from noise. Or given values of any columns of the model, with counts"
                                    + " where these are wanted.")
                            .optional()
                            .supportedTypes(BufferedDataTable.TYPE))
                    .addOutputPortGroup("Sampled rows", g -> g.name("Sampled rows")
                            .description("The sampled rows, with the model's columns and the conditions.")
                            .fixed(BufferedDataTable.TYPE)))
            .model(m -> m.parametersClass(FlowSamplerNodeParameters.class)
                    .configure(NodeRun.configure(FlowSamplerNodeFactory::configure))
                    .execute(NodeRun.execute(FlowSamplerNodeFactory::execute)))
            .addView(v -> v.withoutParameters()
                    .description(RecordedFlowText.OF_VIEW)
                    .page(p -> ViewPage.of(p, "flow"))
                    .initialData(i -> i.data(StoredView::read).serializer(json -> json)))
            .nodeType(NodeType.Predictor)
            .keywords(
                    "flow matching",
                    "generate",
                    "sample",
                    "synthetic data",
                    "ODE solver",
                    "Euler",
                    "Runge-Kutta",
                    "Dormand-Prince",
                    "trajectory",
                    "condition",
                    "classifier-free guidance",
                    "SDE",
                    "DDIM",
                    "NFE",
                    "inference");

    public FlowSamplerNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput input, ConfigureOutput output) {
        FlowSamplerNodeParameters parameters = input.getParameters();
        SamplingSettings settings = parameters.settings(RunSeed.ANY);
        FlowModelPortObjectSpec model = input.getInPortSpec(0);
        Optional<DataTableSpec> table = OptionalPort.SECOND.tableSpec(input);
        GivenConditions given = parameters.m_conditions.given(model.conditions());
        GivenChoice choice = parameters.m_given.choice(table.isPresent());
        GivenRows cells = new GivenRows(choice, given);
        parameters.m_labelDraw.mover(model.dynamics()).require(settings);
        choice.check(model, choice.table() != Holds.START);
        if (choice.table() == Holds.START) {
            StartRows.check(model, table, settings.direction(), given);
        } else {
            cells.check(model, table.orElseThrow());
        }
        requireScore(model, settings);
        if (parameters.m_conditions.m_use == UseChoice.GIVEN) {
            parameters.m_guidance.require(!given.isEmpty());
        }
        output.setOutSpec(0, new SampledTable(model, settings, given).spec(Map.of()));
        table.flatMap(spec -> leftOut(model, spec, settings, choice, given)).ifPresent(output::setWarningMessage);
    }

    /** What to say about the columns of a connected table that are not taken from it. */
    private static Optional<String> leftOut(
            FlowModelPortObjectSpec model,
            DataTableSpec table,
            SamplingSettings settings,
            GivenChoice choice,
            GivenConditions given) {
        return choice.table() == Holds.START
                ? StartRows.leftOut(model, table, settings.direction(), given)
                : new GivenRows(choice, given).leftOut(model, table);
    }

    /** A spec of the first version does not name the coupling; then the sampler refuses when it runs. */
    private static void requireScore(FlowModelPortObjectSpec model, SamplingSettings settings) {
        if (settings.solver().stochastic() && !model.coupling().isEmpty()) {
            model.dynamics().scoreObstacle(model.pairs()).ifPresent(obstacle -> {
                throw new FlowException(
                        "Random motion needs the score of the flow. " + obstacle.reason(),
                        "Set \"Random motion\" to \"None\". " + obstacle.remedy());
            });
            model.dynamics().followed().ifPresent(velocity -> SolvePlan.requireAncestors(velocity.path(), settings));
        }
    }

    private static void execute(ExecuteInput input, ExecuteOutput output, NodeMonitor monitor) {
        FlowSamplerNodeParameters parameters = input.getParameters();
        ExecutionContext context = input.getExecutionContext();
        RunSeed seed = RunSeed.of(parameters.m_seed);
        SamplingSettings settings = parameters.settings(seed.value());
        FlowModelPortObject port = input.getInPortObject(0);
        FlowModel model = port.model(monitor);
        GivenConditions given = parameters.m_conditions.given(port.getSpec().conditions());
        Optional<BufferedDataTable> table = OptionalPort.SECOND.table(input);
        GivenChoice choice = parameters.m_given.choice(table.isPresent());
        choice.check(port.getSpec(), choice.table() != Holds.START);
        StartRows start = start(parameters, model, table, choice, given, settings, monitor.part(0, 0.1));
        Samples samples = sample(model, start, settings, parameters.m_labelDraw, monitor.part(0.1, 0.9));
        LOGGER.info(String.format(
                Locale.ROOT,
                "Flow Sampler: %,d rows with %.1f evaluations of the network per row (NFE)",
                samples.end().rows(),
                samples.nfe()));
        SampledTable sampled = new SampledTable(port.getSpec(), settings, given);
        output.setOutData(0, sampled.write(samples, model, start, context, monitor.part(0.9, 1)));
        output.setInternalData(
                StoredView.write(SampledFlow.picture(samples, model, start, sampled, Monitor.none()), context));
        List<String> warnings = new ArrayList<>(seed.warnings());
        table.flatMap(read -> leftOut(port.getSpec(), read.getDataTableSpec(), settings, choice, given))
                .ifPresent(warnings::add);
        start.cells().map(GivenTable::warnings).ifPresent(warnings::addAll);
        warnings.addAll(sampled.warnings(context));
        warnings.addAll(samples.warnings());
        NodeRun.warn(output, warnings);
    }

    private static StartRows start(
            FlowSamplerNodeParameters parameters,
            FlowModel model,
            Optional<BufferedDataTable> table,
            GivenChoice choice,
            GivenConditions given,
            SamplingSettings settings,
            Monitor monitor) {
        GivenRows cells = new GivenRows(choice, given);
        if (choice.table() != Holds.START) {
            return cells.of(model, table.orElseThrow(), settings.noiseSeed(), monitor);
        }
        StartRows start = table.map(rows -> StartRows.of(
                        model,
                        rows,
                        settings.direction(),
                        given,
                        parameters.m_conditions.m_rowsPerRow,
                        settings.noiseSeed(),
                        monitor))
                .orElseGet(() -> StartRows.gaussian(model, parameters.m_rows, given, settings.noiseSeed(), monitor));
        return cells.beside(start, model);
    }

    private static Samples sample(
            FlowModel model, StartRows start, SamplingSettings settings, LabelDrawParameters labels, Monitor monitor) {
        if (start.cells().isEmpty()) {
            return labels.mover(model.dynamics()).move(model, start.rows(), start.conditions(), settings, monitor);
        }
        RowMatrix known = start.cells().get().encode(monitor.part(0, 0.05));
        return labels.mover((MixedFlow) model.dynamics())
                .complete(model, start.rows(), Optional.of(known), start.conditions(), settings, monitor.part(0.05, 1));
    }
}
