// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.flow;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Arrays;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.encoding.KeptPosition;
import org.flowmatch.engine.encoding.KeptRule;
import org.flowmatch.engine.encoding.TableEncoding;
import org.flowmatch.engine.sampling.FlowTable;

/** Which columns of rows on their way are positions, and that their longitudes go round. */
final class FlowPositions {
    private static final double STRAIGHT = 180;
    private static final double TURN = 360;

    private FlowPositions() {}

    /**
     * @param columns those that are shown; longitudes among them are told their circle
     * @return {@code [{"latitude": place, "longitude": place}]} of positions with both
     */
    static JsonArray of(FlowTable flow, TableEncoding encoding, JsonArray columns) {
        JsonArray positions = new JsonArray();
        for (KeptRule rule : encoding.settings().rules()) {
            if (rule instanceof KeptPosition position) {
                int latitude = place(flow, position.latitude());
                int longitude = place(flow, position.longitude());
                if (Math.max(latitude, longitude) < columns.size()) {
                    JsonObject circle = new JsonObject();
                    boolean east = Arrays.stream(flow.cells()[longitude]).anyMatch(cell -> cell > STRAIGHT);
                    circle.addProperty("start", east ? 0 : -STRAIGHT);
                    circle.addProperty("period", TURN);
                    columns.get(longitude).getAsJsonObject().add("circle", circle);
                    JsonObject both = new JsonObject();
                    both.addProperty("latitude", latitude);
                    both.addProperty("longitude", longitude);
                    positions.add(both);
                }
            }
        }
        return positions;
    }

    private static int place(FlowTable flow, String name) {
        return flow.columns().stream().map(ColumnInfo::name).toList().indexOf(name);
    }
}
