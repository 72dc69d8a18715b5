// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.NumberKind;
import org.flowmatch.engine.json.JsonFields;

/**
 * The JSON form of a table encoding. Numbers are written with the shortest digits that give the same double again, so that
 * a round trip is exact. Names of scalings, kinds and column types are constants of the file format.
 */
final class EncodingJson {
    private static final String QUANTILE = "quantile";
    private static final String STANDARDISE = "standardise";
    private static final String NONE = "none";
    private static final String CONSTANT = "constant";

    private EncodingJson() {}

    static JsonObject write(EncodingSettings settings, List<FittedColumn> columns) {
        JsonObject json = new JsonObject();
        json.addProperty("scaling", name(settings.scaling()));
        json.addProperty("interpolate", settings.interpolate());
        json.addProperty("limitToObserved", settings.limitToObserved());
        json.addProperty("seed", settings.seed());
        JsonArray list = new JsonArray();
        columns.forEach(column -> list.add(write(column)));
        json.add("columns", list);
        return json;
    }

    private static JsonObject write(FittedColumn column) {
        JsonObject json = new JsonObject();
        json.addProperty("name", column.info().name());
        json.addProperty("kind", column.info().kind().name().toLowerCase(Locale.ROOT));
        json.addProperty("places", column.resolution().places());
        json.addProperty("smallest", column.smallest());
        json.addProperty("largest", column.largest());
        ColumnEncoding encoding = column.encoding();
        if (encoding instanceof QuantileColumn quantile) {
            json.addProperty("type", QUANTILE);
            write(quantile.ranks(), json);
        } else if (encoding instanceof StandardisedColumn standardised) {
            json.addProperty("type", STANDARDISE);
            json.addProperty("mean", standardised.mean());
            json.addProperty("deviation", standardised.deviation());
        } else if (encoding instanceof ConstantColumn) {
            json.addProperty("type", CONSTANT);
        } else {
            json.addProperty("type", NONE);
        }
        return json;
    }

    private static void write(RankTable ranks, JsonObject json) {
        JsonArray values = new JsonArray();
        JsonArray starts = new JsonArray();
        JsonArray counts = new JsonArray();
        for (int k = 0; k < ranks.size(); k++) {
            values.add(ranks.value(k));
            starts.add(ranks.start(k));
            counts.add(ranks.count(k));
        }
        json.addProperty("rows", ranks.rows());
        json.add("values", values);
        json.add("starts", starts);
        json.add("counts", counts);
    }

    static TableEncoding read(JsonElement element) {
        try {
            JsonObject json = element.getAsJsonObject();
            EncodingSettings settings = new EncodingSettings(
                    scaling(JsonFields.required(json, "scaling").getAsString()),
                    JsonFields.required(json, "interpolate").getAsBoolean(),
                    JsonFields.required(json, "limitToObserved").getAsBoolean(),
                    JsonFields.required(json, "seed").getAsLong());
            List<FittedColumn> columns = new ArrayList<>();
            for (JsonElement column : JsonFields.required(json, "columns").getAsJsonArray()) {
                columns.add(column(column.getAsJsonObject(), settings));
            }
            TableEncoding encoding = new TableEncoding(settings, columns);
            if (encoding.dimensions() == 0) {
                throw new IllegalArgumentException("no encoded column");
            }
            return encoding;
        } catch (IllegalArgumentException | IllegalStateException | UnsupportedOperationException e) {
            throw new FlowException(
                    "The description of the column encoding is damaged or of a later version: " + e.getMessage() + ".",
                    "Run the node again that made it, or update the product.",
                    e);
        }
    }

    private static FittedColumn column(JsonObject json, EncodingSettings settings) {
        NumberKind kind = NumberKind.valueOf(
                JsonFields.required(json, "kind").getAsString().toUpperCase(Locale.ROOT));
        double smallest = JsonFields.required(json, "smallest").getAsDouble();
        ColumnEncoding encoding =
                switch (JsonFields.required(json, "type").getAsString()) {
                    case QUANTILE -> new QuantileColumn(
                            ranks(json), settings.interpolate(), !settings.limitToObserved());
                    case STANDARDISE -> new StandardisedColumn(
                            JsonFields.required(json, "mean").getAsDouble(),
                            JsonFields.required(json, "deviation").getAsDouble());
                    case NONE -> new RawColumn();
                    case CONSTANT -> new ConstantColumn(smallest);
                    default -> throw new IllegalArgumentException("unknown type " + json.get("type"));
                };
        return new FittedColumn(
                new ColumnInfo(JsonFields.required(json, "name").getAsString(), kind),
                encoding,
                new Resolution(JsonFields.required(json, "places").getAsInt()),
                smallest,
                JsonFields.required(json, "largest").getAsDouble());
    }

    private static RankTable ranks(JsonObject json) {
        JsonArray values = JsonFields.required(json, "values").getAsJsonArray();
        return new RankTable(
                values.asList().stream().mapToDouble(JsonElement::getAsDouble).toArray(),
                longs(JsonFields.required(json, "starts").getAsJsonArray()),
                longs(JsonFields.required(json, "counts").getAsJsonArray()),
                JsonFields.required(json, "rows").getAsLong());
    }

    private static long[] longs(JsonArray array) {
        return array.asList().stream().mapToLong(JsonElement::getAsLong).toArray();
    }

    private static String name(Scaling scaling) {
        return switch (scaling) {
            case QUANTILE -> QUANTILE;
            case STANDARDISE -> STANDARDISE;
            case NONE -> NONE;
        };
    }

    private static Scaling scaling(String name) {
        return switch (name) {
            case QUANTILE -> Scaling.QUANTILE;
            case STANDARDISE -> Scaling.STANDARDISE;
            case NONE -> Scaling.NONE;
            default -> throw new IllegalArgumentException("unknown scaling \"" + name + "\"");
        };
    }
}
