// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.dynamics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.field.Interval;
import org.flowmatch.engine.json.JsonRecords;
import org.flowmatch.engine.path.BridgePath;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.path.Prediction;
import org.flowmatch.engine.path.TubePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Dynamics among the fields of a document. */
class StoredDynamicsTest {
    private static final JsonRecords JSON = new JsonRecords(List.of(), List.of(StoredDynamics.FIELDS));
    private static final AffineVelocity LINEAR = new AffineVelocity(new LinearPath(), Prediction.VELOCITY);

    /** What holds dynamics. */
    private record Document(int rows, Dynamics dynamics, String name) {}

    /** A kind that the program does not have: all rows move by the same distance. */
    private record Shift(double distance) implements Dynamics {
        @Override
        public int outputs(int columns) {
            return columns;
        }

        @Override
        public String predicts() {
            return "SHIFT";
        }

        @Override
        public Optional<String> otherThanVelocity() {
            return Optional.of("a shift");
        }

        @Override
        public String summary() {
            return "by a shift";
        }

        @Override
        public Interval times() {
            return new Interval(0, 1);
        }

        @Override
        public SourceStates sourceStates(SourceLaw source) {
            return SourceStates.AS_THEY_ARE;
        }

        @Override
        public void requireSteps(Steps asked) {}

        @Override
        public void requireTraining(TrainingPairs pairs) {}

        @Override
        public Optional<Obstacle> scoreObstacle(TrainingPairs pairs) {
            return Optional.empty();
        }

        @Override
        public Optional<Obstacle> densityObstacle(TrainingPairs pairs) {
            return Optional.empty();
        }

        @Override
        public Optional<Obstacle> unconditionalObstacle(TrainingPairs pairs) {
            return Optional.empty();
        }
    }

    private static Document read(String json) {
        return JSON.read(JsonParser.parseString(json), Document.class, "model.json");
    }

    /** The fields are those of files that were written when there were no other kinds. */
    @Test
    void theFirstKindsKeepTheirFields() {
        assertEquals(
                "{\"rows\":7,\"path\":{\"type\":\"linear\"},\"prediction\":\"VELOCITY\",\"scoreHead\":false,"
                        + "\"oneStep\":false,\"name\":\"moons\"}",
                JSON.write(new Document(7, LINEAR, "moons")).toString());
        assertEquals(
                "{\"rows\":7,\"path\":{\"type\":\"linear\"},\"prediction\":\"VELOCITY\",\"scoreHead\":false,"
                        + "\"oneStep\":true,\"name\":\"moons\"}",
                JSON.write(new Document(7, new OneStepMap(LINEAR), "moons")).toString());
    }

    static Stream<Dynamics> firstKinds() {
        return Stream.of(
                LINEAR,
                new AffineVelocity(new LinearPath(), Prediction.NOISE),
                new AffineVelocity(new BridgePath(0.5), Prediction.VELOCITY, true),
                new OneStepMap(LINEAR),
                new OneStepMap(new AffineVelocity(new TubePath(0.2), Prediction.VELOCITY, true)));
    }

    @ParameterizedTest
    @MethodSource("firstKinds")
    void theyComeBack(Dynamics dynamics) {
        Document document = new Document(7, dynamics, "moons");
        assertEquals(document, JSON.read(JSON.write(document), Document.class, "model.json"));
    }

    @Test
    void whatTheFirstFilesDidNotSayHasItsOldMeaning() {
        assertEquals(
                LINEAR,
                read("{\"rows\":7,\"path\":{\"type\":\"linear\"},\"prediction\":\"VELOCITY\",\"name\":\"moons\"}")
                        .dynamics());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'prediction':'VELOCITY' | 'model.json.path' is missing",
                "'path':{'type':'linear'} | 'model.json.prediction' is missing",
                "'path':{'type':'knot'},'prediction':'VELOCITY' | 'model.json.path.type' is 'knot'",
                "'path':{'type':'linear'},'prediction':'VELOCITY','head':true | 'model.json.head' is not known",
                "'dynamics':{'type':'teleport'} | 'model.json.dynamics.type' is 'teleport'",
                "'dynamics':{'type':'one_step_map'},'oneStep':true | stands beside others that say the same: dynamics, oneStep"
            })
    void wrongFieldsAreNamedByTheirPlace(String fields, String problem) {
        String json = "{\"rows\":7,\"name\":\"moons\"," + fields.replace('\'', '"') + "}";
        FlowException e = assertThrows(FlowException.class, () -> read(json));
        assertTrue(e.problem().contains(problem), e.problem());
    }

    /** One record and one registration: nothing else has to know it. */
    @Test
    void anotherKindIsStoredAsAFieldOfItsOwn() {
        JsonRecords json = new JsonRecords(
                List.of(), List.of(new StoredDynamics(DynamicsKinds.FAMILY.with("shift", Shift.class))));
        Document document = new Document(7, new Shift(0.5), "moons");
        assertEquals(
                "{\"rows\":7,\"dynamics\":{\"type\":\"shift\",\"distance\":0.5},\"name\":\"moons\"}",
                json.write(document).toString());
        assertEquals(document, json.read(json.write(document), Document.class, "model.json"));
        FlowException e = assertThrows(
                FlowException.class, () -> read(json.write(document).toString()));
        assertTrue(e.remedy().contains("Update Flow Matching"), e.remedy());
    }
}
