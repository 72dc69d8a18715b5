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
                    scaling(json.get("scaling").getAsString()),
                    json.get("interpolate").getAsBoolean(),
                    json.get("limitToObserved").getAsBoolean(),
                    json.get("seed").getAsLong());
            List<FittedColumn> columns = new ArrayList<>();
            for (JsonElement column : json.getAsJsonArray("columns")) {
                columns.add(column(column.getAsJsonObject(), settings));
            }
            TableEncoding encoding = new TableEncoding(settings, columns);
            if (encoding.dimensions() == 0) {
                throw new IllegalArgumentException("no encoded column");
            }
            return encoding;
        } catch (IllegalArgumentException | IllegalStateException | NullPointerException | ClassCastException e) {
            throw new FlowException(
                    "The description of the column encoding is damaged or of a later version: " + e.getMessage() + ".",
                    "Run the node again that made it, or update the product.",
                    e);
        }
    }

    private static FittedColumn column(JsonObject json, EncodingSettings settings) {
        NumberKind kind = NumberKind.valueOf(json.get("kind").getAsString().toUpperCase(Locale.ROOT));
        double smallest = json.get("smallest").getAsDouble();
        ColumnEncoding encoding =
                switch (json.get("type").getAsString()) {
                    case QUANTILE -> new QuantileColumn(
                            ranks(json), settings.interpolate(), !settings.limitToObserved());
                    case STANDARDISE -> new StandardisedColumn(
                            json.get("mean").getAsDouble(),
                            json.get("deviation").getAsDouble());
                    case NONE -> new RawColumn();
                    case CONSTANT -> new ConstantColumn(smallest);
                    default -> throw new IllegalArgumentException("unknown type " + json.get("type"));
                };
        return new FittedColumn(
                new ColumnInfo(json.get("name").getAsString(), kind),
                encoding,
                new Resolution(json.get("places").getAsInt()),
                smallest,
                json.get("largest").getAsDouble());
    }

    private static RankTable ranks(JsonObject json) {
        JsonArray values = json.getAsJsonArray("values");
        return new RankTable(
                values.asList().stream().mapToDouble(JsonElement::getAsDouble).toArray(),
                longs(json.getAsJsonArray("starts")),
                longs(json.getAsJsonArray("counts")),
                json.get("rows").getAsLong());
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
