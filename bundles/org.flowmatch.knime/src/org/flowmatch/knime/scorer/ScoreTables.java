// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.scorer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.metric.Estimate;
import org.flowmatch.engine.score.MeasureScore;
import org.flowmatch.engine.score.RiskyRow;
import org.flowmatch.engine.score.SyntheticScore;
import org.flowmatch.engine.score.TableScore;
import org.flowmatch.engine.score.UtilityScore;
import org.flowmatch.knime.table.TableWriter;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/**
 * The output tables of the scorer. Columns are only ever appended, as workflows know them by name and place; each begins with the
 * name of the synthetic table.
 */
final class ScoreTables {
    private static final DataColumnSpec TABLE = TableWriter.column("table", StringCell.TYPE);

    static final DataTableSpec MEASURES = new DataTableSpec(
            TABLE,
            TableWriter.column("measure", StringCell.TYPE),
            TableWriter.column("of", StringCell.TYPE),
            TableWriter.column("value", DoubleCell.TYPE),
            TableWriter.column("value, lower end", DoubleCell.TYPE),
            TableWriter.column("value, upper end", DoubleCell.TYPE),
            TableWriter.column("floor", DoubleCell.TYPE),
            TableWriter.column("worst", DoubleCell.TYPE),
            TableWriter.column("share of the way to the worst", DoubleCell.TYPE),
            TableWriter.column("verdict", StringCell.TYPE),
            TableWriter.column("meaning", StringCell.TYPE));

    static final DataTableSpec COLUMNS = new DataTableSpec(
            TABLE,
            TableWriter.column("column", StringCell.TYPE),
            TableWriter.column("shape error", DoubleCell.TYPE),
            TableWriter.column("shape error, floor", DoubleCell.TYPE),
            TableWriter.column("detection AUC", DoubleCell.TYPE),
            TableWriter.column("detection AUC, floor", DoubleCell.TYPE),
            TableWriter.column("prediction", DoubleCell.TYPE),
            TableWriter.column("prediction by real rows", DoubleCell.TYPE),
            TableWriter.column("prediction, ratio", DoubleCell.TYPE));

    static final DataTableSpec PAIRS = new DataTableSpec(
            TABLE,
            TableWriter.column("first column", StringCell.TYPE),
            TableWriter.column("second column", StringCell.TYPE),
            TableWriter.column("trend error", DoubleCell.TYPE),
            TableWriter.column("trend error, floor", DoubleCell.TYPE));

    static final DataTableSpec RISKY = new DataTableSpec(
            TABLE,
            TableWriter.column("synthetic row", StringCell.TYPE),
            TableWriter.column("closest real row", StringCell.TYPE),
            TableWriter.column("distance", DoubleCell.TYPE),
            TableWriter.column("distance of that real row to the next", DoubleCell.TYPE));

    private ScoreTables() {}

    static BufferedDataTable measures(TableScore score, ExecutionContext context) {
        return write(
                MEASURES,
                context,
                score.tables().stream()
                        .flatMap(table -> table.measures().stream().map(measure -> measure(table.name(), measure)))
                        .toList());
    }

    private static List<DataCell> measure(String table, MeasureScore score) {
        Estimate value = score.value();
        return List.of(
                new StringCell(table),
                new StringCell(score.measure().label()),
                score.of().isEmpty() ? DataType.getMissingCell() : new StringCell(score.of()),
                TableWriter.number(value.value()),
                TableWriter.number(value.low()),
                TableWriter.number(value.high()),
                TableWriter.number(score.floor().value()),
                TableWriter.number(score.worst()),
                TableWriter.number(score.share()),
                new StringCell(score.grade().label()),
                new StringCell(score.measure().meaning()));
    }

    static BufferedDataTable columns(TableScore score, ExecutionContext context) {
        return write(
                COLUMNS,
                context,
                score.tables().stream()
                        .flatMap(table -> table.columns().stream().map(column -> column(table.name(), column)))
                        .toList());
    }

    private static List<DataCell> column(String table, SyntheticScore.Column column) {
        Optional<UtilityScore.Column> utility = column.utility();
        return List.of(
                new StringCell(table),
                new StringCell(column.name()),
                TableWriter.number(column.shape()),
                TableWriter.number(column.shapeFloor()),
                TableWriter.number(column.detection().value()),
                TableWriter.number(column.detectionFloor().value()),
                number(utility.map(predicted -> predicted.skill().value())),
                number(utility.map(predicted -> predicted.ofReal().value())),
                number(utility.map(UtilityScore.Column::ratio)));
    }

    private static DataCell number(Optional<Double> value) {
        return value.map(TableWriter::number).orElse(DataType.getMissingCell());
    }

    static BufferedDataTable pairs(TableScore score, ExecutionContext context) {
        List<String> names = score.columns().stream().map(ColumnInfo::name).toList();
        return write(
                PAIRS,
                context,
                score.tables().stream()
                        .flatMap(table -> table.pairs().stream()
                                .map(pair -> List.<DataCell>of(
                                        new StringCell(table.name()),
                                        new StringCell(names.get(pair.first())),
                                        new StringCell(names.get(pair.second())),
                                        TableWriter.number(pair.trend()),
                                        TableWriter.number(pair.trendFloor()))))
                        .toList());
    }

    /** The riskiest rows by their row IDs. */
    static BufferedDataTable risky(TableScore score, ScorerTables compared, ExecutionContext context) {
        List<List<DataCell>> rows = new ArrayList<>();
        for (int t = 0; t < score.tables().size(); t++) {
            SyntheticScore table = score.tables().get(t);
            for (RiskyRow row : table.privacy().risky()) {
                rows.add(List.of(
                        new StringCell(table.name()),
                        new StringCell(compared.rowIds().get(t).get(row.row())),
                        new StringCell(compared.real().names().get(row.training())),
                        TableWriter.number(row.distance()),
                        TableWriter.number(row.isolation())));
            }
        }
        return write(RISKY, context, rows);
    }

    private static BufferedDataTable write(DataTableSpec spec, ExecutionContext context, List<List<DataCell>> rows) {
        try (TableWriter writer = new TableWriter(spec, context, rows.size(), Monitor.none())) {
            for (int row = 0; row < rows.size(); row++) {
                writer.add("Row" + row, rows.get(row));
            }
            return writer.finish();
        }
    }

    /** The specs of all of them, in the order of the ports. */
    static DataTableSpec[] specs() {
        return new DataTableSpec[] {MEASURES, COLUMNS, PAIRS, RISKY};
    }
}
