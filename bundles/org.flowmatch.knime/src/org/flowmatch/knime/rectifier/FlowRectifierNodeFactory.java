// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.rectifier;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.dynamics.Dynamics;
import org.flowmatch.engine.dynamics.Obstacle;
import org.flowmatch.engine.metric.HeldBack;
import org.flowmatch.engine.mixed.FlowOfNumbers;
import org.flowmatch.engine.mover.Movers;
import org.flowmatch.engine.reflow.Rectification;
import org.flowmatch.engine.reflow.Rectifier;
import org.flowmatch.engine.reflow.RectifierSettings;
import org.flowmatch.knime.diagnostics.HeldBackRows;
import org.flowmatch.knime.dialog.RunSeed;
import org.flowmatch.knime.execution.NodeMonitor;
import org.flowmatch.knime.execution.NodeRun;
import org.flowmatch.knime.execution.OptionalPort;
import org.flowmatch.knime.port.ConditionalPathPortObject;
import org.flowmatch.knime.port.ConditionalPathPortObjectSpec;
import org.flowmatch.knime.port.CouplingFit;
import org.flowmatch.knime.port.FlowModelPortObject;
import org.flowmatch.knime.port.FlowModelPortObjectSpec;
import org.flowmatch.knime.port.Labels;
import org.flowmatch.knime.view.StoredView;
import org.flowmatch.knime.view.ViewPage;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** Straightens a trained flow by rounds of reflow and training. */
public final class FlowRectifierNodeFactory extends DefaultNodeFactory {

    private static final String DESCRIPTION =
            """
            <p>Straightens a trained flow so that it is sampled with few evaluations, down to one: what Flow Reflow, Conditional Path and
            Velocity Learner do in three nodes, in one, any number of times.</p>
            <p>Each round makes pairs
            (z<sub>0</sub>, z<sub>1</sub>), where z<sub>1</sub> is where the model of the round before carries the source row z<sub>0</sub>, and trains a model on these
            pairs. The new flow has the same ends, but its paths cross less, and no convex cost of transport grows:
            E c(z<sub>1</sub> - z<sub>0</sub>) &#8804; E c(x<sub>1</sub> - x<sub>0</sub>). Rectified models predict the velocity.</p>
            <p>A model of which any columns may be given is rectified with none of them given, and no columns may be given to the new
            one. Of rows with labels, gaps or spikes the numbers are straightened given the labels, which are drawn first, one after
            another, as the model before draws them: each round learns that, too, from its pairs. W2 then counts each label that
            differs as 2 beside the squared distance of the numbers. The model must have been trained with <i>Rows with labels can
            be scored</i> switched on in Velocity Learner, and the new one is sampled forward alone and has no density.</p>
            <p>The table shows what each round achieved, beginning with the given model (round 0): the straightness
            S = &#8747; E|(z<sub>1</sub> - z<sub>0</sub>) - v(z<sub>t</sub>, t)|<sup>2</sup> dt (0 for straight lines), the path energy E &#8747; |v|<sup>2</sup> dt, the
            transport cost E|z<sub>1</sub> - z<sub>0</sub>|<sup>2</sup>, and the W2 distance of rows sampled in one Euler step to target rows, beside the
            floor: the W2 distance of two samples of real target rows of the same size. One-step sampling is good when that
            distance is near the floor.</p>
            <p>Use it after Velocity Learner, with the path that the model was trained on, when sampling must be fast. Train
            that model well first, and solve accurately here: errors of model and solver become part of the next flow. One
            round is usually enough. Distilling the last round gives a model for one step only, which is more accurate in that
            step.</p>
            <p><b>When something goes wrong.</b> When the one-step W2 stays far above the floor while the straightness is near
            0, the pairs are at fault: train the first model longer, solve with more steps, and make more pairs. When the
            straightness does not fall, train each round longer or with more pairs. When a training diverges, the node fails
            and names the round: lower the learning rate. A path whose coupling has columns other than the model's is
            refused and the columns are named. A model of rows with labels
            that was not trained to know them apart from the time is refused, with the switch to set.</p>
            <p>References: Liu et al., <i>Flow straight and fast: learning to generate and transfer data with rectified
            flow</i> (2023); Liu, <i>Rectified flow: a marginal preserving approach to optimal transport</i> (2022).</p>
            """;

    private static final DefaultNode NODE = DefaultNode.create()
            .name("Flow Rectifier")
            .icon("../../../../icons/flow-rectifier.png")
            .shortDescription("Straightens a trained flow by rounds of reflow and training, for sampling in few steps.")
            .fullDescription(DESCRIPTION)
            .sinceVersion(1, 0, 0)
            .dynamicPorts(p -> p.addInputPortGroup("Model to rectify", g -> g.name("Model to rectify")
                            .description("The trained flow.")
                            .fixed(FlowModelPortObject.TYPE))
                    .addInputPortGroup("Conditional path", g -> g.name("Conditional path")
                            .description(
                                    "The path and the pairs that the flow was trained on. The new flow is trained along"
                                            + " this path; the linear one is straightest.")
                            .fixed(ConditionalPathPortObject.TYPE))
                    .addInputPortGroup(HeldBackRows.PORT, g -> g.name(HeldBackRows.PORT)
                            .description(HeldBackRows.DESCRIPTION)
                            .optional()
                            .supportedTypes(BufferedDataTable.TYPE))
                    .addOutputPortGroup("Rectified model", g -> g.name("Rectified model")
                            .description("The model of the last round.")
                            .fixed(FlowModelPortObject.TYPE))
                    .addOutputPortGroup("Rounds", g -> g.name("Rounds")
                            .description("One row for each round, the given model first: straightness, path energy,"
                                    + " transport costs, one-step W2 distance, floor and validation loss.")
                            .fixed(BufferedDataTable.TYPE)))
            .model(m -> m.parametersClass(FlowRectifierNodeParameters.class)
                    .configure(NodeRun.configure(FlowRectifierNodeFactory::configure))
                    .execute(NodeRun.execute(FlowRectifierNodeFactory::execute)))
            .addView(v -> v.withoutParameters()
                    .description("Straightness, and the W2 distance of rows sampled in one step, by round.")
                    .page(p -> ViewPage.of(p, "rounds"))
                    .initialData(i -> i.data(StoredView::read).serializer(json -> json)))
            .nodeType(NodeType.Learner)
            .keywords(
                    "flow matching",
                    "rectified flow",
                    "rectification",
                    "reflow",
                    "straighten",
                    "distillation",
                    "one step",
                    "few steps",
                    "fast sampling");

    public FlowRectifierNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput input, ConfigureOutput output) {
        FlowRectifierNodeParameters parameters = input.getParameters();
        RectifierSettings settings = parameters.settings(RunSeed.ANY);
        FlowModelPortObjectSpec model = input.getInPortSpec(0);
        ConditionalPathPortObjectSpec path = input.getInPortSpec(1);
        require(model, path, parameters);
        OptionalPort.THIRD.tableSpec(input).ifPresent(table -> HeldBackRows.check(model, table));
        output.setOutSpecs(
                new FlowModelPortObjectSpec(
                        model.columns(),
                        model.scaling(),
                        model.source(),
                        Rectifier.dynamics(settings, path.path(), model.labels() == Labels.SOME),
                        model.network(),
                        model.reflowRounds() + parameters.m_rounds,
                        model.conditions(),
                        CouplingSettings.Reflow.ID,
                        model.types(),
                        model.labels()),
                RoundTable.SPEC);
    }

    private static void execute(ExecuteInput input, ExecuteOutput output, NodeMonitor monitor) throws IOException {
        FlowRectifierNodeParameters parameters = input.getParameters();
        FlowModelPortObject model = input.getInPortObject(0);
        ConditionalPathPortObject path = input.getInPortObject(1);
        require(model.getSpec(), path.getSpec(), parameters);
        Optional<HeldBack> heldBack =
                OptionalPort.THIRD.table(input).map(table -> HeldBackRows.read(model, table, monitor.part(0, 0.02)));
        RunSeed seed = RunSeed.of(parameters.m_seed);
        Rectification rectification = Rectifier.rectify(
                model.model(monitor),
                path.coupling(),
                heldBack,
                path.getSpec().path(),
                parameters.settings(seed.value()),
                monitor.part(0.02, 1));
        ExecutionContext context = input.getExecutionContext();
        output.setOutData(
                FlowModelPortObject.create(
                        rectification.model(),
                        model.getSpec().conditions(),
                        model.getSpec().types(),
                        context,
                        monitor),
                RoundTable.write(rectification.rounds(), context));
        output.setInternalData(
                StoredView.write(RoundPicture.of(rectification.rounds()).toString(), context));
        List<String> warnings = new ArrayList<>(seed.warnings());
        warnings.addAll(rectification.warnings());
        NodeRun.warn(output, warnings);
    }

    private static void require(
            FlowModelPortObjectSpec model, ConditionalPathPortObjectSpec path, FlowRectifierNodeParameters parameters) {
        model.dynamics().reflowObstacle().ifPresent(Obstacle::refuse);
        CouplingFit.require(model, path);
        Movers.of(model.dynamics()).require(parameters.settings(RunSeed.ANY).solver());
        if (parameters.m_training.m_continueWeights) {
            Dynamics flow = FlowOfNumbers.of(model.dynamics(), model.labels() == Labels.SOME);
            flow.otherThanVelocity().ifPresent(other -> {
                throw new FlowException(
                        "Rectified models predict the velocity alone, but the model predicts " + other
                                + ": its weights cannot be continued.",
                        "Switch \"Continue from the weights\" off in the dialog.");
            });
        }
    }
}
