// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.coupling;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Optional;
import org.flowmatch.engine.coupling.CouplingSettings.Independent;
import org.flowmatch.engine.coupling.CouplingSettings.OptimalTransport;
import org.flowmatch.engine.coupling.CouplingSettings.Paired;
import org.flowmatch.engine.coupling.CouplingSettings.Reflow;
import org.flowmatch.engine.json.JsonFields;

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
        String type = JsonFields.required(json, "type").getAsString();
        return switch (type) {
            case "independent" -> new Independent();
            case "paired" -> new Paired(Optional.ofNullable(json.get("key")).map(JsonElement::getAsString));
            case "optimal-transport" -> new OptimalTransport(
                    JsonFields.required(json, "batchSize").getAsInt());
            case "reflow" -> new Reflow(
                    JsonFields.required(json, "solver").getAsString(),
                    JsonFields.required(json, "steps").getAsInt(),
                    JsonFields.required(json, "rounds").getAsInt(),
                    SourceLaw.valueOf(JsonFields.required(json, "source").getAsString()));
            default -> throw new IllegalArgumentException("the coupling \"" + type + "\" is not known");
        };
    }
}
