// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.rectifier;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import org.flowmatch.engine.reflow.Rectification.Round;

/**
 * The data of the view: {@code {"rounds": [{"round": n, "straightness": x, "distance": x, "floor": x}]}}, with null for what was
 * not measured.
 */
final class RoundPicture {
    private RoundPicture() {}

    static JsonObject of(List<Round> rounds) {
        JsonArray all = new JsonArray();
        for (Round round : rounds) {
            JsonObject one = new JsonObject();
            one.addProperty("round", round.number());
            one.add("straightness", number(round.straightness()));
            one.add("distance", number(round.eulerDistance()));
            one.add("floor", number(round.floor()));
            all.add(one);
        }
        JsonObject json = new JsonObject();
        json.add("rounds", all);
        return json;
    }

    private static JsonElement number(double number) {
        return Double.isFinite(number) ? new JsonPrimitive(number) : JsonNull.INSTANCE;
    }
}
