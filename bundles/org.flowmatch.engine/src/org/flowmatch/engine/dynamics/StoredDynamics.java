// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.dynamics;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Set;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.json.JsonDefault;
import org.flowmatch.engine.json.JsonFamily;
import org.flowmatch.engine.json.JsonRecords;
import org.flowmatch.engine.json.JsonSpread;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.path.Paths;
import org.flowmatch.engine.path.Prediction;

/**
 * How dynamics are stored among the fields of a model or of its spec: as the field {@value #DYNAMICS}. The first two kinds
 * came when there was no other, and keep the fields that they had then: {@code path}, {@code prediction}, {@code scoreHead},
 * {@code oneStep}.
 */
public final class StoredDynamics implements JsonSpread<Dynamics> {
    /** Stores the {@link DynamicsKinds}. */
    public static final StoredDynamics FIELDS = new StoredDynamics(DynamicsKinds.FAMILY);

    private static final String DYNAMICS = "dynamics";

    /** The fields of the first two kinds. */
    private record Fields(
            ConditionalPath path,
            Prediction prediction,
            @JsonDefault("false") boolean scoreHead,
            @JsonDefault("false") boolean oneStep) {

        static Fields of(AffineVelocity velocity, boolean oneStep) {
            return new Fields(velocity.path(), velocity.prediction(), velocity.scoreHead(), oneStep);
        }

        Dynamics dynamics() {
            AffineVelocity velocity = new AffineVelocity(path, prediction, scoreHead);
            return oneStep ? new OneStepMap(velocity) : velocity;
        }
    }

    private final JsonRecords records;

    /** @param family the kinds that are stored, by name */
    public StoredDynamics(JsonFamily<Dynamics> family) {
        records = new JsonRecords(List.of(family, Paths.FAMILY));
    }

    @Override
    public Class<Dynamics> type() {
        return Dynamics.class;
    }

    @Override
    public Set<String> names() {
        return Set.of("path", "prediction", "scoreHead", "oneStep", DYNAMICS);
    }

    @Override
    public JsonObject write(Dynamics dynamics) {
        if (dynamics instanceof AffineVelocity velocity) {
            return records.write(Fields.of(velocity, false));
        } else if (dynamics instanceof OneStepMap map) {
            return records.write(Fields.of(map.velocity(), true));
        }
        JsonObject fields = new JsonObject();
        fields.add(DYNAMICS, records.write(Dynamics.class, dynamics));
        return fields;
    }

    @Override
    public Dynamics read(JsonObject fields, String where) {
        if (!fields.has(DYNAMICS)) {
            return records.read(fields, Fields.class, where).dynamics();
        }
        if (fields.size() > 1) {
            throw new FlowException(
                    "The field '" + where + "." + DYNAMICS + "' stands beside others that say the same: "
                            + String.join(", ", fields.keySet()) + ".",
                    "The file was edited or damaged: save the model again, or train it again.");
        }
        return records.read(fields.get(DYNAMICS), Dynamics.class, where + "." + DYNAMICS);
    }
}
