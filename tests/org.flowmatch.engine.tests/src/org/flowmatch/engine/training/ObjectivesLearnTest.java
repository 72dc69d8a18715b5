// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.condition.ConditionTables;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.Scaling;
import org.flowmatch.engine.field.Conversion;
import org.flowmatch.engine.field.FieldTerms;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.network.JavaMlp;
import org.flowmatch.engine.objective.LossWeight;
import org.flowmatch.engine.objective.Objective;
import org.flowmatch.engine.objective.TimeLaw;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.path.Prediction;
import org.flowmatch.engine.path.Schedule;
import org.flowmatch.engine.path.TubePath;
import org.flowmatch.engine.path.VariancePreservingPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What objectives learn, between the source N(0, 1) and targets N(m, q^2) of one column, where everything is known: on an
 * affine path x_t ~ N(a m, a^2 q^2 + s^2), and v = a' m + (a a' q^2 + s s') / (a^2 q^2 + s^2) (x - a m).
 */
class ObjectivesLearnTest {
    private static final double Q = 0.5;
    private static final LinearPath LINEAR = new LinearPath();
    private static final Objective VELOCITY = Objective.defaults();

    private static FlowModel train(Coupling coupling, ConditionalPath path, Objective objective, int steps) {
        return Trainer.train(
                        coupling,
                        path,
                        SmallTables.NETWORK,
                        SmallTables.settings(steps).withObjective(objective),
                        Optional.empty(),
                        Monitor.none())
                .model();
    }

    private static double velocity(Schedule schedule, double t, double x, double mean) {
        double a = schedule.a(t);
        double s = schedule.s(t);
        double slope = (a * schedule.da(t) * Q * Q + s * schedule.ds(t)) / (a * a * Q * Q + s * s);
        return schedule.da(t) * mean + slope * (x - a * mean);
    }

    private static double density(double x, double mean, double variance) {
        return Math.exp(-(x - mean) * (x - mean) / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);
    }

    /** What the network gives for a point and the features behind it, computed in Java. */
    private static double[] network(FlowModel model, double t, double... input) {
        double[] weights = IntStream.range(0, model.weights().length)
                .mapToDouble(i -> model.weights()[i])
                .toArray();
        return new JavaMlp(SmallTables.NETWORK, model.inputs(), model.outputs()).velocity(weights, input, t);
    }

    /** The squared error of a function of (t, x), relative to the size of the expected one. */
    private static final class Error {
        private double error;
        private double size;

        void add(double expected, double learnt) {
            error += (learnt - expected) * (learnt - expected);
            size += expected * expected;
        }

        void assertBelow(double share) {
            assertTrue(error < share * size, "relative squared error " + error / size);
        }
    }

    static Stream<Objective> objectives() {
        return Stream.concat(
                Stream.of(Prediction.values()).map(VELOCITY::withPrediction),
                Stream.of(
                        VELOCITY.withTimeLaw(new TimeLaw.LogitNormal(0, 1)).withLossWeight(new LossWeight.MinSnr(5)),
                        VELOCITY.withPrediction(Prediction.TARGET).withLossWeight(new LossWeight.MinSnr(5))));
    }

    @ParameterizedTest
    @MethodSource("objectives")
    void everyPredictionLearnsTheSameFlow(Objective objective) {
        boolean weighted = !(objective.lossWeight() instanceof LossWeight.None);
        for (ConditionalPath path : weighted ? List.of(LINEAR) : List.of(LINEAR, new VariancePreservingPath(0.1, 20))) {
            FlowModel model = train(SmallTables.coupling(2_000, "x"), path, objective, 900);
            assertEquals(objective.prediction(), model.velocity().prediction());
            Conversion conversion = Conversion.of(objective.prediction(), path);
            Error error = new Error();
            for (double t = 0.2; t < 0.85; t += 0.1) {
                FieldTerms terms = conversion.law(Prediction.VELOCITY).at(t);
                double a = path.schedule().a(t);
                double s = path.schedule().s(t);
                for (double z = -1.5; z <= 1.5; z += 0.5) {
                    double x = a * SmallTables.MEAN + z * Math.sqrt(a * a * Q * Q + s * s);
                    double net = network(model, terms.time(), terms.inScale() * x)[0];
                    error.add(
                            velocity(path.schedule(), t, x, SmallTables.MEAN),
                            terms.xWeight() * x + terms.outWeight() * net);
                }
            }
            error.assertBelow(0.03);
        }
    }

    private static Coupling twoLabels(int rows) {
        double[] values = SmallTables.normal(rows, "x").column(0);
        List<String> labels = IntStream.range(0, rows)
                .mapToObj(i -> i % 3 == 0 ? "low" : "high")
                .toList();
        for (int i = 0; i < rows; i++) {
            values[i] += (labels.get(i).equals("low") ? -2 : 2) - SmallTables.MEAN;
        }
        Table table = new Table(List.of(new ColumnInfo("x", ColumnKind.DOUBLE)), new double[][] {values}, rows);
        return Coupling.fit(
                new CouplingSettings.Independent(),
                table,
                Optional.empty(),
                Optional.of(new ConditionTables(Table.texts("label", labels), Optional.empty())),
                new EncodingSettings(Scaling.NONE, true, false, 1),
                1,
                Monitor.none());
    }

    /** Two thirds of the rows are N(2, q^2) with the label high, one third N(-2, q^2) with low. */
    @Test
    void conditionsHaveTheirOwnFlowsAndNoneTheCommonOne() {
        FlowModel model = train(twoLabels(3_000), LINEAR, VELOCITY.withConditionDrop(0.3), 1_200);
        assertEquals(1 + 3, model.inputs());
        double[] low = features(model, "low");
        double[] high = features(model, "high");
        Error known = new Error();
        Error unknown = new Error();
        for (double t = 0.1; t < 0.95; t += 0.1) {
            double variance = t * t * Q * Q + (1 - t) * (1 - t);
            for (double z = -1.5; z <= 1.5; z += 0.5) {
                for (double mean : new double[] {-2, 2}) {
                    double x = t * mean + z * Math.sqrt(variance);
                    double ofLow = velocity(LINEAR, t, x, -2);
                    double ofHigh = velocity(LINEAR, t, x, 2);
                    double[] told = mean < 0 ? low : high;
                    known.add(mean < 0 ? ofLow : ofHigh, network(model, t, x, told[0], told[1], told[2])[0]);
                    double chance = 1 / (1 + 2 * density(x, 2 * t, variance) / density(x, -2 * t, variance));
                    unknown.add(chance * ofLow + (1 - chance) * ofHigh, network(model, t, x, 0, 0, 0)[0]);
                }
            }
        }
        known.assertBelow(0.02);
        unknown.assertBelow(0.08);
    }

    private static double[] features(FlowModel model, String label) {
        float[] encoded = model.conditions()
                .encode(Table.texts("label", Collections.nCopies(1, label)), "test")
                .toArray();
        return IntStream.range(0, encoded.length).mapToDouble(i -> encoded[i]).toArray();
    }

    @Test
    void droppedConditionsAreTheSameWhereverBlocksAreCut() {
        FlowModel one = train(twoLabels(300), LINEAR, VELOCITY, 150);
        FlowModel again = train(twoLabels(300), LINEAR, VELOCITY, 150);
        FlowModel never = train(twoLabels(300), LINEAR, VELOCITY.withConditionDrop(0), 150);
        assertArrayEquals(one.weights(), again.weights());
        assertFalse(Arrays.equals(one.weights(), never.weights()));
    }

    /**
     * On a tube of width w, x_t ~ N(t m, V + w^2) with V = t^2 q^2 + (1 - t)^2 for independent rows, and V = (1 - t + t q)^2
     * under the monotone map from N(0, 1) to N(m, q^2), which is that of optimal transport. The score is
     * -(x - t m) / (V + w^2).
     */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theHeadLearnsTheScoreUnderAnyCoupling(boolean transport) {
        double width = 0.5;
        ConditionalPath tube = new TubePath(width);
        CouplingSettings settings =
                transport ? new CouplingSettings.OptimalTransport(64) : new CouplingSettings.Independent();
        Coupling coupling = SmallTables.coupling(settings, SmallTables.normal(4_000, "x"), Optional.empty());
        FlowModel model = train(coupling, tube, VELOCITY.withScoreHead(true), 1_200);
        assertEquals(2, model.outputs());
        Error error = new Error();
        for (double t = 0.1; t < 0.95; t += 0.1) {
            double spread = transport ? Math.pow(1 - t + t * Q, 2) : t * t * Q * Q + (1 - t) * (1 - t);
            double variance = spread + width * width;
            for (double z = -1.5; z <= 1.5; z += 0.5) {
                double deviation = z * Math.sqrt(variance);
                double head = network(model, t, t * SmallTables.MEAN + deviation)[1];
                error.add(-deviation / variance, -head / tube.noise(t));
            }
        }
        error.assertBelow(0.03);
    }
}
