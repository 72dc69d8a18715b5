// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.coupling;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.PairSample;
import org.flowmatch.engine.metric.MixedSample;
import org.flowmatch.engine.score.PrincipalPlane;
import org.flowmatch.knime.coupling.PairCells.Column;

/**
 * The picture of pairs in the data of the view:
 *
 * <pre>
 * {"noise": whether the source is, "pairs": n, "without": columns without an axis,
 *  "positions": [axes that are one, as {@link PairPositions} says],
 *  "axes": [{"name": text, "kind": "number" or "label", "gaps": true, "ticks": [[place, cell]],
 *            "source": [place], "target": [place], "sourceCells": [cell], "targetCells": [cell]},
 *           {"name": text, "kind": "circle", ... as {@link PairCircle} says},
 *           {"name": text, "kind": "component", "share": x, "source": [place], "target": [place]}]}
 * </pre>
 *
 * A place is a coordinate of the encoded row, in which the flow runs, or the number of a level; null where a label starts from
 * noise. A cell is a number or a text; noise and labels have none, the ticks of a label are its levels. With gaps, the source may
 * be noise because its cell is missing.
 */
final class PairPicture {
    private static final int MOST_PAIRS = 300;
    private static final int LEAST_PAIRS = 60;
    /** Of rows at one end: what a page takes without a pause. */
    private static final int MOST_PLACES = 6_000;

    private static final int MOST_AXES = 100;
    private static final int COMPONENTS_FROM = 3; // columns

    private PairPicture() {}

    /**
     * @throws org.flowmatch.engine.FlowException when a transport plan does not converge
     * @throws java.util.concurrent.CancellationException when the monitor is cancelled
     */
    static JsonObject of(Coupling coupling, Monitor monitor) {
        boolean noise = coupling.source().isEmpty();
        List<Column> columns = Column.all(coupling.encoding());
        int shown = Math.min(MOST_AXES, columns.size());
        int most = Math.max(LEAST_PAIRS, Math.min(MOST_PAIRS, MOST_PLACES / shown));
        PairSample pairs = PairSample.of(coupling, most, monitor);
        PairCells source = new PairCells(coupling.encoding(), pairs.x0(), false);
        PairCells target = new PairCells(coupling.encoding(), pairs.x1(), true);
        List<PairAxis> axes = columns.stream()
                .map(column -> PairAxis.of(column, source, target, noise))
                .toList();
        List<JsonArray> ticks = PairTicks.of(coupling.encoding(), axes);
        PairPositions positions = new PairPositions(coupling.encoding(), pairs, noise);
        JsonArray all = new JsonArray();
        positions.addTo(all);
        for (int i = 0; i < shown; i++) {
            JsonObject json = axis(axes.get(i), ticks.get(i));
            if (axes.get(i).column().circle().isPresent()) {
                PairCircle.add(axes.get(i).column(), source, target, noise, json);
                all.add(json);
                continue;
            }
            if (axes.get(i).column().isLabel()) {
                all.add(json);
                continue;
            }
            if (!noise) {
                json.add("sourceCells", cells(axes.get(i).column(), source));
            }
            json.add("targetCells", cells(axes.get(i).column(), target));
            all.add(json);
        }
        if (columns.size() >= COMPONENTS_FROM) {
            components(axes, coupling.seed()).forEach(all::add);
        }
        JsonObject json = new JsonObject();
        json.addProperty("noise", noise);
        json.addProperty("pairs", pairs.rows());
        json.addProperty("without", columns.size() - shown);
        json.add("axes", all);
        json.add("positions", positions.places());
        return json;
    }

    private static JsonObject axis(PairAxis axis, JsonArray ticks) {
        JsonObject json = new JsonObject();
        json.addProperty("name", axis.column().info().name());
        boolean circle = axis.column().circle().isPresent();
        json.addProperty("kind", circle ? "circle" : axis.column().isLabel() ? "label" : "number");
        json.addProperty(
                "gaps",
                axis.column().source().missing() && !axis.column().first().isLabel());
        json.add("ticks", ticks);
        json.add("source", places(axis.source()));
        json.add("target", places(axis.target()));
        return json;
    }

    /** Those of the target rows, along which the source rows are placed, too. */
    private static List<JsonObject> components(List<PairAxis> axes, long seed) {
        List<MixedSample.Column> columns = axes.stream()
                .map(axis -> new MixedSample.Column(
                        axis.column().info().name(), axis.column().isLabel()))
                .toList();
        Function<Function<PairAxis, double[]>, MixedSample> rows =
                side -> new MixedSample(columns, axes.stream().map(side).toArray(double[][]::new));
        PrincipalPlane.Coordinates plane =
                PrincipalPlane.coordinates(List.of(rows.apply(PairAxis::target), rows.apply(PairAxis::source)), seed);
        List<JsonObject> components = new ArrayList<>();
        for (int k = 0; k < plane.explained().size(); k++) {
            JsonObject json = new JsonObject();
            json.addProperty("name", (k == 0 ? "First" : "Second") + " principal component");
            json.addProperty("kind", "component");
            json.addProperty("share", plane.explained().get(k));
            json.add("target", places(plane.points().get(0)[k]));
            json.add("source", places(plane.points().get(1)[k]));
            components.add(json);
        }
        return components;
    }

    private static JsonArray cells(Column column, PairCells of) {
        JsonArray cells = new JsonArray(of.rows());
        IntStream.range(0, of.rows()).forEach(row -> cells.add(of.cell(column, row)));
        return cells;
    }

    private static JsonArray places(double[] numbers) {
        JsonArray places = new JsonArray(numbers.length);
        Arrays.stream(numbers).forEach(place -> {
            if (Double.isNaN(place)) {
                places.add(JsonNull.INSTANCE);
            } else {
                places.add((float) place);
            }
        });
        return places;
    }
}
