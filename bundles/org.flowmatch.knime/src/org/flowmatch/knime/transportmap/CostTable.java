// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.transportmap;

import java.util.List;
import java.util.Locale;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.brenier.BrenierMap;
import org.flowmatch.engine.brenier.TransportCosts;
import org.flowmatch.knime.table.TableWriter;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/** What plans and maps cost, and how the map was found: one row for each quantity, with its value and what it means. */
final class CostTable {
    static final DataTableSpec SPEC = new DataTableSpec(
            TableWriter.column("quantity", StringCell.TYPE),
            TableWriter.column("value", DoubleCell.TYPE),
            TableWriter.column("meaning", StringCell.TYPE));

    private record Entry(String quantity, double value, String meaning) {}

    private CostTable() {}

    static BufferedDataTable write(BrenierMap.Found found, ExecutionContext context) {
        TransportCosts costs = found.costs();
        String rows = String.format(Locale.ROOT, "%,d", costs.rows());
        List<Entry> entries = List.of(
                new Entry(
                        "least cost by moments",
                        costs.least(),
                        "no map between rows of these means and covariances costs less; reached between normal rows"),
                new Entry(
                        "squared W2 distance",
                        costs.squaredDistance(),
                        "an estimate of the least cost of any map or plan from the source to the target"),
                new Entry(
                        "cost of the map",
                        costs.map(),
                        "E|T(x) - x|^2 of the map of this node; below the squared W2 distance where it is smoothed"),
                new Entry(
                        "cost of the exact plan",
                        costs.exactPlan(),
                        "of the best pairs of " + rows + " source rows and " + rows
                                + " target rows; by chance above the squared W2 distance, less so with more rows"),
                new Entry("cost of the coupling", costs.pairs(), "E|x1 - x0|^2 of the pairs that a flow is trained on"),
                new Entry(
                        "cost of independent pairs",
                        costs.independent(),
                        "E|x1 - x0|^2 of source and target rows that know nothing of each other"),
                new Entry(
                        "smoothing",
                        found.map().smoothing().orElse(Double.NaN),
                        "of the entropic plans, in units of the cost of independent pairs; missing where the map is affine"),
                new Entry(
                        "chance in the map",
                        Math.sqrt(found.map().chance()),
                        "the root mean square by which pushed rows would differ with other rows in the plans"));
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
