// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.diagnostics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.metric.FlowDiagnostics;
import org.flowmatch.engine.metric.HeldBack;
import org.flowmatch.knime.dialog.RunSeed;
import org.flowmatch.knime.execution.NodeMonitor;
import org.flowmatch.knime.execution.NodeRun;
import org.flowmatch.knime.execution.OptionalPort;
import org.flowmatch.knime.port.CouplingFit;
import org.flowmatch.knime.port.FlowCouplingPortObject;
import org.flowmatch.knime.port.FlowCouplingPortObjectSpec;
import org.flowmatch.knime.port.FlowModelPortObject;
import org.flowmatch.knime.port.FlowModelPortObjectSpec;
import org.flowmatch.knime.view.ViewPage;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.DefaultView.ViewInput;

/** Measures how straight a trained flow is, and how close its samples come to the target by evaluations. */
public final class FlowDiagnosticsNodeFactory extends DefaultNodeFactory {

    private static final String DESCRIPTION =
            """
            <p>Answers two questions about a trained flow: are its samples as good as real rows, and how few evaluations of
            the network are enough? You get a picture of the answer, and tables of its numbers: how far sampled rows are from real
            ones, how straight the flow is, and which solver does with how few steps.</p>
            <p>The view draws the W2 distance of sampled rows to target rows by evaluations per row
            (NFE), one line per solver, beside the floor, which is the W2 distance of two samples of real target rows of the
            same size. A perfect model lies about at the floor, a little above or below it by chance; within 1.3 floors is
            good.</p>
            <p>W2 is the Wasserstein distance: the root of the least mean squared distance |a - b|<sup>2</sup> over all pairings of the
            rows of two samples. All numbers are in encoded units.</p>
            <p>The second table has three further distances of the same rows, each beside its own floor; for all of them a
            perfect model has a ratio to the floor of about 1:</p>
            <ul>
            <li>sliced W2: the root mean square of the W2 distances along 100 random directions. Unlike W2, it stays sharp as
            the number of columns grows; a ratio up to 1.3 is good;</li>
            <li>energy distance 2 E|X - Y| - E|X - X'| - E|Y - Y'| of sampled rows X and target rows Y: is best at seeing
            differences of the whole distribution; it grows with the square of a shift, so that up to 1.5 floors is good;</li>
            <li>MMD, the maximum mean discrepancy: sqrt(E k(X, X') - 2 E k(X, Y) + E k(Y, Y')) for the mean k of five Gaussian
            kernels exp(-|x - y|<sup>2</sup> / (2 s<sup>2</sup>)) with s = 1/4, 1/2, 1, 2 and 4 times the median distance of target rows, from 0 to
            1.42: sees missing and invented details; a ratio up to 1.3 is good.</li>
            </ul>
            <p>Its last column, the detection AUC, says how well boosted trees (XGBoost, 300 trees of depth 6, five folds, at most
            1,000 rows of either kind) tell sampled rows from target rows: 0.5 when not at all, 1 when every row gives itself away. It is
            measured with the most evaluations of each solver.</p>
            <p>The first table holds the geometry of the flow from source rows z<sub>0</sub> to z<sub>1</sub>, with v(z<sub>t</sub>, t) the velocity
            on the way:</p>
            <ul>
            <li>path energy E &#8747; |v|<sup>2</sup> dt, never below W2<sup>2</sup> of source and target;</li>
            <li>normalised path energy NPE = |path energy - W2<sup>2</sup>| / W2<sup>2</sup>, 0 for the flow of optimal transport;</li>
            <li>straightness S = &#8747; E|(z<sub>1</sub> - z<sub>0</sub>) - v|<sup>2</sup> dt, 0 when every row moves on a straight line at constant speed, so
            that one Euler step suffices;</li>
            <li>transport cost of the coupling, E|x<sub>1</sub> - x<sub>0</sub>|<sup>2</sup> of the pairs that the flow was trained on, and of the flow,
            E|z<sub>1</sub> - z<sub>0</sub>|<sup>2</sup>: apart from sampling error the second is not larger, and the difference is what a rectification
            gains;</li>
            <li>least transport cost of the flow's rows: that of the best pairs of the very same source rows z<sub>0</sub> and the rows
            z<sub>1</sub> that the flow made of them, by an exact plan. It is never above the cost of the flow. Their ratio is 1 for an
            optimal transport map, which pairs rows as that plan does; .8 means that a fifth of the cost is detour. The node Optimal Transport Map gives
            the map itself.</li>
            </ul>
            <p>A model of which any columns may be given is measured with none of them given. Rows with labels, gaps or spikes are
            compared as vectors of their numbers and labels: the squared distance of two rows is that of their numbers, of which one
            without a value counts as 0, plus 2 for each label that differs, as much as two independent standard normal numbers
            have on average. The geometry is that of the numbers given labels that are drawn first, without their W2 from source to target. It is
            missing, with a warning, for a model that was not trained with <i>Rows with labels can be scored</i> in
            Velocity Learner; samples of other models are drawn labels first, and NFE counts one evaluation for each label.</p>
            <p>Use it after Velocity Learner with the coupling that the model was trained on, to choose solver and steps for
            Flow Sampler and to see whether Flow Reflow or Flow Rectifier would help: they do when the lines are far above the
            floor at few evaluations and near it at many. Connect rows that the model was not trained on as held-back target
            rows, to tell learning from remembering.</p>
            <p><b>When something goes wrong.</b> When all lines end well above the floor, the model is at fault and not the
            solver: train longer or with a wider network. When the lines jump about, the sample is too small for the number of
            columns: raise the number of rows, but note that the time grows with its cube. When the model and the coupling have
            different columns, the node names them: connect the coupling of the model. Numbers that are no longer finite are missing in
            the table.</p>
            <p>References: Liu et al., <i>Flow straight and fast</i> (2023); Tong et al., <i>Improving and generalizing
            flow-based generative models with minibatch optimal transport</i> (2024); Villani, <i>Optimal transport: old and
            new</i> (2009); Bonneel et al., <i>Sliced and Radon Wasserstein barycenters of measures</i> (2015); Sz&#233;kely,
            Rizzo, <i>Energy statistics</i> (2013); Gretton et al., <i>A kernel two-sample test</i> (2012).</p>
            """;

    private static final DefaultNode NODE = DefaultNode.create()
            .name("Flow Diagnostics")
            .icon("../../../../icons/flow-diagnostics.png")
            .shortDescription(
                    "Measures how straight a flow is and how few evaluations bring its samples to the target.")
            .fullDescription(DESCRIPTION)
            .sinceVersion(1, 0, 0)
            .dynamicPorts(p -> p.addInputPortGroup("Flow model", g -> g.name("Flow model")
                            .description("The trained flow.")
                            .fixed(FlowModelPortObject.TYPE))
                    .addInputPortGroup("Flow coupling", g -> g.name("Flow coupling")
                            .description("The pairs of source and target rows that the flow was trained on.")
                            .fixed(FlowCouplingPortObject.TYPE))
                    .addInputPortGroup(HeldBackRows.PORT, g -> g.name(HeldBackRows.PORT)
                            .description(HeldBackRows.DESCRIPTION)
                            .optional()
                            .supportedTypes(BufferedDataTable.TYPE))
                    .addOutputPortGroup("Geometry", g -> g.name("Geometry")
                            .description(
                                    "Path energy, straightness, transport costs and the floors of all distances, each"
                                            + " with what it means.")
                            .fixed(BufferedDataTable.TYPE))
                    .addOutputPortGroup("W2 by evaluations", g -> g.name("W2 by evaluations")
                            .description(
                                    "One row for each solver and number of evaluations: steps, W2 distance, floor and"
                                            + " their ratio; then sliced W2, energy distance and MMD, each with its ratio"
                                            + " to its floor; then the detection AUC.")
                            .fixed(BufferedDataTable.TYPE)))
            .model(m -> m.parametersClass(FlowDiagnosticsNodeParameters.class)
                    .configure(NodeRun.configure(FlowDiagnosticsNodeFactory::configure))
                    .execute(NodeRun.execute(FlowDiagnosticsNodeFactory::execute)))
            .addView(v -> v.withoutParameters()
                    .description("The W2 distance of sampled rows to target rows by evaluations per row, with the floor"
                            + " that a perfect model reaches.")
                    .page(p -> ViewPage.of(p, "diagnostics"))
                    .initialData(i -> i.data(FlowDiagnosticsNodeFactory::chart).serializer(json -> json)))
            .nodeType(NodeType.Other)
            .keywords(
                    "flow matching",
                    "evaluate",
                    "quality",
                    "straightness",
                    "path energy",
                    "Wasserstein",
                    "W2",
                    "NFE",
                    "energy distance",
                    "MMD",
                    "maximum mean discrepancy",
                    "transport cost",
                    "rectified flow",
                    "scorer");

    public FlowDiagnosticsNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput input, ConfigureOutput output) {
        FlowDiagnosticsNodeParameters parameters = input.getParameters();
        parameters.settings(RunSeed.ANY);
        FlowModelPortObjectSpec model = input.getInPortSpec(0);
        FlowCouplingPortObjectSpec coupling = input.getInPortSpec(1);
        CouplingFit.require(model, coupling);
        OptionalPort.THIRD.tableSpec(input).ifPresent(table -> HeldBackRows.check(model, table));
        output.setOutSpecs(GeometryTable.SPEC, DistanceTable.SPEC);
    }

    private static void execute(ExecuteInput input, ExecuteOutput output, NodeMonitor monitor) {
        FlowDiagnosticsNodeParameters parameters = input.getParameters();
        FlowModelPortObject model = input.getInPortObject(0);
        FlowCouplingPortObject coupling = input.getInPortObject(1);
        Optional<HeldBack> heldBack =
                OptionalPort.THIRD.table(input).map(table -> HeldBackRows.read(model, table, monitor.part(0, 0.1)));
        CouplingFit.require(model.getSpec(), coupling.getSpec());
        RunSeed seed = RunSeed.of(parameters.m_seed);
        FlowDiagnostics diagnostics = FlowDiagnostics.of(
                model.model(monitor),
                coupling.coupling(),
                heldBack,
                parameters.settings(seed.value()),
                monitor.part(0.1, 1));
        ExecutionContext context = input.getExecutionContext();
        BufferedDataTable geometry = GeometryTable.write(diagnostics, context);
        BufferedDataTable distances = DistanceTable.write(diagnostics, context);
        output.setOutData(geometry, distances);
        output.setInternalData(geometry, distances);
        List<String> warnings = new ArrayList<>(seed.warnings());
        warnings.addAll(diagnostics.warnings());
        NodeRun.warn(output, warnings);
    }

    private static String chart(ViewInput input) {
        BufferedDataTable[] tables = input.getInternalTables();
        return DiagnosticsChart.json(tables[0], tables[1]);
    }
}
