// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingFolder;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.coupling.PairStream;
import org.flowmatch.engine.coupling.PairUse;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.engine.loss.Loss;
import org.flowmatch.engine.metric.HeldBack;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.FlowModelFile;
import org.flowmatch.engine.mover.Movers;
import org.flowmatch.engine.objective.Objective;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.reflow.Rectification;
import org.flowmatch.engine.reflow.Rectifier;
import org.flowmatch.engine.reflow.RectifierSettings;
import org.flowmatch.engine.reflow.ReflowPairs;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.sampling.SourceRows;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.torchscript.DeviceChoice;
import org.flowmatch.engine.training.Budget;
import org.flowmatch.engine.training.Optimiser;
import org.flowmatch.engine.training.StepBlock;
import org.flowmatch.engine.training.Task;
import org.flowmatch.engine.training.TrainingSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rectification of rows of the made law: labels are drawn as before, and one Euler step of the numbers given them is enough,
 * which of the flow before ends at their means.
 */
class MixedRectifierTest {
    private static final SamplingSettings RK4 =
            SamplingSettings.of(Solver.RK4, 12).on(DeviceChoice.CPU);
    private static final SamplingSettings ONE =
            SamplingSettings.of(Solver.EULER, 1).on(DeviceChoice.CPU);
    private static final TrainingSettings TRAINING = TrainingSettings.defaults()
            .withBudget(new Budget.Steps(2500))
            .withBatchSize(256)
            .withOptimiser(Optimiser.defaults().withLearningRate(2e-3))
            .withEmaDecay(0.99);

    @TempDir
    Path folder;

    private static Rectification rectify(boolean distill) {
        Table fresh = MadeLaw.table(2000, 9);
        FlowModel model = MadeLaw.trained();
        HeldBack real =
                new HeldBack(model.encoding().encode(fresh, TableRole.TARGET, Monitor.none()), Optional.empty());
        return Rectifier.rectify(
                model,
                MadeLaw.coupling(8000),
                Optional.of(real),
                new LinearPath(),
                new RectifierSettings(1, 12_000, RK4, TRAINING, true, distill, 500, 1),
                Monitor.none());
    }

    private static Table sample(FlowModel model, SamplingSettings settings) {
        RowMatrix start = SourceRows.start(model, 4000, 5, Monitor.none());
        RowMatrix rows = Movers.of(model)
                .move(model, start, Optional.empty(), settings, Monitor.none())
                .end();
        return model.encoding().decode(rows, Monitor.none());
    }

    @Test
    void numbersBecomeStraightAndLabelsStayAsTheyAre() {
        Rectification result = rectify(false);
        Rectification.Round given = result.rounds().get(0);
        Rectification.Round first = result.rounds().get(1);
        assertEquals(List.of(), result.warnings());
        assertTrue(first.straightness() < 0.1 * given.straightness(), result.rounds()::toString);
        assertTrue(first.eulerDistance() < 1.3 * first.floor(), result.rounds()::toString);
        assertTrue(given.eulerDistance() > 1.5 * given.floor(), result.rounds()::toString);
        // no transport cost grows: of independent pairs, of the flow, of its pairs
        assertTrue(given.transportCost() < given.couplingCost(), result.rounds()::toString);
        assertEquals(given.transportCost(), first.couplingCost(), 0.1 * given.transportCost());
        FlowModel model = result.model();
        assertEquals(new LabelsFirstFlow(MadeLaw.FLOW.numbers(), false), model.dynamics());
        assertEquals(1, model.provenance().reflowRounds());
        MixedMoverTest.followsTheLaw(sample(model, ONE), 0.05, 0.3);
        MixedMoverTest.followsTheLaw(sample(model, RK4), 0.05, 0.3);
    }

    @Test
    void theLastRoundMayLearnOneStepAlone() throws Exception {
        Rectification result = rectify(true);
        assertTrue(result.rounds().get(1).distilled());
        assertTrue(
                result.rounds().get(1).eulerDistance()
                        < 1.3 * result.rounds().get(1).floor(),
                result.rounds()::toString);
        Path file = folder.resolve("model.fm");
        FlowModelFile.write(result.model(), file, Monitor.none());
        FlowModel model = FlowModelFile.read(file, Monitor.none());
        assertEquals(new LabelsFirstFlow(MadeLaw.FLOW.numbers(), true), model.dynamics());
        MixedMoverTest.followsTheLaw(sample(model, ONE), 0.05, 0.3);
        FlowException refused = assertThrows(FlowException.class, () -> sample(model, RK4));
        assertTrue(refused.problem().contains("distilled to one step"), refused::problem);
    }

    /** The pairs are stored and learnt as they were made: no place among tied numbers is drawn anew. */
    @Test
    void pairsAreLearntAsTheyWereMade() throws Exception {
        FlowModel model = MadeLaw.random(MadeLaw.coupling(tied(400), new CouplingSettings.Independent()), MadeLaw.FLOW);
        RowMatrix noise = ReflowPairs.sourceNoise(model, 200, 3, Monitor.none());
        CouplingFolder.write(ReflowPairs.of(model, noise, 3, RK4, Monitor.none()), folder, Monitor.none());
        Coupling pairs = CouplingFolder.read(folder);
        Task task = PathTasks.of(pairs, new LinearPath(), Objective.defaults(), false);
        assertEquals(new LabelsFirstRegression(new LinearPath(), Objective.defaults()), task);
        StepBlock block;
        try (PairStream stream = pairs.open(IntStream.range(0, 200).toArray(), 4, PairUse.TRAINING)) {
            block = task.examples(pairs, PairUse.TRAINING, 4).block(stream, 0, 1, 200);
        }
        MixedLayout layout = new MixedLayout(pairs.space());
        int y = IntStream.range(0, layout.numbers())
                .filter(i -> layout.governor(i) == MixedLayout.NOWHERE)
                .findFirst()
                .orElseThrow();
        Set<Integer> made = new HashSet<>();
        float[] x0 = noise.toArray();
        float[] x1 = pairs.target().toArray();
        for (int at = 0; at < x1.length; at += layout.width()) {
            made.add(Float.floatToIntBits(layout.number(x1, at, y) - layout.number(x0, at, y)));
        }
        int terms = block.data().get(Loss.TARGET).length / 200;
        for (int row = 0; row < 200; row++) {
            float velocity = block.data().get(Loss.TARGET)[row * terms + y];
            assertTrue(made.contains(Float.floatToIntBits(velocity)), "z1 - z0 of a pair: " + velocity);
        }
    }

    /** The made law with y in tenths. */
    private static Table tied(int rows) {
        Table table = MadeLaw.table(rows, 1);
        Table.Builder tied = Table.builder(table.columns());
        for (int row = 0; row < rows; row++) {
            tied.add(
                    tied.dictionary(0).code("a" + (1 + MadeLaw.level(table, row, 0))),
                    tied.dictionary(1).code("b" + (1 + MadeLaw.level(table, row, 1))),
                    table.get(row, 2),
                    Math.rint(10 * table.get(row, 3)) / 10,
                    table.get(row, 4));
        }
        return tied.build();
    }
}
