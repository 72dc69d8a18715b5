// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.diagnostics;

import java.util.ArrayList;
import java.util.List;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.metric.FlowDiagnostics;
import org.flowmatch.engine.metric.SampleDistance;
import org.flowmatch.knime.table.TableWriter;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/** How costly and how straight a flow is: one row for each quantity, with its value and what it means. */
final class GeometryTable {
    static final int QUANTITY = 0;
    static final int VALUE = 1;
    static final int MEANING = 2;

    static final DataTableSpec SPEC = new DataTableSpec(
            TableWriter.column("quantity", StringCell.TYPE),
            TableWriter.column("value", DoubleCell.TYPE),
            TableWriter.column("meaning", StringCell.TYPE));

    private record Entry(String quantity, double value, String meaning) {}

    private GeometryTable() {}

    static BufferedDataTable write(FlowDiagnostics diagnostics, ExecutionContext context) {
        String unknown =
                diagnostics.unknownGeometry().map(why -> ". Missing: " + why).orElse("");
        String ofSource = Double.isNaN(diagnostics.sourceDistance())
                ? ". Missing: it is not known of rows with labels, whose source has none"
                : "";
        List<Entry> entries = new ArrayList<>(List.of(
                new Entry(
                        "path energy",
                        diagnostics.geometry().pathEnergy(),
                        "E integral |v|^2 dt along the flow; never below the squared W2 distance of source and target"
                                + unknown),
                new Entry(
                        "normalised path energy",
                        diagnostics.normalisedPathEnergy(),
                        "|path energy - W2^2| / W2^2; 0 for the flow of optimal transport" + ofSource),
                new Entry(
                        "straightness",
                        diagnostics.geometry().straightness(),
                        "integral E|(z1 - z0) - v|^2 dt; 0 when one Euler step suffices" + unknown),
                new Entry(
                        "transport cost of the coupling",
                        diagnostics.couplingCost(),
                        "E|x1 - x0|^2 of the pairs that the flow was trained on"),
                new Entry(
                        "transport cost of the flow",
                        diagnostics.geometry().transportCost(),
                        "E|z1 - z0|^2 of source rows and where the flow carries them; not above that of the coupling"
                                + unknown),
                new Entry(
                        "W2 of source and target",
                        diagnostics.sourceDistance(),
                        "the root of the least transport cost that any flow could have" + ofSource)));
        for (SampleDistance distance : SampleDistance.values()) {
            entries.add(new Entry(
                    distance.label() + " floor",
                    diagnostics.floors().of(distance),
                    "the " + distance.words() + " of two samples of real target rows"
                            + (distance == SampleDistance.W2
                                    ? " of the same size: what a perfect model reaches"
                                    : "")));
        }
        double cost = diagnostics.geometry().transportCost();
        String ofPlan = !unknown.isEmpty() || !Double.isNaN(diagnostics.planCost())
                ? unknown
                : ". Missing: it is not known of rows with labels";
        entries.add(new Entry(
                "least transport cost of the flow's rows",
                diagnostics.planCost(),
                "E|z1 - z0|^2 of the best pairs of the same source rows and the rows that the flow made of them; never above that"
                        + " of the flow"
                        + ofPlan));
        entries.add(new Entry(
                "least transport cost / cost of the flow",
                diagnostics.planCost() / cost,
                "1 when the flow carries each row as an optimal transport map would; the rest of the cost is detour"
                        + ofPlan));
        try (TableWriter writer = new TableWriter(SPEC, context, entries.size(), Monitor.none())) {
            for (Entry entry : entries) {
                writer.add(
                        entry.quantity(),
                        List.of(
                                new StringCell(entry.quantity()),
                                TableWriter.number(entry.value()),
                                new StringCell(entry.meaning())));
            }
            return writer.finish();
        }
    }
}
