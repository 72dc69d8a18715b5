// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.diagnostics;

import java.util.List;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.metric.FlowDiagnostics;
import org.flowmatch.engine.metric.SampleDistances;
import org.flowmatch.knime.table.TableWriter;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/**
 * The distances of sampled rows to target rows: one row for each solver and number of evaluations. Columns are only ever
 * appended, as workflows and stored views know them by name and place.
 */
final class DistanceTable {
    static final int SOLVER = 0;
    static final int EVALUATIONS = 1;
    static final int DISTANCE = 3;
    static final int FLOOR = 4;

    static final DataTableSpec SPEC = new DataTableSpec(
            TableWriter.column("solver", StringCell.TYPE),
            TableWriter.column("NFE", IntCell.TYPE),
            TableWriter.column("steps", IntCell.TYPE),
            TableWriter.column("W2", DoubleCell.TYPE),
            TableWriter.column("floor", DoubleCell.TYPE),
            TableWriter.column("W2 / floor", DoubleCell.TYPE),
            TableWriter.column("sliced W2", DoubleCell.TYPE),
            TableWriter.column("sliced W2 / floor", DoubleCell.TYPE),
            TableWriter.column("energy distance", DoubleCell.TYPE),
            TableWriter.column("energy distance / floor", DoubleCell.TYPE),
            TableWriter.column("MMD", DoubleCell.TYPE),
            TableWriter.column("MMD / floor", DoubleCell.TYPE));

    private DistanceTable() {}

    static BufferedDataTable write(FlowDiagnostics diagnostics, ExecutionContext context) {
        List<FlowDiagnostics.ByEvaluations> distances = diagnostics.distances();
        SampleDistances floors = diagnostics.floors();
        try (TableWriter writer = new TableWriter(SPEC, context, distances.size(), Monitor.none())) {
            for (int i = 0; i < distances.size(); i++) {
                FlowDiagnostics.ByEvaluations distance = distances.get(i);
                SampleDistances seen = distance.distances();
                writer.add(
                        "Row" + i,
                        List.of(
                                new StringCell(FixedSolver.label(distance.solver())),
                                new IntCell((int) Math.round(distance.nfe())),
                                new IntCell(distance.steps()),
                                TableWriter.number(seen.w2()),
                                TableWriter.number(floors.w2()),
                                TableWriter.number(seen.w2() / floors.w2()),
                                TableWriter.number(seen.slicedW2()),
                                TableWriter.number(seen.slicedW2() / floors.slicedW2()),
                                TableWriter.number(seen.energy()),
                                TableWriter.number(seen.energy() / floors.energy()),
                                TableWriter.number(seen.discrepancy()),
                                TableWriter.number(seen.discrepancy() / floors.discrepancy())));
            }
            return writer.finish();
        }
    }
}
