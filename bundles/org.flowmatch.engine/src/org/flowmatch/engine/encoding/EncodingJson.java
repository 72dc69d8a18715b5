// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.NumberKind;
import org.flowmatch.engine.file.FileContent;
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

    private static final String ENCODING = "encoding";

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
        json.addProperty("kind", name(column.info().kind()));
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
        return FileContent.named(
                "The description of the column encoding is damaged or of a later version: ", () -> encoding(element));
    }

    private static TableEncoding encoding(JsonElement element) {
        JsonObject json = JsonFields.object(element, ENCODING);
        EncodingSettings settings = new EncodingSettings(
                scaling(text(json, "scaling", ENCODING)),
                flag(json, "interpolate"),
                flag(json, "limitToObserved"),
                whole(json, "seed", ENCODING));
        List<FittedColumn> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonElement column : array(json, "columns", ENCODING)) {
            String where = ENCODING + ".columns[" + columns.size() + "]";
            columns.add(column(JsonFields.object(column, where), settings, where));
            if (!names.add(columns.get(columns.size() - 1).info().name())) {
                throw damaged(where, "has the name of an earlier column", null);
            }
        }
        TableEncoding encoding = new TableEncoding(settings, columns, List.of());
        if (encoding.dimensions() == 0) {
            throw damaged(ENCODING, "has no encoded column", null);
        }
        return encoding;
    }

    private static FittedColumn column(JsonObject json, EncodingSettings settings, String where) {
        NumberKind kind = kind(text(json, "kind", where), where);
        double smallest = number(json, "smallest", where);
        try {
            ColumnEncoding encoding =
                    switch (text(json, "type", where)) {
                        case QUANTILE -> new QuantileColumn(
                                ranks(json, where), settings.interpolate(), !settings.limitToObserved());
                        case STANDARDISE -> new StandardisedColumn(
                                number(json, "mean", where), number(json, "deviation", where));
                        case NONE -> new RawColumn();
                        case CONSTANT -> new ConstantColumn(smallest);
                        default -> throw damaged(
                                where + ".type",
                                "must be one of " + String.join(", ", QUANTILE, STANDARDISE, NONE, CONSTANT),
                                null);
                    };
            return new FittedColumn(
                    new ColumnInfo(text(json, "name", where), kind),
                    encoding,
                    new Resolution((int) JsonFields.whole(
                            JsonFields.field(json, "places", where),
                            Resolution.FULL,
                            Resolution.MOST_PLACES,
                            where + ".places")),
                    smallest,
                    number(json, "largest", where));
        } catch (IllegalArgumentException e) {
            throw damaged(where, "does not fit together: " + e.getMessage(), e);
        }
    }

    private static RankTable ranks(JsonObject json, String where) {
        return new RankTable(
                numbers(json, "values", where),
                longs(json, "starts", where),
                longs(json, "counts", where),
                whole(json, "rows", where));
    }

    private static double[] numbers(JsonObject json, String name, String where) {
        JsonArray array = array(json, name, where);
        double[] numbers = new double[array.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = JsonFields.number(array.get(i), where + "." + name);
        }
        return numbers;
    }

    private static long[] longs(JsonObject json, String name, String where) {
        JsonArray array = array(json, name, where);
        long[] longs = new long[array.size()];
        for (int i = 0; i < longs.length; i++) {
            longs[i] = JsonFields.whole(array.get(i), 0, Long.MAX_VALUE, where + "." + name);
        }
        return longs;
    }

    private static JsonArray array(JsonObject json, String name, String where) {
        return JsonFields.array(JsonFields.field(json, name, where), where + "." + name);
    }

    private static String text(JsonObject json, String name, String where) {
        return JsonFields.text(JsonFields.field(json, name, where), where + "." + name);
    }

    private static boolean flag(JsonObject json, String name) {
        return JsonFields.flag(JsonFields.field(json, name, ENCODING), ENCODING + "." + name);
    }

    private static double number(JsonObject json, String name, String where) {
        return JsonFields.number(JsonFields.field(json, name, where), where + "." + name);
    }

    private static long whole(JsonObject json, String name, String where) {
        return JsonFields.whole(
                JsonFields.field(json, name, where), Long.MIN_VALUE, Long.MAX_VALUE, where + "." + name);
    }

    private static NumberKind kind(String name, String where) {
        for (NumberKind kind : NumberKind.values()) {
            if (name(kind).equals(name)) {
                return kind;
            }
        }
        throw damaged(where + ".kind", "must be one of double, int, long", null);
    }

    private static String name(NumberKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static FlowException damaged(String where, String what, Throwable cause) {
        return new FlowException(
                "The field '" + where + "' " + what + ".",
                "Run the node that made it again, or update the product.",
                cause);
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
            default -> throw damaged(
                    ENCODING + ".scaling", "must be one of " + String.join(", ", QUANTILE, STANDARDISE, NONE), null);
        };
    }
}
