// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.view;

import static org.flowmatch.knime.NodeBench.node;
import static org.flowmatch.knime.NodeBench.nodeWith;
import static org.flowmatch.knime.NodeBench.quickLearner;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.flowmatch.knime.MixedOrders;
import org.flowmatch.knime.NodeBench;
import org.flowmatch.knime.coupling.FlowCouplingNodeFactory;
import org.flowmatch.knime.likelihood.FlowLikelihoodNodeFactory;
import org.flowmatch.knime.path.ConditionalPathNodeFactory;
import org.flowmatch.knime.port.FlowModelPortObject;
import org.flowmatch.knime.sampler.FlowSamplerNodeFactory;
import org.flowmatch.knime.scorer.SyntheticTableScorerNodeFactory;
import org.flowmatch.standin.NodeHandle;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;

/**
 * What a trained flow of orders gives: reports on the orders that it made, with its model and beside tables that were shuffled and
 * copied; and scores of others, of which some are wrong.
 */
final class RealOrders {
    private static final int TRAINING = 1_500;
    private static final int HELD_BACK = 1_000;
    private static final int WRONG = 40;
    private static final String OTHERS = "Held-back real table";
    private static final List<String> NAMES =
            List.of("region", "product", "channel", "pieces", "price", "discount", "rating");

    private final NodeBench bench;
    private final List<List<Object>> orders =
            MixedOrders.rows(TRAINING + HELD_BACK).stream().map(RealOrders::row).toList();
    private final BufferedDataTable training;
    private final BufferedDataTable heldBack;

    private RealOrders(NodeBench bench) {
        this.bench = bench;
        training = bench.table(NAMES, orders.subList(0, TRAINING));
        heldBack = bench.table(NAMES, orders.subList(TRAINING, orders.size()));
    }

    static List<ViewCase> cases(NodeBench bench) throws Exception {
        RealOrders orders = new RealOrders(bench);
        FlowModelPortObject model = orders.model();
        BufferedDataTable made = bench.first(node(new FlowSamplerNodeFactory(), "rows", TRAINING), model);
        return List.of(orders.ofOne(made, model), orders.ofSeveral(made), orders.scores(model));
    }

    private static List<Object> row(MixedOrders order) {
        List<Object> row = new ArrayList<>();
        Collections.addAll(
                row,
                order.region(),
                order.product(),
                order.channel().orElse(null),
                order.pieces(),
                order.price(),
                order.discount(),
                order.rating().orElse(null));
        return row;
    }

    private FlowModelPortObject model() throws Exception {
        PortObject coupling = bench.first(node(new FlowCouplingNodeFactory()), training);
        return bench.first(
                quickLearner("steps", 3000L, "width", 64, "batchSize", 128),
                bench.<PortObject>first(node(new ConditionalPathNodeFactory()), coupling));
    }

    private ViewCase ofOne(BufferedDataTable made, FlowModelPortObject model) throws Exception {
        NodeHandle scorer = nodeWith(
                new SyntheticTableScorerNodeFactory(),
                Map.of(OTHERS, BufferedDataTable.class, "Flow model", FlowModelPortObject.class),
                "effort",
                "QUICK");
        bench.run(scorer, training, made, heldBack, model);
        return new ViewCase(View.REPORT, "real", scorer.viewInitialData().orElseThrow(), "ready");
    }

    private ViewCase ofSeveral(BufferedDataTable made) throws Exception {
        List<List<Object>> rows = new ArrayList<>();
        for (DataRow row : made) {
            List<Object> cells = new ArrayList<>();
            row.forEach(cell -> cells.add(content(cell)));
            cells.add("flow");
            rows.add(cells);
        }
        shuffled().forEach(rows::add);
        orders.subList(0, TRAINING / 2).forEach(order -> rows.add(from(order, "copied")));
        List<String> names = new ArrayList<>(NAMES);
        names.add("origin");
        NodeHandle scorer = nodeWith(
                new SyntheticTableScorerNodeFactory(),
                OTHERS,
                BufferedDataTable.class,
                "effort",
                "QUICK",
                "tables",
                "SEVERAL",
                "origin",
                "origin");
        bench.run(scorer, training, bench.table(names, rows), heldBack);
        return new ViewCase(
                View.REPORT, "real-several", scorer.viewInitialData().orElseThrow(), "ready");
    }

    /** Other orders, of which every fortieth has a price that its product never has. */
    private ViewCase scores(FlowModelPortObject model) throws Exception {
        List<List<Object>> rows = new ArrayList<>();
        for (int row = TRAINING; row < orders.size(); row++) {
            List<Object> cells = new ArrayList<>(orders.get(row));
            if (row % WRONG == 0) {
                cells.set(NAMES.indexOf("price"), cells.get(1).equals("table") ? 41.5 : 262.25);
            }
            rows.add(cells);
        }
        NodeHandle likelihood = node(new FlowLikelihoodNodeFactory(), "shares", true);
        bench.run(likelihood, model, bench.table(NAMES, rows));
        return new ViewCase(View.SCORES, "real", likelihood.viewInitialData().orElseThrow(), "ready");
    }

    private static Object content(DataCell cell) {
        return cell.isMissing() ? null : cell instanceof DoubleValue number ? number.getDoubleValue() : cell.toString();
    }

    /** Each column in an order of its own. */
    private List<List<Object>> shuffled() {
        List<List<Object>> rows = new ArrayList<>();
        orders.subList(0, TRAINING).forEach(order -> rows.add(from(order, "shuffled")));
        for (int column = 0; column < NAMES.size(); column++) {
            int place = column;
            List<Object> cells =
                    new ArrayList<>(rows.stream().map(row -> row.get(place)).toList());
            Collections.shuffle(cells, new Random(column));
            for (int row = 0; row < rows.size(); row++) {
                rows.get(row).set(column, cells.get(row));
            }
        }
        return rows;
    }

    private static List<Object> from(List<Object> order, String origin) {
        List<Object> cells = new ArrayList<>(order);
        cells.add(origin);
        return cells;
    }
}
