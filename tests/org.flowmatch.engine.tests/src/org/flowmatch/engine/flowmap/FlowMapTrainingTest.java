// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.flowmap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.dynamics.AffineVelocity;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.Scaling;
import org.flowmatch.engine.likelihood.LikelihoodSettings;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.mover.Movers;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.NetworkSpec;
import org.flowmatch.engine.network.ResidualMlp;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.objective.Objective;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.random.NormalDistribution;
import org.flowmatch.engine.sampling.Direction;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.sampling.SourceRows;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.training.Budget;
import org.flowmatch.engine.training.PathRegression;
import org.flowmatch.engine.training.Trainer;
import org.flowmatch.engine.training.TrainingSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Flow maps to a normal distribution, whose flow carries x0 to mean + deviation x0, column by column. */
class FlowMapTrainingTest {
    private static final double[] MEAN = {1, -0.5};
    private static final double[] DEVIATION = {0.5, 1.5};
    private static final int ROWS = 20_000;
    private static final RowMatrix START = SourceRows.gaussian(1000, 2, 1, 9);
    private static final Mlp PERCEPTRON = new Mlp(List.of(48, 48), Activation.SILU, new TimeFeatures.Fourier(2));

    private static Coupling coupling() {
        RowMatrix unit = SourceRows.gaussian(ROWS, 2, 1, 5);
        double[][] columns = new double[2][ROWS];
        for (int c = 0; c < 2; c++) {
            for (int row = 0; row < ROWS; row++) {
                columns[c][row] = MEAN[c] + DEVIATION[c] * unit.get(row, c);
            }
        }
        return Coupling.fit(
                new CouplingSettings.Independent(),
                table(columns),
                Optional.empty(),
                new EncodingSettings(Scaling.NONE, false, false, 1),
                1,
                Monitor.none());
    }

    private static Table table(double[][] columns) {
        List<ColumnInfo> infos =
                List.of(new ColumnInfo("a", ColumnKind.DOUBLE), new ColumnInfo("b", ColumnKind.DOUBLE));
        return new Table(infos, columns, ROWS);
    }

    private static TrainingSettings training(int steps) {
        TrainingSettings settings = TrainingSettings.defaults().withBudget(new Budget.Steps(steps));
        return settings.withOptimiser(settings.optimiser().withLearningRate(5e-3));
    }

    private static FlowModel map(NetworkSpec network, MapSettings map, int steps, Optional<FlowModel> begun) {
        return Trainer.train(
                        coupling(),
                        new MapRegression(new LinearPath(), Objective.defaults(), map),
                        network,
                        training(steps),
                        begun,
                        Monitor.none())
                .model();
    }

    private static RowMatrix moved(FlowModel model, RowMatrix rows, int steps, Direction direction) {
        SamplingSettings settings = SamplingSettings.of(Solver.FLOW_MAP, steps).toward(direction);
        return Movers.of(model)
                .move(model, rows, Optional.empty(), settings, Monitor.none())
                .end();
    }

    private static void assertClose(RowMatrix expected, RowMatrix rows, double error) {
        for (int c = 0; c < 2; c++) {
            double squares = 0;
            for (int row = 0; row < rows.rows(); row++) {
                squares += Math.pow(rows.get(row, c) - expected.get(row, c), 2) / rows.rows();
            }
            assertTrue(Math.sqrt(squares) < error, "column " + c + " errs by " + Math.sqrt(squares));
        }
    }

    private static RowMatrix target() {
        float[] rows = START.toArray();
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) (MEAN[i % 2] + DEVIATION[i % 2] * rows[i]);
        }
        return RowMatrix.of(rows, 2);
    }

    private static void assertMap(FlowModel model) {
        assertMap(model, 0.05);
    }

    /** @param error of one column in a round trip of eight steps, in standard deviations of noise */
    private static void assertMap(FlowModel model, double error) {
        RowMatrix one = moved(model, START, 1, Direction.FORWARD);
        assertClose(target(), one, 2 * error);
        assertClose(moved(model, START, 2, Direction.FORWARD), one, error);
        assertClose(START, moved(model, one, 1, Direction.BACKWARD), 2 * error);
        assertClose(START, moved(model, moved(model, START, 8, Direction.FORWARD), 8, Direction.BACKWARD), error);
    }

    @ParameterizedTest
    @EnumSource
    void oneStepLeadsWhereTheFlowDoesAndBack(MapRule rule) {
        FlowModel model = map(PERCEPTRON, new MapSettings(rule, 0.5, false), 5000, Optional.empty());
        assertMap(model, rule == MapRule.PROGRESSIVE ? 0.1 : 0.05);
    }

    @Test
    void aResidualNetworkLearnsOneToo() {
        ResidualMlp network = new ResidualMlp(1, 48, 16, Activation.SILU, new TimeFeatures.Fourier(2));
        assertMap(map(network, MapSettings.defaults(), 4000, Optional.empty()));
    }

    /** A step of the map that a velocity is begun with is Euler's; after some training it leads where the flow does. */
    @Test
    void aVelocityIsDistilled() {
        PathRegression velocity = new PathRegression(new LinearPath(), Objective.defaults());
        FlowModel begun = Trainer.train(
                        coupling(), velocity, PERCEPTRON, training(1000), Optional.empty(), Monitor.none())
                .model();
        assertTrue(begun.dynamics() instanceof AffineVelocity);
        assertMap(map(PERCEPTRON, MapSettings.defaults(), 3000, Optional.of(begun)));
    }

    @Test
    void theDensityOfFewStepsIsKnown() {
        FlowModel model = map(PERCEPTRON, MapSettings.defaults().withDensity(true), 2000, Optional.empty());
        RowMatrix rows = target();
        for (int steps : new int[] {1, 4}) {
            LikelihoodSettings settings =
                    LikelihoodSettings.defaults().withSolver(SamplingSettings.of(Solver.FLOW_MAP, steps));
            double[] log = Movers.of(model)
                    .logDensity(model, rows, Optional.empty(), settings, Monitor.none())
                    .logDensity();
            double error = 0;
            for (int row = 0; row < log.length; row++) {
                double known = 0;
                for (int c = 0; c < 2; c++) {
                    known += NormalDistribution.logDensity(START.get(row, c)) - Math.log(DEVIATION[c]);
                }
                error += Math.abs(log[row] - known) / log.length;
            }
            assertEquals(0, error, 0.1, steps + " steps");
        }
    }
}
