// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.coupling;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Optional;
import org.flowmatch.engine.coupling.CouplingSettings.Independent;
import org.flowmatch.engine.coupling.CouplingSettings.OptimalTransport;
import org.flowmatch.engine.coupling.CouplingSettings.Paired;
import org.flowmatch.engine.coupling.CouplingSettings.Reflow;

/** The JSON form of coupling settings: the coupling's id as {@code type}, beside its settings. */
public final class CouplingSettingsJson {
    private CouplingSettingsJson() {}

    public static JsonObject write(CouplingSettings settings) {
        JsonObject json = new JsonObject();
        json.addProperty("type", settings.id());
        if (settings instanceof Paired paired) {
            paired.key().ifPresent(key -> json.addProperty("key", key));
        } else if (settings instanceof OptimalTransport transport) {
            json.addProperty("batchSize", transport.batchSize());
        } else if (settings instanceof Reflow reflow) {
            json.addProperty("solver", reflow.solver());
            json.addProperty("steps", reflow.steps());
            json.addProperty("rounds", reflow.rounds());
            json.addProperty("source", reflow.source().name());
        }
        return json;
    }

    /**
     * @throws IllegalArgumentException when the type is unknown
     * @throws RuntimeException when something is missing or of another type
     */
    public static CouplingSettings read(JsonElement element) {
        JsonObject json = element.getAsJsonObject();
        String type = json.get("type").getAsString();
        return switch (type) {
            case "independent" -> new Independent();
            case "paired" -> new Paired(Optional.ofNullable(json.get("key")).map(JsonElement::getAsString));
            case "optimal-transport" -> new OptimalTransport(
                    json.get("batchSize").getAsInt());
            case "reflow" -> new Reflow(
                    json.get("solver").getAsString(),
                    json.get("steps").getAsInt(),
                    json.get("rounds").getAsInt(),
                    SourceLaw.valueOf(json.get("source").getAsString()));
            default -> throw new IllegalArgumentException("the coupling \"" + type + "\" is not known");
        };
    }
}
