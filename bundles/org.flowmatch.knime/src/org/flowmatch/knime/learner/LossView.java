// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.learner;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.List;
import org.flowmatch.engine.training.LossPoint;
import org.flowmatch.knime.view.StoredView;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.LongValue;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.node.BufferedDataTable;

/**
 * What the learner's view shows: the loss curve, and facts of the run, which are no part of the table of losses because they
 * differ from run to run.
 */
public final class LossView {
    private LossView() {}

    /** {@code {"seed": "digits", "rowsPerSecond": number}}, the latter over all steps, if there are any. */
    static String facts(long seed, List<LossPoint> losses) {
        JsonObject json = new JsonObject();
        json.addProperty("seed", Long.toString(seed));
        double speed = rowsPerSecond(losses);
        if (Double.isFinite(speed)) {
            json.addProperty("rowsPerSecond", speed);
        }
        return json.toString();
    }

    private static double rowsPerSecond(List<LossPoint> losses) {
        double seconds = 0;
        long before = 0;
        for (LossPoint point : losses) {
            seconds += (point.step() - before) / point.rowsPerSecond();
            before = point.step();
        }
        return before == 0 ? Double.NaN : before / seconds;
    }

    /**
     * The view's data: {@code {"steps": [n], "train": [n], "validation": [n], "bestStep": s, "kinds": [{"name": "labels",
     * "train": [n], "validation": [n]}, ...], "rowsPerSecond": number, "seed": "digits"}}, with null for what is missing. The
     * best step has the least validation loss; without validation there is none. Kinds are those that the table has.
     *
     * @param kept the losses and, unless an earlier version executed the node, the facts as a {@link StoredView}
     */
    public static String json(BufferedDataTable... kept) {
        BufferedDataTable table = kept[0];
        JsonArray steps = new JsonArray();
        JsonArray train = new JsonArray();
        JsonArray validation = new JsonArray();
        JsonPrimitive bestStep = null;
        double best = Double.POSITIVE_INFINITY;
        try (CloseableRowIterator rows = table.iterator()) {
            while (rows.hasNext()) {
                DataRow row = rows.next();
                JsonPrimitive step = new JsonPrimitive(((LongValue) row.getCell(LossTable.STEP)).getLongValue());
                steps.add(step);
                add(train, row.getCell(LossTable.TRAIN));
                add(validation, row.getCell(LossTable.VALIDATION));
                if (row.getCell(LossTable.VALIDATION) instanceof DoubleValue loss && loss.getDoubleValue() < best) {
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
        json.add("rowsPerSecond", JsonNull.INSTANCE);
        json.add("seed", JsonNull.INSTANCE);
        if (kept.length > 1 && StoredView.holds(kept[1])) {
            JsonParser.parseString(StoredView.read(kept[1]))
                    .getAsJsonObject()
                    .asMap()
                    .forEach(json::add);
        }
        return json.toString();
    }

    private static JsonArray kinds(BufferedDataTable table) {
        JsonArray kinds = new JsonArray();
        for (String kind : LossTable.KINDS) {
            int train = table.getDataTableSpec().findColumnIndex(LossTable.train(kind));
            int validation = table.getDataTableSpec().findColumnIndex(LossTable.validation(kind));
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
