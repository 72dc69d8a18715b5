// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.learner;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.loss.Deviance;
import org.flowmatch.engine.training.LossPoint;
import org.flowmatch.knime.table.TableWriter;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.LongValue;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/**
 * The loss curve as a KNIME table, and that table as the data of the learner's view. Of rows with labels it has the losses of
 * numbers and of labels, too, behind the others.
 */
final class LossTable {
    private static final int STEP = 0;
    private static final int TRAIN = 1;
    private static final int VALIDATION = 2;

    private static final List<String> KINDS = new Deviance().kinds();

    private LossTable() {}

    /** @param labels whether rows have labels beside numbers */
    static DataTableSpec spec(boolean labels) {
        List<DataColumnSpec> columns = new ArrayList<>(List.of(
                TableWriter.column("step", LongCell.TYPE),
                TableWriter.column("train", DoubleCell.TYPE),
                TableWriter.column("validation", DoubleCell.TYPE),
                TableWriter.column("learning rate", DoubleCell.TYPE),
                TableWriter.column("rows/s", DoubleCell.TYPE)));
        for (String kind : labels ? KINDS : List.<String>of()) {
            columns.add(TableWriter.column(train(kind), DoubleCell.TYPE));
            columns.add(TableWriter.column(validation(kind), DoubleCell.TYPE));
        }
        return new DataTableSpec(columns.toArray(DataColumnSpec[]::new));
    }

    private static String train(String kind) {
        return "train, " + kind;
    }

    private static String validation(String kind) {
        return "validation, " + kind;
    }

    static BufferedDataTable write(List<LossPoint> losses, boolean labels, ExecutionContext context) {
        try (TableWriter writer = new TableWriter(spec(labels), context, losses.size(), Monitor.none())) {
            for (int i = 0; i < losses.size(); i++) {
                writer.add("Row" + i, cells(losses.get(i), labels));
            }
            return writer.finish();
        }
    }

    private static List<DataCell> cells(LossPoint point, boolean labels) {
        List<DataCell> cells = new ArrayList<>(List.of(
                new LongCell(point.step()),
                TableWriter.number(point.train()),
                TableWriter.number(point.validation()),
                TableWriter.number(point.learningRate()),
                TableWriter.number(point.rowsPerSecond())));
        for (LossPoint.OfKind kind : labels ? point.kinds() : List.<LossPoint.OfKind>of()) {
            cells.add(TableWriter.number(kind.train()));
            cells.add(TableWriter.number(kind.validation()));
        }
        return cells;
    }

    /**
     * The view's data: {@code {"steps": [n], "train": [n], "validation": [n], "bestStep": s, "kinds": [{"name": "labels",
     * "train": [n], "validation": [n]}, ...]}}, with null for what is missing. The best step has the least validation loss;
     * without validation there is none. Kinds are those that the table has.
     */
    static String json(BufferedDataTable table) {
        JsonArray steps = new JsonArray();
        JsonArray train = new JsonArray();
        JsonArray validation = new JsonArray();
        JsonPrimitive bestStep = null;
        double best = Double.POSITIVE_INFINITY;
        try (CloseableRowIterator rows = table.iterator()) {
            while (rows.hasNext()) {
                DataRow row = rows.next();
                JsonPrimitive step = new JsonPrimitive(((LongValue) row.getCell(STEP)).getLongValue());
                steps.add(step);
                add(train, row.getCell(TRAIN));
                add(validation, row.getCell(VALIDATION));
                if (row.getCell(VALIDATION) instanceof DoubleValue loss && loss.getDoubleValue() < best) {
                    best = loss.getDoubleValue();
                    bestStep = step;
                }
            }
        }
        JsonObject json = new JsonObject();
        json.add("steps", steps);
        json.add("train", train);
        json.add("validation", validation);
        json.add("bestStep", bestStep == null ? JsonNull.INSTANCE : bestStep);
        json.add("kinds", kinds(table));
        return json.toString();
    }

    private static JsonArray kinds(BufferedDataTable table) {
        JsonArray kinds = new JsonArray();
        for (String kind : KINDS) {
            int train = table.getDataTableSpec().findColumnIndex(train(kind));
            int validation = table.getDataTableSpec().findColumnIndex(validation(kind));
            if (train >= 0 && validation >= 0) {
                JsonObject json = new JsonObject();
                json.addProperty("name", kind);
                json.add("train", column(table, train));
                json.add("validation", column(table, validation));
                kinds.add(json);
            }
        }
        return kinds;
    }

    private static JsonArray column(BufferedDataTable table, int column) {
        JsonArray losses = new JsonArray();
        try (CloseableRowIterator rows = table.iterator()) {
            while (rows.hasNext()) {
                add(losses, rows.next().getCell(column));
            }
        }
        return losses;
    }

    private static void add(JsonArray losses, DataCell cell) {
        losses.add(cell instanceof DoubleValue loss ? new JsonPrimitive(loss.getDoubleValue()) : JsonNull.INSTANCE);
    }
}
