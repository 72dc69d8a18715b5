// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.reflow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.mover.Movers;
import org.flowmatch.engine.reflow.ReflowPairs;
import org.flowmatch.engine.sampling.FlowTable;
import org.flowmatch.knime.dialog.RunSeed;
import org.flowmatch.knime.execution.NodeMonitor;
import org.flowmatch.knime.execution.NodeRun;
import org.flowmatch.knime.execution.OptionalPort;
import org.flowmatch.knime.flow.FlowPicture;
import org.flowmatch.knime.flow.RecordedFlowText;
import org.flowmatch.knime.port.FlowCouplingPortObject;
import org.flowmatch.knime.port.FlowCouplingPortObjectSpec;
import org.flowmatch.knime.port.FlowModelPortObject;
import org.flowmatch.knime.port.FlowModelPortObjectSpec;
import org.flowmatch.knime.view.StoredView;
import org.flowmatch.knime.view.ViewPage;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** Couples source rows with the rows to which a trained flow carries them. */
public final class FlowReflowNodeFactory extends DefaultNodeFactory {

    private static final String DESCRIPTION =
            """
            <p>Makes a trained flow faster to sample: a flow that is trained on the pairs of this node needs fewer steps,
            down to one.</p>
            <p>Makes the coupling of a rectification round: pairs (z<sub>0</sub>, z<sub>1</sub>), where z<sub>0</sub> is a source row and z<sub>1</sub> is where a trained
            flow carries it. A flow trained on these pairs has straighter paths, so that it can be sampled with few steps,
            down to one.</p>
            <p>Use it after Velocity Learner when sampling must be fast: Flow Reflow, then Conditional Path with the linear
            path, then another Velocity Learner. Solve accurately here: errors of the solver become part of the new flow.
            Make at least as many pairs as there are training rows. One round is usually enough; every round may be repeated
            on the new model, and no convex transport cost ever grows.</p>
            <p>A model with a Gaussian source starts from noise; a model with a source table needs source rows at the optional
            port. A model with conditions takes them from that table too: those of the source rows, or for noise those of the
            table's rows in random order, so connect the rows it was trained on. Every pair keeps its condition.</p>
            <p>A model of which any columns may be given makes pairs of rows of which none is given. Of rows with labels, gaps or
            spikes the numbers are straightened: the labels of a row are drawn first, and its numbers follow from its source row
            and them. The next model draws labels first, too, and is sampled forward alone. Such a model must have been trained
            with <i>Rows with labels can be scored</i> switched on in Velocity Learner.</p>
            <p><b>When something goes wrong.</b> When rows sampled in one step from the new flow look blurred, make more pairs,
            solve with more steps here, and train the new flow longer, best by continuing from this model. When they look
            like those of the old flow but that one was already poor, train the old flow longer first. A column or row of the
            source table that does not fit is named. A model of rows with
            labels that was not trained to know them apart from the time is refused, with the switch to set, and so is one whose
            rows have labels alone.</p>
            <p>References: Liu, Gong and Liu, <i>Flow straight and fast: learning to generate and transfer data with rectified
            flow</i> (2023).</p>
            """;

    private static final DefaultNode NODE = DefaultNode.create()
            .name("Flow Reflow")
            .icon("../../../../icons/flow-reflow.png")
            .shortDescription(
                    "Makes pairs with a trained flow, so that the next flow is straighter and samples in fewer steps.")
            .fullDescription(DESCRIPTION)
            .sinceVersion(1, 0, 0)
            .dynamicPorts(p -> p.addInputPortGroup("Flow model", g -> g.name("Flow model")
                            .description("The flow to be straightened.")
                            .fixed(FlowModelPortObject.TYPE))
                    .addInputPortGroup("Source rows", g -> g.name("Source rows")
                            .description("Source rows with the model's columns, for a model trained with a source"
                                    + " table; rows with its condition columns, for a model with conditions.")
                            .optional()
                            .supportedTypes(BufferedDataTable.TYPE))
                    .addOutputPortGroup("Flow coupling", g -> g.name("Flow coupling")
                            .description("The pairs, encoded as those of the model.")
                            .fixed(FlowCouplingPortObject.TYPE)))
            .model(m -> m.parametersClass(FlowReflowNodeParameters.class)
                    .configure(NodeRun.configure(FlowReflowNodeFactory::configure))
                    .execute(NodeRun.execute(FlowReflowNodeFactory::execute)))
            .addView(v -> v.withoutParameters()
                    .description(RecordedFlowText.OF_VIEW)
                    .page(p -> ViewPage.of(p, "flow"))
                    .initialData(i -> i.data(StoredView::read).serializer(json -> json)))
            .nodeType(NodeType.Manipulator)
            .keywords(
                    "reflow",
                    "rectified flow",
                    "rectification",
                    "straighten",
                    "distillation",
                    "one step",
                    "coupling",
                    "flow matching");

    public FlowReflowNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput input, ConfigureOutput output) {
        FlowReflowNodeParameters parameters = input.getParameters();
        FlowModelPortObjectSpec model = input.getInPortSpec(0);
        Optional<DataTableSpec> table = OptionalPort.SECOND.tableSpec(input);
        ReflowRows.check(model, table);
        parameters.requireGuidable(model.conditions());
        Movers.of(model.dynamics()).require(parameters.settings());
        CouplingSettings coupling = ReflowPairs.settings(parameters.settings(), model.reflowRounds(), model.source());
        output.setOutSpec(
                0,
                new FlowCouplingPortObjectSpec(
                        model.columns(),
                        coupling,
                        model.scaling(),
                        model.source(),
                        model.conditions(),
                        model.labels(),
                        model.types()));
    }

    private static void execute(ExecuteInput input, ExecuteOutput output, NodeMonitor monitor) throws IOException {
        FlowReflowNodeParameters parameters = input.getParameters();
        FlowModelPortObject port = input.getInPortObject(0);
        FlowModel model = port.model(monitor);
        Optional<BufferedDataTable> table = OptionalPort.SECOND.table(input);
        RunSeed seed = RunSeed.of(parameters.m_seed);
        ReflowRows source = ReflowRows.of(
                model, port.getSpec().conditions(), table, parameters.m_rows, seed.value(), monitor.part(0, 0.1));
        ReflowPairs.Made made = ReflowPairs.make(
                model, source.rows(), source.conditions(), seed.value(), parameters.settings(), monitor.part(0.1, 0.9));
        List<String> warnings = new ArrayList<>(seed.warnings());
        parameters.settings().device().resolve(monitor).warning().ifPresent(warnings::add);
        NodeRun.warn(output, warnings);
        output.setInternalData(StoredView.write(picture(made, model), input.getExecutionContext()));
        output.setOutData(
                0,
                FlowCouplingPortObject.create(
                        made.pairs(),
                        port.getSpec().conditions(),
                        port.getSpec().types(),
                        input.getExecutionContext(),
                        monitor.part(0.9, 1)));
    }

    /** Null in JSON where nothing was recorded. */
    private static String picture(ReflowPairs.Made made, FlowModel model) {
        return made.recorded()
                .map(flow -> FlowPicture.of(
                                FlowTable.of(flow, model.encoding(), true, Monitor.none()),
                                Optional.of(model.encoding()),
                                made.pairs().target().rows(),
                                place -> "Pair " + flow.rows()[place])
                        .toString())
                .orElse("null");
    }
}
