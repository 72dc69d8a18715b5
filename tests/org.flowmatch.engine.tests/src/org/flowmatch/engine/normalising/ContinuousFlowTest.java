// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.normalising;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.coupling.PairStream;
import org.flowmatch.engine.coupling.PairUse;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.dynamics.TrainingPairs;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.Scaling;
import org.flowmatch.engine.gpu.Device;
import org.flowmatch.engine.likelihood.LikelihoodSettings;
import org.flowmatch.engine.loss.Loss;
import org.flowmatch.engine.loss.Outputs;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.FlowModelFile;
import org.flowmatch.engine.model.TestModels;
import org.flowmatch.engine.mover.Movers;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.path.CosinePath;
import org.flowmatch.engine.sampling.Direction;
import org.flowmatch.engine.sampling.Samples;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.sampling.SourceRows;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.training.StepBlock;
import org.flowmatch.engine.training.StepRates;
import org.flowmatch.engine.training.TrainingProgram;
import org.flowmatch.engine.training.TrainingSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A velocity that is learnt by likelihood: a model that solvers follow as any other, and what is trained. */
class ContinuousFlowTest {
    private static final int COLUMNS = 3;
    private static final int ROWS = 64;
    private static final int STEPS = 6;
    private static final Mlp NETWORK = new Mlp(List.of(16, 16), Activation.SILU, new TimeFeatures.Fourier(2));

    @TempDir
    Path folder;

    /** Weights larger than those to start from, so that rows are carried far. */
    private static FlowModel model() {
        float[] weights = NETWORK.initialWeights(COLUMNS, COLUMNS, 4);
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= 2.5f;
        }
        return new FlowModel(
                NETWORK,
                weights,
                new ContinuousFlow(),
                TestModels.encoding(COLUMNS),
                SourceLaw.GAUSSIAN,
                TestModels.provenance(0, List.of()));
    }

    private static double[] logDensity(FlowModel model, RowMatrix rows, SamplingSettings solver) {
        return Movers.of(model)
                .logDensity(
                        model,
                        rows,
                        Optional.empty(),
                        LikelihoodSettings.defaults().withSolver(solver),
                        Monitor.none())
                .logDensity();
    }

    /** Twice the negative log-likelihood per number without log(2 pi), as training and validation have it. */
    private static double trained(FlowModel model, RowMatrix rows) {
        ContinuousLikelihood task = new ContinuousLikelihood(STEPS, 0);
        float[] unit = new float[ROWS * COLUMNS * COLUMNS];
        for (int i = 0; i < ROWS * COLUMNS; i++) {
            unit[i * COLUMNS + i % COLUMNS] = 1;
        }
        StepBlock block = new StepBlock(
                0,
                1,
                ROWS,
                COLUMNS,
                rows.toArray(),
                new float[ROWS],
                Map.of(
                        Loss.TARGET,
                        new float[ROWS * COLUMNS],
                        task.comparison().data().get(0),
                        unit),
                new float[0]);
        try (TrainingProgram program = new TrainingProgram(
                NETWORK,
                COLUMNS,
                Outputs.ofNumbers(COLUMNS),
                task.loss(),
                task.comparison(),
                model.weights(),
                new StepRates(TrainingSettings.defaults().withBatchSize(ROWS), 1),
                Device.CPU,
                10)) {
            double averaged = program.averagedLoss(block, Monitor.none()).total(0);
            assertEquals(averaged, program.run(block, Monitor.none()).total(0), 1e-4);
            return averaged;
        }
    }

    @Test
    void theDensityOfEverySolverIsThatOfTheTraining() {
        FlowModel model = model();
        RowMatrix rows = SourceRows.gaussian(ROWS, COLUMNS, 1, 5);
        double trained = trained(model, rows);
        for (SamplingSettings solver : List.of(
                SamplingSettings.of(Solver.RK4, STEPS),
                SamplingSettings.of(Solver.MIDPOINT, 200),
                SamplingSettings.of(Solver.DORMAND_PRINCE, 1))) {
            double mean =
                    Arrays.stream(logDensity(model, rows, solver)).average().orElseThrow();
            double loss = -2 * mean / COLUMNS - Math.log(2 * Math.PI);
            assertEquals(
                    trained,
                    loss,
                    solver.solver() == Solver.RK4 ? 1e-5 : 2e-3,
                    solver.solver().name());
        }
        assertTrue(Math.abs(trained - 1) > 0.05, "far from the loss of noise that rests: " + trained);
    }

    @Test
    void anySolverFollowsItThereAndBack() {
        FlowModel model = model();
        RowMatrix start = SourceRows.gaussian(ROWS, COLUMNS, 1, 5);
        SamplingSettings forward = SamplingSettings.of(Solver.RK4, 40);
        RowMatrix end = move(model, start, forward).end();
        RowMatrix adaptive =
                move(model, start, SamplingSettings.of(Solver.TSITOURAS, 1)).end();
        RowMatrix back = move(model, end, forward.toward(Direction.BACKWARD)).end();
        assertArrayEquals(end.toArray(), adaptive.toArray(), 2e-3f);
        assertArrayEquals(start.toArray(), back.toArray(), 1e-4f);
        assertEquals(
                5,
                move(model, start, SamplingSettings.of(Solver.EULER, 4).withTrajectory())
                        .trajectory()
                        .orElseThrow()
                        .states()
                        .size());
    }

    private static Samples move(FlowModel model, RowMatrix start, SamplingSettings settings) {
        return Movers.of(model).move(model, start, Optional.empty(), settings, Monitor.none());
    }

    @Test
    void aFileKeepsIt() {
        FlowModel model = model();
        Path file = folder.resolve("flow.zip");
        FlowModelFile.write(model, file);
        FlowModel read = FlowModelFile.read(file);
        assertEquals(new ContinuousFlow(), read.dynamics());
        assertArrayEquals(model.weights(), read.weights());
    }

    @Test
    void whatNeedsAPathIsRefused() {
        FlowModel model = model();
        RowMatrix start = SourceRows.gaussian(3, COLUMNS, 1, 5);
        FlowException curve = assertThrows(
                FlowException.class, () -> move(model, start, SamplingSettings.of(Solver.CURVE_AWARE_EULER, 4)));
        assertTrue(curve.problem().endsWith("no schedule that a solver could follow."), curve.problem());
        FlowException schedule = assertThrows(
                FlowException.class,
                () -> move(model, start, SamplingSettings.of(Solver.EULER, 4).onSchedule(new CosinePath(0))));
        assertTrue(schedule.problem().endsWith("no schedule that could be changed."), schedule.problem());
        FlowException random = assertThrows(
                FlowException.class, () -> move(model, start, SamplingSettings.of(Solver.EULER_MARUYAMA, 4)));
        assertTrue(random.problem().contains("learnt without a path"), random.problem());
        FlowException table = assertThrows(FlowException.class, () -> new ContinuousFlow()
                .requireTraining(new TrainingPairs(SourceLaw.TABLE, "independent", false)));
        assertTrue(table.problem().contains("the source of the coupling is a table"), table.problem());
        FlowException steps = assertThrows(FlowException.class, () -> new ContinuousLikelihood(0, 0));
        assertEquals(
                "The number of steps that the flow is followed in is 0, but must be between 1 and 100.",
                steps.problem());
        FlowException kinetic = assertThrows(FlowException.class, () -> new ContinuousLikelihood(4, 2));
        assertEquals("The weight of the kinetic energy is 2, but must be between 0 and 1.", kinetic.problem());
    }

    private static Coupling coupling(int columns) {
        Table table = Table.numbers("c1", 1, 2, 3, 5, 8, 13);
        for (int i = 2; i <= columns; i++) {
            table = table.beside(Table.numbers("c" + i, 1, 2, 4, 3, 6, 5 + i));
        }
        return Coupling.fit(
                new CouplingSettings.Independent(),
                table,
                Optional.empty(),
                new EncodingSettings(Scaling.STANDARDISE, false, false, 0),
                1,
                Monitor.none());
    }

    private static float[] directions(Coupling coupling, PairUse use, long step, int steps) {
        int[] all = new int[coupling.rows()];
        Arrays.setAll(all, i -> i);
        ContinuousLikelihood task = ContinuousLikelihood.defaults();
        try (PairStream pairs = coupling.open(all, 1, use)) {
            StepBlock block = task.examples(coupling, use, 1).block(pairs, step, steps, 5);
            assertTrue(block.data().keySet().containsAll(task.data()), block.data()::toString);
            return block.data().get(task.comparison().data().get(0));
        }
    }

    /** Steps 2 and 3 in one block are those of two blocks, and other ones for validation. */
    @Test
    void directionsAreFunctionsOfRowsAndSteps() {
        Coupling four = coupling(4);
        float[] both = directions(four, PairUse.TRAINING, 2, 2);
        float[] second = directions(four, PairUse.TRAINING, 3, 1);
        assertEquals(2 * 5 * 4, both.length);
        assertArrayEquals(Arrays.copyOfRange(both, 20, 40), second);
        assertFalse(Arrays.equals(second, directions(four, PairUse.VALIDATION, 3, 1)));
        assertFalse(Arrays.equals(second, directions(four, PairUse.TRAINING, 4, 1)));
        for (float number : both) {
            assertEquals(1, Math.abs(number));
        }
        float[] axes = directions(coupling(2), PairUse.TRAINING, 0, 1);
        assertArrayEquals(new float[] {1, 0, 0, 1}, Arrays.copyOf(axes, 4));
    }

    /** As many operations as of networks that are asked once, so that a cancel is as quick. */
    @Test
    void aNativeCallTakesFewerRowsThroughTheSolve() {
        int evaluations = ContinuousLikelihood.defaults().comparison().evaluations();
        assertEquals(2 * 4 * 6, evaluations);
        long parameters = 100_000;
        int once = TrainingProgram.rowsPerCall(parameters, Device.CPU);
        int solved = TrainingProgram.rowsPerCall(parameters * evaluations, Device.CPU);
        assertTrue(solved <= once / evaluations + 1 && solved > once / evaluations / 2, once + " and " + solved);
    }
}
