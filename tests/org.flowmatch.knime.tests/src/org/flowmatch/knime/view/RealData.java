// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.view;

import static org.flowmatch.knime.NodeBench.node;
import static org.flowmatch.knime.NodeBench.numericCoupling;
import static org.flowmatch.knime.NodeBench.quickLearner;

import java.util.List;
import org.flowmatch.knime.MixedOrders;
import org.flowmatch.knime.NodeBench;
import org.flowmatch.knime.coupling.FlowCouplingNodeFactory;
import org.flowmatch.knime.diagnostics.FlowDiagnosticsNodeFactory;
import org.flowmatch.knime.path.ConditionalPathNodeFactory;
import org.flowmatch.standin.NodeHandle;
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
        return List.of(of(View.COLUMNS, coupling), of(View.LOSS, learner), of(View.DIAGNOSTICS, diagnostics));
    }

    private static ViewCase of(View view, NodeHandle node) {
        return new ViewCase(view, "real", node.viewInitialData().orElseThrow(), "ready");
    }
}
