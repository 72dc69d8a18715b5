// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import com.google.gson.JsonObject;
import java.util.List;
import org.flowmatch.engine.dynamics.StoredDynamics;
import org.flowmatch.engine.json.JsonRecords;
import org.flowmatch.engine.loss.Losses;
import org.flowmatch.engine.model.Provenance;
import org.flowmatch.engine.path.Paths;

/**
 * The settings of a training as its model keeps them, with what was learnt among them: the components of the task and the
 * probability with which it drops conditions. The first task keeps the field that it had when there was no other.
 */
final class KeptSettings {
    private static final JsonRecords JSON =
            new JsonRecords(List.of(Losses.FAMILY, Paths.FAMILY), List.of(StoredDynamics.FIELDS));

    private KeptSettings() {}

    /** @throws IllegalArgumentException when the task is no record, or JSON records cannot hold one of its components */
    static JsonObject of(TrainingSettings settings, Task task) {
        if (task instanceof PathRegression regression) {
            return JSON.write(settings.withObjective(regression.objective()));
        }
        if (!(task instanceof Record components)) {
            throw new IllegalArgumentException(task.getClass() + " must be a record, for models to keep its settings");
        }
        JsonObject kept = JSON.write(settings);
        kept.remove(Provenance.OBJECTIVE);
        JsonObject learnt = JSON.write(components);
        learnt.addProperty(Provenance.CONDITION_DROP, task.conditionDrop());
        kept.add(Provenance.TASK, learnt);
        return kept;
    }
}
