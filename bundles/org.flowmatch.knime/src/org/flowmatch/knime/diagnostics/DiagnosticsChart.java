// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.diagnostics;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.IntValue;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.node.BufferedDataTable;

/**
 * The data of the view, read from the node's tables:
 * {@code {"floor": w, "series": [{"solver": text, "nfe": [n], "w2": [n]}], "geometry": [{"name": text, "value": x,
 * "meaning": text}]}}, with null for what is missing.
 */
final class DiagnosticsChart {
    private DiagnosticsChart() {}

    static String json(BufferedDataTable geometry, BufferedDataTable distances) {
        JsonObject json = new JsonObject();
        json.add("floor", JsonNull.INSTANCE);
        JsonArray series = new JsonArray();
        try (CloseableRowIterator rows = distances.iterator()) {
            while (rows.hasNext()) {
                DataRow row = rows.next();
                JsonObject line = lineOf(row.getCell(DistanceTable.SOLVER).toString(), series);
                line.getAsJsonArray("nfe").add(((IntValue) row.getCell(DistanceTable.EVALUATIONS)).getIntValue());
                line.getAsJsonArray("w2").add(number(row.getCell(DistanceTable.DISTANCE)));
                json.add("floor", number(row.getCell(DistanceTable.FLOOR)));
            }
        }
        json.add("series", series);
        json.add("geometry", quantities(geometry));
        return json.toString();
    }

    /** The line of this solver: the last one, or a new one. */
    private static JsonObject lineOf(String solver, JsonArray series) {
        if (!series.isEmpty()) {
            JsonObject last = series.get(series.size() - 1).getAsJsonObject();
            if (last.get("solver").getAsString().equals(solver)) {
                return last;
            }
        }
        JsonObject line = new JsonObject();
        line.addProperty("solver", solver);
        line.add("nfe", new JsonArray());
        line.add("w2", new JsonArray());
        series.add(line);
        return line;
    }

    private static JsonArray quantities(BufferedDataTable geometry) {
        JsonArray quantities = new JsonArray();
        try (CloseableRowIterator rows = geometry.iterator()) {
            while (rows.hasNext()) {
                DataRow row = rows.next();
                JsonObject quantity = new JsonObject();
                quantity.addProperty("name", row.getCell(GeometryTable.QUANTITY).toString());
                quantity.add("value", number(row.getCell(GeometryTable.VALUE)));
                quantity.addProperty(
                        "meaning", row.getCell(GeometryTable.MEANING).toString());
                quantities.add(quantity);
            }
        }
        return quantities;
    }

    private static JsonElement number(DataCell cell) {
        return cell instanceof DoubleValue value ? new JsonPrimitive(value.getDoubleValue()) : JsonNull.INSTANCE;
    }
}
