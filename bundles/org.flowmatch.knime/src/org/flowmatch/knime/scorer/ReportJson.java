// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.scorer;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.metric.Estimate;
import org.flowmatch.engine.score.ColumnBins;
import org.flowmatch.engine.score.DetectionScore;
import org.flowmatch.engine.score.MeasureScore;
import org.flowmatch.engine.score.Pictures;
import org.flowmatch.engine.score.PrivacyScore;
import org.flowmatch.engine.score.Projection;
import org.flowmatch.engine.score.RuleScore;
import org.flowmatch.engine.score.SecretScore;
import org.flowmatch.engine.score.SyntheticScore;
import org.flowmatch.engine.score.TableScore;
import org.flowmatch.engine.score.UtilityScore;
import org.flowmatch.engine.score.Verdict;
import org.flowmatch.knime.view.AxisTexts;

/**
 * The data of the report, without a row of any table:
 *
 * <pre>
 * {"split": true, "notes": [text], "comparison": [text], "columns": [name],
 *  "bins": [bins as of {@link AxisTexts}],                             of each column; shares have one more, of missing cells
 *  "real": [[share]],                                                  of each column
 *  "projection": {"x": [edge], "y": [edge], "explained": [share], "tables": [[[share]]]},        real first
 *  "pairs": [{"first": i, "second": j, "tables": [[[share]]]}],        pictures of the worst pairs, real first; null of tables
 *                                                                      in which the pair is not among the worst
 *  "tables": [{"name", "verdict", "measures", "columns", "trends", "scores", "privacy", "rules"}]}
 * </pre>
 *
 * with figures as [value, lower end, upper end] and null for what is not known.
 */
final class ReportJson {
    /** Pictures of more pairs of a table, or of all, would make a page slow. */
    private static final int PICTURES = 40;

    private static final int ALL_PICTURES = 120;
    private static final int FEWEST_PICTURES = 6;

    private static final MathContext DIGITS = new MathContext(4);

    private ReportJson() {}

    static JsonObject of(TableScore score) {
        Pictures pictures = score.pictures();
        int columns = score.columns().size();
        JsonObject json = new JsonObject();
        json.addProperty("split", score.split());
        json.add("notes", texts(score.notes()));
        json.add("comparison", texts(score.comparison()));
        json.add("columns", texts(score.columns().stream().map(ColumnInfo::name).toList()));
        JsonArray bins = new JsonArray();
        JsonArray real = new JsonArray();
        for (int column = 0; column < columns; column++) {
            bins.add(bins(pictures.bins(column), score.columns().get(column).kind()));
            real.add(numbers(pictures.column(0, column)));
        }
        json.add("bins", bins);
        json.add("real", real);
        json.add("projection", projection(pictures.projection()));
        json.add("pairs", pairs(score));
        JsonArray tables = new JsonArray();
        for (int table = 0; table < score.tables().size(); table++) {
            tables.add(table(score.tables().get(table), pictures, table + 1));
        }
        json.add("tables", tables);
        return json;
    }

    private static JsonObject bins(ColumnBins bins, ColumnKind kind) {
        JsonObject json = new JsonObject();
        AxisTexts.add(bins, kind, json);
        return json;
    }

    private static JsonObject projection(Projection projection) {
        JsonObject json = new JsonObject();
        json.add("x", numbers(projection.edgesX()));
        json.add("y", numbers(projection.edgesY()));
        json.add("explained", numbers(projection.explained()));
        JsonArray tables = new JsonArray();
        for (List<List<Double>> table : projection.shares()) {
            JsonArray rows = new JsonArray();
            table.forEach(row -> rows.add(numbers(row)));
            tables.add(rows);
        }
        json.add("tables", tables);
        return json;
    }

    /** Pictures of the worst pairs of each table, of it and of real rows. */
    private static JsonArray pairs(TableScore score) {
        int most = Math.max(
                FEWEST_PICTURES,
                Math.min(PICTURES, ALL_PICTURES / score.tables().size()));
        Map<List<Integer>, Set<Integer>> worst = new LinkedHashMap<>();
        for (int table = 0; table < score.tables().size(); table++) {
            int place = table + 1;
            score.tables().get(table).pairs().stream().limit(most).forEach(pair -> worst.computeIfAbsent(
                            List.of(pair.first(), pair.second()), key -> new HashSet<>(Set.of(0)))
                    .add(place));
        }
        JsonArray pairs = new JsonArray();
        worst.forEach((pair, shown) -> {
            JsonObject json = new JsonObject();
            json.addProperty("first", pair.get(0));
            json.addProperty("second", pair.get(1));
            json.add(
                    "tables",
                    array(IntStream.range(0, score.pictures().tables())
                            .mapToObj(table -> shown.contains(table)
                                    ? array(Stream.of(score.pictures().pair(table, pair.get(0), pair.get(1)))
                                            .map(ReportJson::numbers))
                                    : JsonNull.INSTANCE)));
            pairs.add(json);
        });
        return pairs;
    }

    private static JsonObject table(SyntheticScore score, Pictures pictures, int place) {
        JsonObject json = new JsonObject();
        json.addProperty("name", score.name());
        json.add("verdict", verdict(score.verdict()));
        json.add("measures", array(score.measures().stream().map(ReportJson::measure)));
        json.add(
                "columns",
                array(score.columns().stream().map(column -> column(column, pictures.column(place, column.place())))));
        json.add(
                "trends",
                array(score.pairs().stream()
                        .map(pair -> numbers(List.of(
                                (double) pair.first(), (double) pair.second(), pair.trend(), pair.trendFloor())))));
        json.add("scores", scores(score.detection()));
        json.add("privacy", privacy(score.privacy()));
        json.add("rules", array(score.rules().stream().map(ReportJson::rule)));
        return json;
    }

    private static JsonObject verdict(Verdict verdict) {
        JsonObject json = new JsonObject();
        json.addProperty("quality", verdict.quality().name());
        json.addProperty("privacy", verdict.privacy().name());
        json.add(
                "model",
                verdict.model()
                        .<JsonElement>map(grade -> new JsonPrimitive(grade.name()))
                        .orElse(JsonNull.INSTANCE));
        json.addProperty("ofQuality", verdict.ofQuality());
        json.addProperty("ofPrivacy", verdict.ofPrivacy());
        json.addProperty("ofModel", verdict.ofModel());
        return json;
    }

    private static JsonObject measure(MeasureScore score) {
        JsonObject json = new JsonObject();
        json.addProperty("key", score.measure().name());
        json.addProperty("measure", score.measure().label());
        json.addProperty("meaning", score.measure().meaning());
        json.addProperty("subject", score.measure().subject().name());
        json.addProperty("of", score.of());
        json.add("value", figure(score.value()));
        json.add("floor", figure(score.floor()));
        json.add("worst", number(score.worst()));
        json.add("share", number(score.share()));
        json.addProperty("grade", score.grade().name());
        return json;
    }

    private static JsonObject column(SyntheticScore.Column column, double[] shares) {
        JsonObject json = new JsonObject();
        json.addProperty("column", column.place());
        json.add("shape", number(column.shape()));
        json.add("shapeFloor", number(column.shapeFloor()));
        json.add("detection", figure(column.detection()));
        json.add("detectionFloor", figure(column.detectionFloor()));
        json.add(
                "utility",
                column.utility().<JsonElement>map(ReportJson::utility).orElse(JsonNull.INSTANCE));
        json.add("shares", numbers(shares));
        return json;
    }

    private static JsonObject utility(UtilityScore.Column column) {
        JsonObject json = new JsonObject();
        json.add("skill", figure(column.skill()));
        json.add("ofReal", figure(column.ofReal()));
        json.add("ratio", number(column.ratio()));
        return json;
    }

    /** Shares of rows by what boosted trees think of them, 0 real to 1 synthetic. */
    private static JsonObject scores(DetectionScore score) {
        JsonObject json = new JsonObject();
        json.add("synthetic", numbers(score.scores().judged()));
        json.add("real", numbers(score.scores().real()));
        return json;
    }

    private static JsonObject privacy(PrivacyScore score) {
        JsonObject json = new JsonObject();
        json.addProperty("risky", score.risky().size());
        json.add("copies", figure(score.copies()));
        json.add("copiesOfHeldBack", figure(score.copiesOfHeldBack()));
        json.add("distance", figure(score.distance()));
        json.add("distanceOfHeldBack", figure(score.distanceOfHeldBack()));
        json.add("closer", figure(score.closer()));
        json.add("membershipByDistance", figure(score.membershipByDistance()));
        json.add("membershipByDensity", figure(score.membershipByDensity()));
        json.add("secrets", array(score.secrets().stream().map(ReportJson::secret)));
        return json;
    }

    private static JsonObject secret(SecretScore score) {
        JsonObject json = new JsonObject();
        json.addProperty("column", score.column());
        json.add("training", figure(score.training()));
        json.add("heldBack", figure(score.heldBack()));
        json.add("gain", figure(score.gain()));
        return json;
    }

    private static JsonObject rule(RuleScore score) {
        JsonObject json = new JsonObject();
        json.addProperty("rule", score.rule().text());
        json.add("heldBack", number(score.heldBack()));
        json.add("independent", number(score.independent()));
        json.add("synthetic", figure(score.synthetic()));
        json.addProperty("judged", score.judged());
        return json;
    }

    private static JsonElement figure(Optional<Estimate> estimate) {
        return estimate.map(ReportJson::figure).orElse(JsonNull.INSTANCE);
    }

    private static JsonElement figure(Estimate estimate) {
        return Double.isNaN(estimate.value())
                ? JsonNull.INSTANCE
                : array(Stream.of(estimate.value(), estimate.low(), estimate.high())
                        .map(ReportJson::number));
    }

    private static JsonArray array(Stream<? extends JsonElement> elements) {
        JsonArray array = new JsonArray();
        elements.forEach(array::add);
        return array;
    }

    private static JsonArray texts(Collection<String> texts) {
        return array(texts.stream().map(JsonPrimitive::new));
    }

    private static JsonArray numbers(Collection<Double> numbers) {
        return array(numbers.stream().map(ReportJson::number));
    }

    private static JsonArray numbers(double[] numbers) {
        JsonArray array = new JsonArray(numbers.length);
        for (double number : numbers) {
            array.add(number(number));
        }
        return array;
    }

    /** Four digits are more than a picture shows. */
    private static JsonElement number(double number) {
        return Double.isFinite(number)
                ? new JsonPrimitive(BigDecimal.valueOf(number).round(DIGITS))
                : JsonNull.INSTANCE;
    }
}
