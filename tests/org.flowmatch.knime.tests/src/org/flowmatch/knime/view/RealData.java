// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.view;

import static org.flowmatch.knime.NodeBench.node;
import static org.flowmatch.knime.NodeBench.nodeWith;
import static org.flowmatch.knime.NodeBench.numericCoupling;
import static org.flowmatch.knime.NodeBench.quickLearner;

import java.util.ArrayList;
import java.util.List;
import org.flowmatch.knime.MixedOrders;
import org.flowmatch.knime.NodeBench;
import org.flowmatch.knime.comparison.FlowComparisonNodeFactory;
import org.flowmatch.knime.coupling.FlowCouplingNodeFactory;
import org.flowmatch.knime.diagnostics.FlowDiagnosticsNodeFactory;
import org.flowmatch.knime.example.FlowExampleDataNodeFactory;
import org.flowmatch.knime.imputer.FlowImputerNodeFactory;
import org.flowmatch.knime.path.ConditionalPathNodeFactory;
import org.flowmatch.knime.rectifier.FlowRectifierNodeFactory;
import org.flowmatch.knime.reflow.FlowReflowNodeFactory;
import org.flowmatch.knime.sampler.FlowSamplerNodeFactory;
import org.flowmatch.standin.NodeHandle;
import org.knime.core.data.DataRow;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;

/** What the nodes give their views when they have run: orders with labels, numbers and gaps, and a flow of them. */
final class RealData {
    private static final int ORDERS = 600;

    private RealData() {}

    static List<ViewCase> cases(NodeBench bench) throws Exception {
        NodeHandle coupling = node(new FlowCouplingNodeFactory());
        BufferedDataTable orders = bench.table(
                List.of("product", "price", "pieces"),
                MixedOrders.rows(ORDERS).stream()
                        .map(order -> NodeBench.row(order.product(), order.price(), order.pieces()))
                        .toList());
        PortObject path =
                bench.first(node(new ConditionalPathNodeFactory()), bench.<PortObject>first(coupling, orders));
        NodeHandle learner = quickLearner("validationFraction", 0.2, "steps", 400L);
        bench.run(learner, path);
        PortObject numbers = bench.first(numericCoupling(), bench.numbers(ORDERS));
        PortObject model = bench.first(
                quickLearner("steps", 400L), bench.<PortObject>first(node(new ConditionalPathNodeFactory()), numbers));
        NodeHandle diagnostics = node(new FlowDiagnosticsNodeFactory(), "rows", 200);
        bench.run(diagnostics, model, numbers);
        NodeHandle comparison = node(new FlowComparisonNodeFactory(), "rows", 100, "evaluations", 8);
        bench.run(comparison, bench.numbers(ORDERS), model);
        List<ViewCase> cases = new ArrayList<>(List.of(
                of(View.COLUMNS, coupling),
                of(View.LOSS, learner),
                of(View.DIAGNOSTICS, diagnostics),
                of(View.COMPARISON, comparison)));
        cases.add(new ViewCase(
                View.COLUMNS, "globe", globe(bench).viewInitialData().orElseThrow(), "ready"));
        cases.addAll(ofModels(bench, model, numbers));
        cases.addAll(ofGaps(bench));
        cases.addAll(RealOrders.cases(bench));
        return cases;
    }

    /** Positions with an hour of the day. */
    private static NodeHandle globe(NodeBench bench) throws Exception {
        BufferedDataTable positions =
                bench.first(node(new FlowExampleDataNodeFactory(), "distribution", "SPHERE", "rows", ORDERS));
        List<List<Object>> rows = new ArrayList<>();
        for (DataRow row : NodeBench.rows(positions)) {
            rows.add(NodeBench.row(number(row, 0), number(row, 1), 24 * (rows.size() * 0.618 % 1)));
        }
        NodeHandle coupling = node(
                new FlowCouplingNodeFactory(),
                "periods/positions/0/latitude",
                "latitude",
                "periods/positions/0/longitude",
                "longitude",
                "periods/columns/0/column",
                "hour",
                "periods/columns/0/period",
                24.0);
        bench.run(coupling, bench.table(List.of("latitude", "longitude", "hour"), rows));
        return coupling;
    }

    private static double number(DataRow row, int column) {
        return ((DoubleValue) row.getCell(column)).getDoubleValue();
    }

    /** What is made with a model of numbers. */
    private static List<ViewCase> ofModels(NodeBench bench, PortObject model, PortObject numbers) throws Exception {
        NodeHandle path = node(new ConditionalPathNodeFactory());
        PortObject linear = bench.first(path, numbers);
        NodeHandle rectifier = node(
                new FlowRectifierNodeFactory(), "rounds", 1, "pairs", 400, "measuredRows", 60, "training/steps", 60L);
        bench.run(rectifier, model, linear);
        NodeHandle reflow = node(new FlowReflowNodeFactory(), "rows", ORDERS, "recordFlow", true);
        bench.run(reflow, model);
        return List.of(of(View.PATH, path), of(View.ROUNDS, rectifier), of(View.PAIRS, reflow));
    }

    /** What is made of a table with labels and gaps. */
    private static List<ViewCase> ofGaps(NodeBench bench) throws Exception {
        List<String> names = List.of("product", "rating", "price");
        BufferedDataTable gaps = bench.table(
                names,
                MixedOrders.rows(ORDERS).stream()
                        .map(order ->
                                NodeBench.row(order.product(), order.rating().orElse(null), order.price()))
                        .toList());
        PortObject path = bench.first(
                node(new ConditionalPathNodeFactory()),
                bench.<PortObject>first(node(new FlowCouplingNodeFactory()), gaps));
        NodeHandle imputer = node(new FlowImputerNodeFactory());
        PortObject model = bench.first(quickLearner("steps", 200L), path);
        bench.run(imputer, model, gaps);
        NodeHandle sampler = node(new FlowSamplerNodeFactory(), "rows", ORDERS, "recordFlow", true);
        bench.run(sampler, model);
        return List.of(of(View.COMPLETION, imputer), of(View.FLOW, sampler));
    }

    /** Eight Gaussians carried to two moons along a coupling of optimal transport. */
    static ViewCase moons(NodeBench bench) throws Exception {
        BufferedDataTable gaussians = example(bench, "EIGHT_GAUSSIANS");
        PortObject coupling = bench.first(
                nodeWith(
                        new FlowCouplingNodeFactory(),
                        NodeBench.SOURCE_ROWS,
                        BufferedDataTable.class,
                        "coupling",
                        "OPTIMAL_TRANSPORT",
                        "limitToObserved",
                        false),
                example(bench, "TWO_MOONS"),
                gaussians);
        PortObject path = bench.first(node(new ConditionalPathNodeFactory()), coupling);
        PortObject model = bench.first(
                quickLearner("layers", 3, "width", 64, "steps", 2000L, "batchSize", 256, "learningRate", 3e-3), path);
        NodeHandle sampler = nodeWith(
                new FlowSamplerNodeFactory(), NodeBench.SOURCE_ROWS, BufferedDataTable.class, "recordFlow", true);
        bench.run(sampler, model, gaussians);
        return of(View.FLOW, sampler);
    }

    private static BufferedDataTable example(NodeBench bench, String distribution) throws Exception {
        return bench.first(node(new FlowExampleDataNodeFactory(), "distribution", distribution, "rows", 1500));
    }

    private static ViewCase of(View view, NodeHandle node) {
        return new ViewCase(view, "real", node.viewInitialData().orElseThrow(), "ready");
    }
}
