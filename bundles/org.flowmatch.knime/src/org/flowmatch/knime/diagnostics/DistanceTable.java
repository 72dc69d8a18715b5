// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.diagnostics;

import java.util.ArrayList;
import java.util.List;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.metric.FlowDiagnostics;
import org.flowmatch.engine.metric.SampleDistance;
import org.flowmatch.engine.metric.SampleDistances;
import org.flowmatch.knime.table.TableWriter;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
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

    static final DataTableSpec SPEC = spec();

    private DistanceTable() {}

    private static DataTableSpec spec() {
        List<DataColumnSpec> columns = new ArrayList<>(List.of(
                TableWriter.column("solver", StringCell.TYPE),
                TableWriter.column("NFE", IntCell.TYPE),
                TableWriter.column("steps", IntCell.TYPE)));
        for (SampleDistance distance : SampleDistance.values()) {
            columns.add(TableWriter.column(distance.label(), DoubleCell.TYPE));
            if (distance == SampleDistance.W2) {
                columns.add(TableWriter.column("floor", DoubleCell.TYPE));
            }
            columns.add(TableWriter.column(distance.label() + " / floor", DoubleCell.TYPE));
        }
        columns.add(TableWriter.column("detection AUC", DoubleCell.TYPE));
        return new DataTableSpec(columns.toArray(DataColumnSpec[]::new));
    }

    static BufferedDataTable write(FlowDiagnostics diagnostics, ExecutionContext context) {
        List<FlowDiagnostics.ByEvaluations> distances = diagnostics.distances();
        SampleDistances floors = diagnostics.floors();
        try (TableWriter writer = new TableWriter(SPEC, context, distances.size(), Monitor.none())) {
            for (int i = 0; i < distances.size(); i++) {
                writer.add("Row" + i, cells(distances.get(i), floors));
            }
            return writer.finish();
        }
    }

    private static List<DataCell> cells(FlowDiagnostics.ByEvaluations run, SampleDistances floors) {
        List<DataCell> cells = new ArrayList<>(List.of(
                new StringCell(FixedSolver.label(run.solver())),
                new IntCell((int) Math.round(run.nfe())),
                new IntCell(run.steps())));
        for (SampleDistance distance : SampleDistance.values()) {
            double seen = run.distances().of(distance);
            double floor = floors.of(distance);
            cells.add(TableWriter.number(seen));
            if (distance == SampleDistance.W2) {
                cells.add(TableWriter.number(floor));
            }
            cells.add(TableWriter.number(seen / floor));
        }
        cells.add(TableWriter.number(run.detection()));
        return cells;
    }
}
