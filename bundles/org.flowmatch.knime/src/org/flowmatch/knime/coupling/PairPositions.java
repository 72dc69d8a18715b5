// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.coupling;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.List;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.PairSample;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.encoding.KeptPosition;
import org.flowmatch.engine.encoding.TableEncoding;

/**
 * Columns of latitude and longitude in the data of the view: axes of the kind number, whose places are degrees, and which two of the axes
 * are a position, {@code {"latitude": place of the axis, "longitude": place}}.
 */
final class PairPositions {
    private final List<KeptPosition> rules;
    private final Table source;
    private final Table target;
    private final boolean noise;

    PairPositions(TableEncoding encoding, PairSample pairs, boolean noise) {
        rules = encoding.settings().rules().stream()
                .filter(KeptPosition.class::isInstance)
                .map(KeptPosition.class::cast)
                .toList();
        source = rules.isEmpty() ? null : encoding.decode(pairs.x0(), false, Monitor.none());
        target = rules.isEmpty() ? null : encoding.decode(pairs.x1(), true, Monitor.none());
        this.noise = noise;
    }

    /** Adds the axes of all positions, two for each. */
    void addTo(JsonArray axes) {
        rules.forEach(rule -> rule.columns().forEach(name -> axes.add(axis(name))));
    }

    /** Which of the axes belong together, where those of {@link #addTo} are the first ones. */
    JsonArray places() {
        JsonArray places = new JsonArray();
        for (int i = 0; i < rules.size(); i++) {
            JsonObject place = new JsonObject();
            place.addProperty("latitude", 2 * i);
            place.addProperty("longitude", 2 * i + 1);
            places.add(place);
        }
        return places;
    }

    private JsonObject axis(String name) {
        JsonObject json = new JsonObject();
        json.addProperty("name", name);
        json.addProperty("kind", "number");
        json.addProperty("gaps", false);
        json.add("source", cells(source, name));
        json.add("target", cells(target, name));
        if (!noise) {
            json.add("sourceCells", cells(source, name));
        }
        json.add("targetCells", cells(target, name));
        return json;
    }

    private static JsonArray cells(Table table, String name) {
        JsonArray cells = new JsonArray(table.rows());
        for (double cell : table.column(table.indexOf(name))) {
            if (Double.isNaN(cell)) {
                cells.add(JsonNull.INSTANCE);
            } else {
                cells.add(cell);
            }
        }
        return cells;
    }
}
