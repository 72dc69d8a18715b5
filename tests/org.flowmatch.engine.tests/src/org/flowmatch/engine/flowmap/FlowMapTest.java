// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.flowmap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.condition.ConditionEncoding;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.likelihood.LikelihoodSettings;
import org.flowmatch.engine.likelihood.LogDensities;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.TestModels;
import org.flowmatch.engine.mover.Movers;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.JavaMlp;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.path.LipmanPath;
import org.flowmatch.engine.random.NormalDistribution;
import org.flowmatch.engine.sampling.Direction;
import org.flowmatch.engine.sampling.Guidance;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.sampling.SourceRows;
import org.flowmatch.engine.sampling.Trajectory;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.solver.TimeGrid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps of a flow map and the density that it learnt, against the network in plain Java. */
class FlowMapTest {
    private static final int COLUMNS = 3;
    private static final int ROWS = 70;
    private static final Mlp NETWORK = new Mlp(List.of(16, 12), Activation.SILU, new TimeFeatures.Fourier(2));
    private static final RowMatrix START = SourceRows.gaussian(ROWS, COLUMNS, 1, 4);
    private static final ConditionEncoding CONDITION =
            ConditionEncoding.fit(Table.numbers("size", new double[] {1, 2, 4}), "table");

    private static FlowModel model(boolean density, ConditionEncoding conditions) {
        FlowMap map = new FlowMap(new LinearPath(), density);
        float[] weights =
                NETWORK.initialWeights(COLUMNS + conditions.features() + StepFeatures.COUNT, map.outputs(COLUMNS), 7);
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= 1.6f;
        }
        return new FlowModel(
                NETWORK,
                weights,
                map,
                TestModels.encoding(COLUMNS),
                SourceLaw.GAUSSIAN,
                TestModels.provenance(0, List.of()),
                conditions);
    }

    /** Where k steps lead from a row at a time, and what the log-density gains. */
    private static double[] steps(FlowModel model, double[] row, double[] condition, double from, double h, int k) {
        double[] parameters = IntStream.range(0, model.weights().length)
                .mapToDouble(i -> model.weights()[i])
                .toArray();
        JavaMlp network = new JavaMlp(NETWORK, model.inputs(), model.outputs());
        double[] x = new double[COLUMNS + 1];
        System.arraycopy(row, 0, x, 0, COLUMNS);
        for (int step = 0; step < k; step++) {
            double[] inputs = new double[model.inputs()];
            System.arraycopy(x, 0, inputs, 0, COLUMNS);
            System.arraycopy(condition, 0, inputs, COLUMNS, condition.length);
            System.arraycopy(StepFeatures.of(h), 0, inputs, COLUMNS + condition.length, StepFeatures.COUNT);
            double[] v = network.velocity(parameters, inputs, from + step * h);
            for (int i = 0; i < v.length; i++) {
                x[Math.min(i, COLUMNS)] += h * v[i];
            }
        }
        return x;
    }

    private static double[] row(RowMatrix rows, int row) {
        return IntStream.range(0, rows.columns())
                .mapToDouble(i -> rows.get(row, i))
                .toArray();
    }

    private static void assertRow(double[] expected, RowMatrix rows, int row) {
        for (int i = 0; i < rows.columns(); i++) {
            assertEquals(expected[i], rows.get(row, i), 2e-5 * (1 + Math.abs(expected[i])), "row " + row);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, FORWARD", "4, FORWARD", "1, BACKWARD", "2, BACKWARD"})
    void stepsAreThoseOfTheNetwork(int k, Direction direction) {
        for (boolean density : new boolean[] {false, true}) {
            FlowModel model = model(density, ConditionEncoding.none());
            SamplingSettings settings = SamplingSettings.of(Solver.FLOW_MAP, k).toward(direction);
            RowMatrix end = Movers.of(model)
                    .move(model, START, Optional.empty(), settings, Monitor.none())
                    .end();
            boolean forward = direction == Direction.FORWARD;
            for (int row = 0; row < ROWS; row++) {
                double[] expected =
                        steps(model, row(START, row), new double[0], forward ? 0 : 1, (forward ? 1. : -1.) / k, k);
                assertRow(expected, end, row);
            }
        }
    }

    @Test
    void conditionsAreTold() {
        FlowModel model = model(false, CONDITION);
        RowMatrix told = CONDITION.encodeFixed(Map.of("size", "3"), ROWS);
        RowMatrix end = Movers.of(model)
                .move(model, START, Optional.of(told), SamplingSettings.of(Solver.FLOW_MAP, 2), Monitor.none())
                .end();
        for (int row = 0; row < ROWS; row++) {
            assertRow(steps(model, row(START, row), row(told, row), 0, 0.5, 2), end, row);
        }
    }

    /** Without its condition a row is told of the step all the same. */
    @Test
    void guidanceActsInTheStep() {
        FlowModel model = model(false, CONDITION);
        RowMatrix told = CONDITION.encodeFixed(Map.of("size", "3"), ROWS);
        SamplingSettings guided = SamplingSettings.of(Solver.FLOW_MAP, 1).withGuidance(new Guidance(2.5, 0, 1));
        RowMatrix end = Movers.of(model)
                .move(model, START, Optional.of(told), guided, Monitor.none())
                .end();
        for (int row = 0; row < ROWS; row++) {
            double[] bound = steps(model, row(START, row), row(told, row), 0, 1, 1);
            double[] free = steps(model, row(START, row), new double[told.columns()], 0, 1, 1);
            double[] expected = free.clone();
            for (int i = 0; i < COLUMNS; i++) {
                expected[i] += 2.5 * (bound[i] - free[i]);
            }
            assertRow(expected, end, row);
        }
    }

    @Test
    void statesAreThoseBetweenTheSteps() {
        FlowModel model = model(false, ConditionEncoding.none());
        SamplingSettings settings = SamplingSettings.of(Solver.FLOW_MAP, 4).withTrajectory();
        Trajectory states = Movers.of(model)
                .move(model, START, Optional.empty(), settings, Monitor.none())
                .trajectory()
                .orElseThrow();
        assertEquals(5, states.states().size());
        for (int row = 0; row < ROWS; row++) {
            assertRow(
                    steps(model, row(START, row), new double[0], 0, 0.25, 3),
                    states.states().get(3),
                    row);
        }
    }

    /** At steps of no length the network is that of a velocity, which other solvers follow. */
    @Test
    void otherSolversFollowTheVelocity() {
        FlowModel model = model(true, ConditionEncoding.none());
        RowMatrix end = Movers.of(model)
                .move(model, START, Optional.empty(), SamplingSettings.of(Solver.EULER, 1), Monitor.none())
                .end();
        JavaMlp network = new JavaMlp(NETWORK, model.inputs(), model.outputs());
        double[] parameters = IntStream.range(0, model.weights().length)
                .mapToDouble(i -> model.weights()[i])
                .toArray();
        for (int row = 0; row < ROWS; row++) {
            double[] inputs = new double[model.inputs()];
            System.arraycopy(row(START, row), 0, inputs, 0, COLUMNS);
            double[] v = network.velocity(parameters, inputs, 0);
            double[] expected = row(START, row);
            for (int i = 0; i < COLUMNS; i++) {
                expected[i] += v[i];
            }
            assertRow(expected, end, row);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void theDensityOfFewStepsIsThatOfTheNetwork(int k) {
        FlowModel model = model(true, ConditionEncoding.none());
        LikelihoodSettings settings = LikelihoodSettings.defaults().withSolver(SamplingSettings.of(Solver.FLOW_MAP, k));
        LogDensities scored = Movers.of(model).logDensity(model, START, Optional.empty(), settings, Monitor.none());
        LogDensities whole = Movers.of(model)
                .logDensity(model, START, Optional.empty(), LikelihoodSettings.defaults(), Monitor.none());
        double apart = 0;
        for (int row = 0; row < ROWS; row++) {
            double[] expected = steps(model, row(START, row), new double[0], 1, -1. / k, k);
            assertRow(expected, scored.end(), row);
            double log = expected[COLUMNS];
            for (int i = 0; i < COLUMNS; i++) {
                log += NormalDistribution.logDensity(expected[i]);
            }
            assertEquals(log, scored.logDensity()[row], 1e-4 * (1 + Math.abs(log)));
            apart += Math.abs(scored.logDensity()[row] - whole.logDensity()[row]) / ROWS;
        }
        assertEquals(k, scored.nfe());
        String told = String.format(Locale.ROOT, "differ from those of the whole solution by %.3f nats", apart);
        assertTrue(scored.warnings().get(0).contains(told), scored.warnings() + " " + told);
    }

    @Test
    void whatCannotBeHadIsRefused() {
        FlowModel velocity = TestModels.random(COLUMNS, NETWORK, new LinearPath(), 1);
        SamplingSettings steps = SamplingSettings.of(Solver.FLOW_MAP, 2);
        FlowException none = refusal(velocity, steps);
        assertEquals("The model has learnt a velocity and no flow map, whose steps are asked for.", none.problem());
        FlowModel map = model(false, ConditionEncoding.none());
        FlowException schedule = refusal(map, steps.onSchedule(new LipmanPath(0.1)));
        assertTrue(schedule.problem().contains("another schedule is chosen"), schedule.problem());
        FlowException grid = refusal(map, steps.withGrid(new TimeGrid.Quadratic()));
        assertTrue(grid.problem().contains("equal steps"), grid.problem());
        LikelihoodSettings density = LikelihoodSettings.defaults().withSolver(steps);
        FlowException unlearnt = assertThrows(FlowException.class, () -> Movers.of(map)
                .logDensity(map, START, Optional.empty(), density, Monitor.none()));
        assertEquals("The flow map was learnt without the density after few steps.", unlearnt.problem());
        FlowException ofVelocity = assertThrows(FlowException.class, () -> Movers.of(velocity)
                .logDensity(velocity, START, Optional.empty(), density, Monitor.none()));
        assertEquals(none.problem(), ofVelocity.problem());
    }

    private static FlowException refusal(FlowModel model, SamplingSettings settings) {
        return assertThrows(FlowException.class, () -> Movers.of(model)
                .move(model, START, Optional.empty(), settings, Monitor.none()));
    }
}
