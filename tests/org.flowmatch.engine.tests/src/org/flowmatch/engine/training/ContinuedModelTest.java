// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import static org.flowmatch.engine.training.SmallTables.NETWORK;
import static org.flowmatch.engine.training.SmallTables.settings;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.condition.ConditionTables;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.objective.LossWeight;
import org.flowmatch.engine.objective.Objective;
import org.flowmatch.engine.objective.TimeLaw;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.path.Prediction;
import org.junit.jupiter.api.Test;

/** Whose weights can be trained further, and what is told of the objective. */
class ContinuedModelTest {
    private static final Objective VELOCITY = Objective.defaults();

    private static Coupling conditional(String... labels) {
        int rows = 60;
        Table conditions = Table.texts(
                        "label",
                        IntStream.range(0, rows)
                                .mapToObj(i -> labels[i % labels.length])
                                .toList())
                .beside(Table.numbers(
                        "age",
                        IntStream.range(0, rows)
                                .mapToDouble(i -> i * labels.length)
                                .toArray()));
        return Coupling.fit(
                new CouplingSettings.Independent(),
                SmallTables.normal(rows, "x"),
                Optional.empty(),
                Optional.of(new ConditionTables(conditions, Optional.empty())),
                EncodingSettings.defaults(),
                1,
                Monitor.none());
    }

    private static FlowModel train(Coupling coupling, Objective objective, Optional<FlowModel> from) {
        TrainingSettings settings = settings(5).withBatchSize(16).withObjective(objective);
        return Trainer.train(coupling, new LinearPath(), NETWORK, settings, from, Monitor.none())
                .model();
    }

    private static String problem(Coupling coupling, Objective objective, FlowModel from) {
        return assertThrows(FlowException.class, () -> train(coupling, objective, Optional.of(from)))
                .problem();
    }

    @Test
    void otherConditionsAreNamed() {
        FlowModel plain = train(SmallTables.coupling(60, "x"), VELOCITY, Optional.empty());
        FlowModel ofLabels = train(conditional("a", "b"), VELOCITY, Optional.empty());
        assertEquals(
                "The model to continue from has no conditions, but the coupling has the conditions label, age.",
                problem(conditional("a", "b"), VELOCITY, plain));
        assertEquals(
                "The conditions label, age of the model to continue from have other kinds or labels than those of the"
                        + " coupling.",
                problem(conditional("a", "b", "c"), VELOCITY, ofLabels));
        // ages are scaled otherwise there, which is no other meaning
        Coupling older = conditional("a", "b", "a", "b");
        assertDoesNotThrow(() -> train(older, VELOCITY, Optional.of(ofLabels)));
    }

    @Test
    void anotherPredictionIsNamed() {
        Coupling coupling = SmallTables.coupling(60, "x");
        FlowModel velocity = train(coupling, VELOCITY, Optional.empty());
        assertEquals(
                "The model to continue from predicts the VELOCITY, but the NOISE is to be learnt.",
                problem(coupling, VELOCITY.withPrediction(Prediction.NOISE), velocity));
        assertDoesNotThrow(() -> train(coupling, VELOCITY.withTimeLaw(new TimeLaw.UShaped(4)), Optional.of(velocity)));
    }

    @Test
    void provenanceTellsTheObjective() {
        Objective objective =
                new Objective(Prediction.TARGET, new TimeLaw.LogitNormal(0.5, 1), new LossWeight.MinSnr(5), false, 0.2);
        FlowModel model = train(SmallTables.coupling(60, "x"), objective, Optional.empty());
        assertEquals(Prediction.TARGET, model.velocity().prediction());
        JsonObject told = model.provenance().trainingSettings().getAsJsonObject("objective");
        assertEquals("TARGET", told.get("prediction").getAsString());
        assertEquals(
                "{\"type\":\"logit_normal\",\"mean\":0.5,\"deviation\":1.0}",
                told.get("timeLaw").toString());
        assertEquals(
                "{\"type\":\"min_snr\",\"gamma\":5.0}", told.get("lossWeight").toString());
        assertEquals(
                List.of("prediction", "timeLaw", "lossWeight", "scoreHead", "conditionDrop"),
                List.copyOf(told.keySet()));
    }

    /** A model whose first training did not note its seconds tells none. */
    @Test
    void secondsOfTrainingsAddUp() {
        Coupling coupling = SmallTables.coupling(60, "x");
        FlowModel first = train(coupling, VELOCITY, Optional.empty());
        FlowModel second = train(coupling, VELOCITY, Optional.of(first));
        double own = second.provenance().trainingSettings().get("seconds").getAsDouble();
        assertEquals(
                first.provenance().seconds().orElseThrow() + own,
                second.provenance().seconds().orElseThrow(),
                1e-12);
        second.provenance().earlier().get(0).trainingSettings().remove("seconds");
        assertTrue(second.provenance().seconds().isEmpty());
    }
}
