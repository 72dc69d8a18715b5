// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.TestModels;
import org.flowmatch.engine.solver.JavaSolver;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.solver.TimeGrid;
import org.flowmatch.engine.solver.Tolerances;
import org.flowmatch.engine.solver.VectorField;
import org.flowmatch.engine.torchscript.DeviceChoice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GuidanceTest {
    private static final FlowModel MODEL = ConditionalModels.conditional();
    private static final int ROWS = 30;
    private static final RowMatrix START = SourceRows.gaussian(ROWS, 2, 1, 4);
    private static final Optional<RowMatrix> CONDITIONS = Optional.of(conditions(ROWS));

    /** The flag 1 and a number that differs from row to row. */
    private static RowMatrix conditions(int rows) {
        float[] values = new float[2 * rows];
        for (int row = 0; row < rows; row++) {
            values[2 * row] = 1;
            values[2 * row + 1] = row % 7 - 3;
        }
        return RowMatrix.of(values, 2);
    }

    private static SamplingSettings settings(Solver solver, int steps) {
        return new SamplingSettings(solver, steps, 1e-5, 1e-5, Direction.FORWARD, false, DeviceChoice.CPU);
    }

    private static Samples sample(SamplingSettings settings) {
        return Sampler.sample(MODEL, START, CONDITIONS, settings, Monitor.none());
    }

    private static double[] doubles(RowMatrix rows) {
        float[] values = rows.toArray();
        double[] result = new double[values.length];
        Arrays.setAll(result, i -> values[i]);
        return result;
    }

    /** free + w (conditional - free) by hand in Java, on the interval alone, against the native program. */
    @ParameterizedTest
    @EnumSource(names = {"EULER", "RK4", "ADAMS_BASHFORTH", "DORMAND_PRINCE", "DORMAND_PRINCE_853"})
    void guidedFieldsAreCombinedAsTheFormulaSays(Solver solver) {
        Guidance guidance = new Guidance(2.5, 0, 1);
        try (VelocityFunction bound = VelocityFunction.of(MODEL, CONDITIONS, Guidance.NONE);
                VelocityFunction free = VelocityFunction.of(MODEL)) {
            VectorField guided = (t, x, out) -> {
                double[] without = new double[x.length];
                free.field().velocity(t, x, without);
                bound.field().velocity(t, x, out);
                for (int i = 0; i < out.length; i++) {
                    out[i] = without[i] + 2.5 * (out[i] - without[i]);
                }
            };
            JavaSolver java = new JavaSolver(solver, guided, 2);
            double[] expected = solver.adaptive()
                    ? java.solve(doubles(START), 0, 1, new Tolerances(1e-5, 1e-5, 1e-6, 10_000))
                    : java.solve(doubles(START), TimeGrid.uniform(0, 1, 10));
            Samples samples = sample(settings(solver, 10).withGuidance(guidance));
            assertArrayEquals(expected, doubles(samples.end()), 2e-5);
            assertEquals(2 * java.evaluations(), samples.nfe());
        }
    }

    /** Of ten Euler steps at t = 0, 0.1, ..., those from 0.3 to 0.6 are guided and take two evaluations. */
    @Test
    void guidanceKeepsToItsInterval() {
        Guidance guidance = new Guidance(3, 0.25, 0.65);
        Samples samples = sample(settings(Solver.EULER, 10).withGuidance(guidance));
        assertEquals(14, samples.nfe());
        try (VelocityFunction strong = VelocityFunction.of(MODEL, CONDITIONS, guidance)) {
            JavaSolver java = new JavaSolver(Solver.EULER, strong.field(), 2);
            double[] expected = java.solve(doubles(START), TimeGrid.uniform(0, 1, 10));
            assertArrayEquals(expected, doubles(samples.end()), 1e-5);
        }
    }

    /** Weight 1 is the condition alone and weight 0 the absent one, both at one evaluation. */
    @Test
    void weightsOneAndZeroTakeOneEvaluation() {
        Samples plain = sample(settings(Solver.HEUN, 6));
        assertEquals(12, plain.nfe());
        Samples ignored = sample(settings(Solver.HEUN, 6).withGuidance(Guidance.of(0)));
        assertEquals(12, ignored.nfe());
        Samples free = Sampler.sample(MODEL, START, settings(Solver.HEUN, 6), Monitor.none());
        assertArrayEquals(free.end().toArray(), ignored.end().toArray());
        assertNotEquals(plain.end().get(0, 0), free.end().get(0, 0), 1e-4);
    }

    /** Several chunks on several threads: each row keeps its own condition. */
    @Test
    void conditionsTravelWithTheirRows() {
        int rows = 2300;
        RowMatrix start = SourceRows.gaussian(rows, 2, 1, 4);
        RowMatrix all = conditions(rows);
        SamplingSettings settings = settings(Solver.EULER, 4).withGuidance(Guidance.of(1.7));
        RowMatrix end = Sampler.sample(MODEL, start, Optional.of(all), settings, Monitor.none())
                .end();
        for (int row : new int[] {0, 1023, 1500, 2299}) {
            float[] x = new float[2];
            start.copyRow(row, x, 0);
            float[] c = new float[2];
            all.copyRow(row, c, 0);
            float[] alone = Sampler.sample(
                            MODEL, RowMatrix.of(x, 2), Optional.of(RowMatrix.of(c, 2)), settings, Monitor.none())
                    .end()
                    .toArray();
            float[] together = new float[2];
            end.copyRow(row, together, 0);
            assertArrayEquals(alone, together, 1e-5f);
        }
    }

    @Test
    void velocitiesAtTimesOfTheirOwnKnowTheConditions() {
        float[] x = START.toArray();
        float[] times = new float[ROWS];
        Arrays.fill(times, 0.3f);
        try (VelocityFunction velocity = VelocityFunction.of(MODEL, CONDITIONS, Guidance.NONE)) {
            assertArrayEquals(velocity.at(0.3f, x), velocity.at(times, x), 1e-6f);
        }
    }

    private static void refused(String problem, Runnable sampling) {
        assertEquals(problem, assertThrows(FlowException.class, sampling::run).problem());
    }

    @ParameterizedTest
    @CsvSource({"-0.1", "100.5", "NaN"})
    void weightsOutsideTheirRangeAreRefused(double weight) {
        refused("The guidance weight is " + weight + ", but must be between 0 and 100.", () -> Guidance.of(weight));
    }

    @ParameterizedTest
    @CsvSource({"-0.1, 0.5", "0.5, 0.5", "0.2, 1.1", "NaN, 1"})
    void intervalsThatAreNoneAreRefused(double from, double to) {
        refused(
                "Guidance goes from t = " + from + " to t = " + to
                        + ", but the interval must lie within 0 to 1 and its start below its end.",
                () -> new Guidance(2, from, to));
    }

    @Test
    void conditionsThatDoNotFitAreRefused() {
        SamplingSettings plain = settings(Solver.EULER, 2);
        refused(
                "Conditions are given, but the model was trained without conditions.",
                () -> Sampler.sample(TestModels.random(2), START, CONDITIONS, plain, Monitor.none()));
        refused(
                "The conditions have 3 features, but the model has 2.",
                () -> Sampler.sample(MODEL, START, Optional.of(RowMatrix.of(new float[90], 3)), plain, Monitor.none()));
        refused(
                "There are 29 rows of conditions for 30 rows.",
                () -> Sampler.sample(MODEL, START, Optional.of(conditions(29)), plain, Monitor.none()));
        refused(
                "The guidance weight is 2.0, but the model was trained without conditions.",
                () -> Sampler.sample(TestModels.random(2), START, plain.withGuidance(Guidance.of(2)), Monitor.none()));
        refused(
                "The guidance weight is 2.0, but no conditions are given.",
                () -> Sampler.sample(MODEL, START, plain.withGuidance(Guidance.of(2)), Monitor.none()));
    }

    /** Trained with drop probability 0, the network's answer without a condition means nothing. */
    @Test
    void aModelThatNeverMissedItsConditionIsNotAskedWithoutOne() {
        FlowModel model = ConditionalModels.withoutDrop();
        SamplingSettings plain = settings(Solver.EULER, 2);
        refused(
                "The model never saw a row without its condition in training, so it cannot be sampled without"
                        + " conditions.",
                () -> Sampler.sample(model, START, plain, Monitor.none()));
        refused(
                "The model never saw a row without its condition in training, so it cannot be guided.",
                () -> Sampler.sample(model, START, CONDITIONS, plain.withGuidance(Guidance.of(2)), Monitor.none()));
        assertEquals(
                2,
                Sampler.sample(model, START, CONDITIONS, plain, Monitor.none()).nfe());
    }

    /** E[z1 - z0 | z0] over all conditions leads to no row of any of them. */
    @Test
    void aDistilledModelIsNotAskedWithoutItsCondition() {
        FlowModel model = ConditionalModels.oneStepConditional();
        SamplingSettings plain = settings(Solver.EULER, 1);
        String why =
                "The model was distilled to one step, and without a condition that step would end in the mean over all"
                        + " conditions, so it ";
        refused(
                why + "cannot be sampled without conditions.",
                () -> Sampler.sample(model, START, plain, Monitor.none()));
        refused(
                why + "cannot be guided.",
                () -> Sampler.sample(model, START, CONDITIONS, plain.withGuidance(Guidance.of(2)), Monitor.none()));
        assertEquals(
                1,
                Sampler.sample(model, START, CONDITIONS, plain, Monitor.none()).nfe());
    }
}
