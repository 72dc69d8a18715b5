// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.comparison.ModelComparison;
import org.flowmatch.engine.comparison.ModelFigures;
import org.flowmatch.engine.comparison.ModelFigures.Run;
import org.flowmatch.knime.table.TableWriter;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/** One row for each model and number of evaluations. Columns are only ever appended, as workflows know them by name and place. */
final class ComparisonTable {
    static final DataTableSpec SPEC = new DataTableSpec(
            TableWriter.column("model", StringCell.TYPE),
            TableWriter.column("parameters", LongCell.TYPE),
            TableWriter.column("training seconds", DoubleCell.TYPE),
            TableWriter.column("sampler", StringCell.TYPE),
            TableWriter.column("steps", IntCell.TYPE),
            TableWriter.column("NFE", DoubleCell.TYPE),
            TableWriter.column("sampling seconds", DoubleCell.TYPE),
            TableWriter.column("W2", DoubleCell.TYPE),
            TableWriter.column("W2 floor", DoubleCell.TYPE),
            TableWriter.column("W2 / floor", DoubleCell.TYPE),
            TableWriter.column("detection AUC", DoubleCell.TYPE),
            TableWriter.column("log-likelihood", DoubleCell.TYPE),
            TableWriter.column("log-likelihood standard error", DoubleCell.TYPE),
            TableWriter.column("log-likelihood NFE", DoubleCell.TYPE),
            TableWriter.column("missing because", StringCell.TYPE));

    private ComparisonTable() {}

    static BufferedDataTable write(ModelComparison comparison, ExecutionContext context) {
        int rows = comparison.models().stream()
                .mapToInt(model -> model.runs().size())
                .sum();
        int row = 0;
        try (TableWriter writer = new TableWriter(SPEC, context, rows, Monitor.none())) {
            for (ModelFigures model : comparison.models()) {
                for (Run run : model.runs()) {
                    writer.add("Row" + row++, cells(model, run, comparison.floor()));
                }
            }
            return writer.finish();
        }
    }

    private static List<DataCell> cells(ModelFigures model, Run run, double floor) {
        List<DataCell> cells = new ArrayList<>(List.of(
                new StringCell(model.name()),
                new LongCell(model.parameters()),
                TableWriter.number(model.trainingSeconds().orElse(Double.NaN)),
                new StringCell(run.sampler()),
                new IntCell(run.steps())));
        Stream.of(
                        run.nfe(),
                        run.seconds(),
                        run.distance(),
                        floor,
                        run.distance() / floor,
                        run.detection(),
                        model.density().mean(),
                        model.density().standardError(),
                        model.density().nfe())
                .map(TableWriter::number)
                .forEach(cells::add);
        String reasons = Stream.of(run.missing(), model.density().missing())
                .flatMap(Optional::stream)
                .distinct()
                .collect(Collectors.joining(" "));
        cells.add(reasons.isEmpty() ? DataType.getMissingCell() : new StringCell(reasons));
        return cells;
    }
}
