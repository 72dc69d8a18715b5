// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.transportmap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.brenier.BrenierMap;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.knime.dialog.RunSeed;
import org.flowmatch.knime.execution.NodeMonitor;
import org.flowmatch.knime.execution.NodeRun;
import org.flowmatch.knime.execution.OptionalPort;
import org.flowmatch.knime.port.FlowCouplingPortObject;
import org.flowmatch.knime.port.FlowCouplingPortObjectSpec;
import org.flowmatch.knime.port.Labels;
import org.flowmatch.knime.table.OutputColumns;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** Pushes rows along the optimal transport map of a coupling. */
public final class OptimalTransportMapNodeFactory extends DefaultNodeFactory {

    private static final String DESCRIPTION =
            """
            <p>Carries rows from the source of a coupling to its target on the shortest way, without a network: the map that learnt
            flows can be held against. You get the rows at any time on their way, and what the map costs beside other ways to
            pair the rows.</p>
            <p>Of all maps T that turn source rows into rows of the target's distribution, the optimal transport map has the least
            cost E|T(x) - x|<sup>2</sup>, which is W2<sup>2</sup>, the squared Wasserstein distance. Rows go straight and at constant speed: at time t
            a row x is at (1 - t) x + t T(x). Distances are those of encoded rows, so that columns count alike unless Flow Coupling
            leaves them unscaled.</p>
            <p>The map is found from rows and holds for new ones: T(x) = L(x) + c(x).</p>
            <ul>
            <li>L(x) = m<sub>1</sub> + A<sup>-1/2</sup> (A<sup>1/2</sup> B A<sup>1/2</sup>)<sup>1/2</sup> A<sup>-1/2</sup> (x - m<sub>0</sub>), with the means m and covariances A, B of all source
            and target rows: the optimal map between normal distributions.</li>
            <li>c(x) is the mean partner of x under an entropic plan between some thousand source and target rows, less that under
            a plan between the source rows and L of them, which takes away the blur of the first. The mean partner is
            &#931; w<sub>j</sub> y<sub>j</sub> with w<sub>j</sub> proportional to exp(g<sub>j</sub> - |x - y<sub>j</sub>|<sup>2</sup> / &#949;), from the plan's potentials g.</li>
            </ul>
            <p>How smooth the map is, follows from the rows: &#949; is the one among several for which bias and chance, seen where two
            halves of the rows disagree, are least together; where the rows do not speak against it, the map is affine. Between
            correlated normal columns (2 to 5) it is within 2% of the true map from 50,000 rows on; what is left is the chance in
            means and covariances. With sharp edges, as between clusters, the map is smoother than the true one and its cost lower: compare it
            with the exact plan.</p>
            <p>Without a table, the coupling's own source rows are pushed, or noise where it has no source table: the same noise
            that Flow Sampler starts from with the same seed, so that row by row a flow's rows can be put beside the map's. A
            table at the optional port holds other rows to push; its row IDs are kept.</p>
            <p>The second table has the costs: the least by means and covariances (no map costs less), an estimate of W2<sup>2</sup>, the cost of
            the map, that of an exact plan between some thousand rows of both sides, of the coupling's pairs, and of independent pairs. The cost
            of a flow, from Flow Diagnostics, lies between W2<sup>2</sup> and the cost of the pairs that it was trained on.</p>
            <p>Use it after Flow Coupling. Columns that are labels, have spikes or gaps are no numbers that a map could move: in
            Flow Coupling make them condition columns, or model them as numbers. The map does not heed conditions and says so in a
            warning; for a map within each label, run Flow Coupling and this node in a Group Loop over it.</p>
            <p><b>When something goes wrong.</b> A table to push must have all columns of the coupling; the column and row of a cell
            that cannot be used are named. A given epsilon for which the plans do not converge is named: take a larger one. When the
            chance in the map is large beside its root cost, give more rows to the plans, up to 5,000; with many columns no number of
            rows is enough for more than a smooth map.</p>
            <p>References: Brenier, <i>Polar factorization and monotone rearrangement of vector-valued functions</i> (1991); McCann,
            <i>A convexity principle for interacting gases</i> (1997); Gelbrich, <i>On a formula for the L2 Wasserstein metric between
            measures on Euclidean and Hilbert spaces</i> (1990); Pooladian and Niles-Weed, <i>Entropic estimation of optimal transport
            maps</i> (2021); Pooladian, Cuturi and Niles-Weed, <i>Debiaser beware: pitfalls of centering regularized transport maps</i>
            (2022); Chizat et al., <i>Faster Wasserstein distance estimation with the Sinkhorn divergence</i> (2020); Goldenshluger and
            Lepski, <i>Bandwidth selection in kernel density estimation</i> (2011).</p>
            """;

    private static final DefaultNode NODE = DefaultNode.create()
            .name("Optimal Transport Map")
            .icon("../../../../icons/optimal-transport-map.png")
            .shortDescription("Carries rows along the optimal transport map of a coupling, and says what it costs.")
            .fullDescription(DESCRIPTION)
            .sinceVersion(1, 0, 0)
            .dynamicPorts(p -> p.addInputPortGroup("Flow coupling", g -> g.name("Flow coupling")
                            .description("The rows between which the map is found, as Flow Coupling encodes them.")
                            .fixed(FlowCouplingPortObject.TYPE))
                    .addInputPortGroup("Source rows", g -> g.name("Source rows")
                            .description("Rows to push, with the columns of the coupling, where it has a source table."
                                    + " Without this table those of the coupling are pushed.")
                            .optional()
                            .supportedTypes(BufferedDataTable.TYPE))
                    .addOutputPortGroup("Pushed rows", g -> g.name("Pushed rows")
                            .description("The rows at the chosen time, with the coupling's columns in their own units.")
                            .fixed(BufferedDataTable.TYPE))
                    .addOutputPortGroup("Transport costs", g -> g.name("Transport costs")
                            .description("One row for each cost, and for how the map was found, with its meaning.")
                            .fixed(BufferedDataTable.TYPE)))
            .model(m -> m.parametersClass(OptimalTransportMapNodeParameters.class)
                    .configure(NodeRun.configure(OptimalTransportMapNodeFactory::configure))
                    .execute(NodeRun.execute(OptimalTransportMapNodeFactory::execute)))
            .nodeType(NodeType.Other)
            .keywords(
                    "optimal transport",
                    "Brenier map",
                    "Monge map",
                    "displacement interpolation",
                    "Wasserstein",
                    "W2",
                    "Sinkhorn",
                    "entropic map",
                    "transport cost",
                    "flow matching",
                    "barycentric projection",
                    "domain adaptation");

    public OptimalTransportMapNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput input, ConfigureOutput output) {
        FlowCouplingPortObjectSpec coupling = input.getInPortSpec(0);
        if (coupling.labels() == Labels.SOME) {
            BrenierMap.refuseLabels();
        }
        Optional<DataTableSpec> table = OptionalPort.SECOND.tableSpec(input);
        table.ifPresent(spec -> PushedRows.check(coupling, spec));
        output.setOutSpecs(PushedRows.columns(coupling, null).spec(), CostTable.SPEC);
        table.flatMap(spec -> PushedRows.leftOut(coupling, spec)).ifPresent(output::setWarningMessage);
    }

    private static void execute(ExecuteInput input, ExecuteOutput output, NodeMonitor monitor) {
        OptimalTransportMapNodeParameters parameters = input.getParameters();
        ExecutionContext context = input.getExecutionContext();
        FlowCouplingPortObject port = input.getInPortObject(0);
        Coupling coupling = port.coupling();
        Optional<BufferedDataTable> table = OptionalPort.SECOND.table(input);
        table.ifPresent(given -> PushedRows.check(port.getSpec(), given.getDataTableSpec()));
        RunSeed seed = RunSeed.of(parameters.m_seed);
        PushedRows rows = table.map(given -> PushedRows.of(given, coupling, monitor.part(0, 0.1)))
                .orElseGet(() -> PushedRows.of(coupling, parameters.m_rows, seed.value(), monitor.part(0, 0.1)));
        BrenierMap.Found found = BrenierMap.find(coupling, parameters.settings(seed.value()), monitor.part(0.1, 0.7));
        RowMatrix pushed = found.map().push(rows.rows(), parameters.m_time, monitor.part(0.7, 0.9));
        OutputColumns columns = PushedRows.columns(port.getSpec(), context);
        output.setOutData(
                rows.write(pushed, parameters.m_time == 1, coupling.encoding(), columns, context, monitor.part(0.9, 1)),
                CostTable.write(found, context));
        List<String> warnings = new ArrayList<>(seed.warnings());
        if (!port.getSpec().conditions().isEmpty()) {
            warnings.add(
                    "The map is that of all rows: it does not heed the conditions of the coupling. For a map within each label,"
                            + " run Flow Coupling and this node in a Group Loop over it.");
        }
        table.flatMap(given -> PushedRows.leftOut(port.getSpec(), given.getDataTableSpec()))
                .ifPresent(warnings::add);
        warnings.addAll(columns.warnings());
        NodeRun.warn(output, warnings);
    }
}
