// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.coupling;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.flowmatch.engine.encoding.CircleColumn;
import org.flowmatch.knime.coupling.PairCells.Column;

/**
 * A column that goes round in the data of the view:
 *
 * <pre>
 * {"kind": "circle", "of": name of the column's kind, "start": x, "period": x, "noise": whether the source is,
 *  "source": [value], "target": [value], "way": [x]}
 * </pre>
 *
 * Values are in units of the column, within [start, start + period), noise by the value that it stands for; null where a cell is missing
 * or a label. A way is how far the value goes on from source to target, in the direction of the flow.
 */
final class PairCircle {
    private PairCircle() {}

    /** Adds it to the data of an axis. */
    static void add(Column column, PairCells source, PairCells target, boolean noise, JsonObject json) {
        CircleColumn circle = column.circle().orElseThrow();
        json.addProperty("of", column.info().kind().name());
        json.addProperty("start", circle.start());
        json.addProperty("period", circle.period());
        json.addProperty("noise", noise);
        json.add("source", array(source.rows(), row -> value(column, source, noise, row)));
        json.add("target", array(target.rows(), row -> value(column, target, false, row)));
        json.add("way", array(source.rows(), row -> {
            double further = value(column, target, false, row) - value(column, source, noise, row);
            double turn = target.angle(column, row) - source.angle(column, row);
            boolean forward = Math.IEEEremainder(turn, 2 * Math.PI) >= 0;
            double ahead = further - circle.period() * Math.floor(further / circle.period());
            return forward || ahead == 0 ? ahead : ahead - circle.period();
        }));
    }

    /** NaN where the cell is a level of a label beside the circle. */
    private static double value(Column column, PairCells cells, boolean noise, int row) {
        return !noise && cells.isLevel(column, row) ? Double.NaN : cells.value(column, row);
    }

    private static JsonArray array(int rows, IntToDoubleFunction of) {
        JsonArray array = new JsonArray(rows);
        IntStream.range(0, rows).mapToDouble(of).forEach(value -> {
            if (Double.isNaN(value)) {
                array.add(JsonNull.INSTANCE);
            } else {
                array.add(value);
            }
        });
        return array;
    }
}
