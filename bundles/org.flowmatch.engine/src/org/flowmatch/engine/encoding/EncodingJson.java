// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.RowSpace;
import org.flowmatch.engine.file.FileContent;
import org.flowmatch.engine.json.JsonFields;

/**
 * The JSON form of a table encoding. Numbers are written with the shortest digits that give the same double again, so that
 * a round trip is exact. Names of scalings, kinds and column types are constants of the file format.
 */
final class EncodingJson {
    /** What every column has beside the fields of its encoding. */
    static final Set<String> COLUMN_FIELDS =
            Set.of("name", "kind", "places", "smallest", "largest", "texts", "type", "source");

    /** The type of a column without a scaling; of others it is that of their scaling. */
    static final String CONSTANT = "constant";

    private static final String ENCODING = "encoding";
    private static final String TEXTS = "texts";
    private static final String MODELLING = "modelling";
    private static final String SOURCE = "source";
    private static final String NEVER = "neverTogether";
    private static final String RESHAPED = "reshaped";

    private EncodingJson() {}

    static JsonObject write(
            EncodingSettings settings, List<FittedColumn> columns, NeverTogether never, Reshaping reshaping) {
        JsonObject json = new JsonObject();
        json.addProperty("scaling", settings.scaling().id());
        json.addProperty("interpolate", settings.interpolate());
        json.addProperty("limitToObserved", settings.limitToObserved());
        json.addProperty("seed", settings.seed());
        if (!settings.modelling().equals(Modelling.NUMBERS)) {
            json.add(MODELLING, ModellingJson.write(settings.modelling()));
        }
        JsonArray list = new JsonArray();
        columns.forEach(column -> list.add(write(column)));
        json.add("columns", list);
        if (!never.isEmpty()) {
            NumberArrays.write(
                    json, NEVER, Arrays.stream(never.pairs()).asDoubleStream().toArray());
        }
        if (!reshaping.groups().isEmpty() || !reshaping.codes().isEmpty()) {
            json.add(RESHAPED, ReshapingJson.write(reshaping));
        }
        return json;
    }

    private static JsonObject write(FittedColumn column) {
        JsonObject json = new JsonObject();
        json.addProperty("name", column.info().name());
        json.addProperty("kind", name(column.info().kind()));
        json.addProperty("places", column.resolution().places());
        json.addProperty("smallest", column.smallest());
        json.addProperty("largest", column.largest());
        if (!column.info().kind().numeric()) {
            JsonArray texts = new JsonArray();
            column.texts().forEach(texts::add);
            json.add(TEXTS, texts);
        }
        if (!column.source().equals(SourceLevels.NONE)) {
            json.add(SOURCE, SourceLevelsJson.write(column.source()));
        }
        ColumnEncoding encoding = column.encoding();
        if (encoding instanceof ConstantColumn) {
            json.addProperty("type", CONSTANT);
        } else {
            ColumnForms.write(encoding, json);
        }
        return json;
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
                whole(json, "seed", ENCODING),
                json.has(MODELLING)
                        ? ModellingJson.read(json.get(MODELLING), ENCODING + "." + MODELLING)
                        : Modelling.NUMBERS);
        List<FittedColumn> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonElement column : array(json, "columns", ENCODING)) {
            String where = ENCODING + ".columns[" + columns.size() + "]";
            columns.add(column(JsonFields.object(column, where), settings, where));
            if (!names.add(columns.get(columns.size() - 1).info().name())) {
                throw damaged(where, "has the name of an earlier column", null);
            }
        }
        if (columns.stream().noneMatch(column -> column.encoding().encoded())) {
            throw damaged(ENCODING, "has no encoded column", null);
        }
        List<ColumnInfo> modelled = columns.stream().map(FittedColumn::info).toList();
        Reshaping reshaping = json.has(RESHAPED)
                ? ReshapingJson.read(json.get(RESHAPED), modelled, ENCODING + "." + RESHAPED)
                : Reshaping.none(modelled);
        TableEncoding encoding = new TableEncoding(
                settings.keeping(
                        reshaping.groups().stream().map(ColumnGroup::rule).toList()),
                columns,
                List.of(),
                NeverTogether.NOTHING,
                reshaping);
        return json.has(NEVER) ? encoding.with(never(json, encoding.space())) : encoding;
    }

    private static NeverTogether never(JsonObject json, RowSpace space) {
        try {
            int[] pairs = Arrays.stream(NumberArrays.doubles(json, NEVER, ENCODING))
                    .mapToInt(level -> (int) level)
                    .toArray();
            return new NeverTogether(space.labels(), pairs);
        } catch (IllegalArgumentException e) {
            throw damaged(ENCODING + "." + NEVER, "does not fit the columns: " + e.getMessage(), e);
        }
    }

    private static FittedColumn column(JsonObject json, EncodingSettings settings, String where) {
        ColumnKind kind = kind(text(json, "kind", where), where);
        double smallest = number(json, "smallest", where);
        try {
            String type = text(json, "type", where);
            ColumnEncoding encoding =
                    type.equals(CONSTANT) ? new ConstantColumn(smallest) : ColumnForms.read(json, settings, where);
            return new FittedColumn(
                    new ColumnInfo(text(json, "name", where), kind),
                    encoding,
                    new Resolution((int) JsonFields.whole(
                            JsonFields.field(json, "places", where),
                            Resolution.FULL,
                            Resolution.MOST_PLACES,
                            where + ".places")),
                    smallest,
                    number(json, "largest", where),
                    kind.numeric() ? List.of() : texts(json, TEXTS, where),
                    json.has(SOURCE)
                            ? SourceLevelsJson.read(json.get(SOURCE), where + "." + SOURCE)
                            : SourceLevels.NONE);
        } catch (IllegalArgumentException e) {
            throw damaged(where, "does not fit together: " + e.getMessage(), e);
        }
    }

    static List<String> texts(JsonObject json, String name, String where) {
        List<String> texts = new ArrayList<>();
        for (JsonElement text : array(json, name, where)) {
            texts.add(JsonFields.text(text, where + "." + name));
        }
        return texts;
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

    private static ColumnKind kind(String name, String where) {
        for (ColumnKind kind : ColumnKind.values()) {
            if (name(kind).equals(name)) {
                return kind;
            }
        }
        throw damaged(
                where + ".kind",
                "must be one of "
                        + Arrays.stream(ColumnKind.values())
                                .map(EncodingJson::name)
                                .collect(Collectors.joining(", ")),
                null);
    }

    private static String name(ColumnKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static FlowException damaged(String where, String what, Throwable cause) {
        return new FlowException(
                "The field '" + where + "' " + what + ".",
                "Run the node that made it again, or update the product.",
                cause);
    }

    private static Scaling scaling(String id) {
        return Scaling.of(id)
                .orElseThrow(() ->
                        damaged(ENCODING + ".scaling", "must be one of " + String.join(", ", Scaling.ids()), null));
    }
}
