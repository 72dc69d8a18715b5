// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.coupling.PairStream;
import org.flowmatch.engine.coupling.PairUse;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.dynamics.Obstacle;
import org.flowmatch.engine.encoding.TiePoints;
import org.flowmatch.engine.likelihood.Likelihood;
import org.flowmatch.engine.likelihood.LikelihoodSettings;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.TestModels;
import org.flowmatch.engine.model.TorchScriptExport;
import org.flowmatch.engine.mover.Movers;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.reflow.Rectifier;
import org.flowmatch.engine.reflow.RectifierSettings;
import org.flowmatch.engine.reflow.ReflowPairs;
import org.flowmatch.engine.sampling.Direction;
import org.flowmatch.engine.sampling.Sampler;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.sampling.SourceRows;
import org.flowmatch.engine.sampling.VelocityFunction;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.training.Budget;
import org.flowmatch.engine.training.Trainer;
import org.flowmatch.engine.training.TrainingSettings;
import org.junit.jupiter.api.Test;

/** What takes rows of numbers refuses labels with the reason, instead of taking them for numbers. */
class MixedRefusalsTest {
    private static final Coupling MIXED = MadeLaw.coupling(200);
    private static final FlowModel MODEL = MadeLaw.random(MIXED, MadeLaw.FLOW);
    private static final RowMatrix START = SourceRows.start(MODEL, 5, 1, Monitor.none());
    private static final TrainingSettings SHORT =
            TrainingSettings.defaults().withBudget(new Budget.Steps(2)).withBatchSize(64);
    private static final String LABELS = "\"a\", \"b\", \"x\", \"s\"";

    private static void refuses(String words, Runnable doing) {
        FlowException e = assertThrows(FlowException.class, doing::run, words);
        assertTrue(e.problem().contains(words), e.problem());
    }

    @Test
    void regressionsAlongAPath() {
        refuses(
                LABELS,
                () -> Trainer.train(MIXED, new LinearPath(), MadeLaw.NETWORK, SHORT, Optional.empty(), Monitor.none()));
    }

    @Test
    void solversAndVelocities() {
        SamplingSettings settings = SamplingSettings.of(Solver.EULER, 3);
        refuses(LABELS, () -> Sampler.sample(MODEL, START, settings, Monitor.none()));
        refuses(LABELS, () -> VelocityFunction.of(MODEL).close());
    }

    @Test
    void densities() {
        LikelihoodSettings settings = LikelihoodSettings.defaults();
        refuses("labels", () -> Likelihood.of(MODEL, START, Optional.empty(), settings, Monitor.none()));
        FlowModel unscored = MadeLaw.random(MIXED, new MixedFlow(MadeLaw.FLOW.numbers(), true, false));
        refuses("labels", () -> Movers.of(unscored)
                .logDensity(unscored, START, Optional.empty(), settings, Monitor.none()));
        // a gap is not what is wrong
        refuses("labels", () -> Movers.of(unscored)
                .score(
                        unscored,
                        MadeLaw.table(50, 3),
                        Optional.empty(),
                        settings,
                        TiePoints.defaults(),
                        Monitor.none()));
    }

    private static void rectify(FlowModel model, int rounds, boolean distill) {
        SamplingSettings euler = SamplingSettings.of(Solver.EULER, 5);
        RectifierSettings settings = new RectifierSettings(rounds, 100, euler, SHORT, false, distill, 100, 1);
        Rectifier.rectify(model, MIXED, Optional.empty(), new LinearPath(), settings, Monitor.none());
    }

    @Test
    void rectifiersAndExports() {
        FlowModel together = MadeLaw.random(MIXED, new MixedFlow(MadeLaw.FLOW.numbers(), true, false));
        refuses("was not trained to know them apart from the time", () -> rectify(together, 1, false));
        refuses(
                "was not trained to know them apart from the time",
                () -> ReflowPairs.of(together, START, 1, SamplingSettings.of(Solver.EULER, 5), Monitor.none()));
        MixedFlow translating = new MixedFlow(MadeLaw.FLOW.numbers(), false, true, true);
        assertEquals(translating, FlowOfNumbers.of(translating, true));
        refuses(
                "carries rows of a source table",
                () -> translating.reflowObstacle().ifPresent(Obstacle::refuse));
        refuses(
                "no flow of the numbers alone",
                () -> translating.geometryObstacle().ifPresent(Obstacle::refuse));
        refuses("encoded otherwise", () -> rectify(TestModels.random(2), 1, false));
        refuses(LABELS, () -> TorchScriptExport.text(MODEL));
    }

    @Test
    void labelsAloneHaveNoFlow() {
        Table table = MadeLaw.table(200, 1);
        Coupling labels =
                MadeLaw.coupling(table.choose(table.columns().subList(0, 2)), new CouplingSettings.Independent());
        FlowModel model = MadeLaw.random(labels, MadeLaw.FLOW);
        RowMatrix start = SourceRows.start(model, 5, 1, Monitor.none());
        refuses(
                "labels alone",
                () -> ReflowPairs.of(model, start, 1, SamplingSettings.of(Solver.EULER, 5), Monitor.none()));
    }

    /** Only reflowed pairs are learnt labels first, and only of such a model one step is the whole way. */
    @Test
    void whatLabelsFirstLack() {
        LabelsFirstFlow flow = new LabelsFirstFlow(MadeLaw.FLOW.numbers(), false);
        FlowModel model = FlowOfNumbers.of(MODEL);
        assertEquals(flow, model.dynamics());
        SamplingSettings settings = SamplingSettings.of(Solver.EULER, 3);
        refuses("no way back", () -> Movers.of(flow).require(settings.toward(Direction.BACKWARD)));
        refuses("states of such rows", () -> Movers.of(flow).require(settings.withTrajectory()));
        refuses("density of its rows is not known", () -> Movers.of(model)
                .logDensity(model, START, Optional.empty(), LikelihoodSettings.defaults(), Monitor.none()));
        LabelsFirstFlow oneStep = new LabelsFirstFlow(MadeLaw.FLOW.numbers(), true);
        refuses("distilled to one step", () -> Movers.of(oneStep).require(settings));
        refuses("nothing left to straighten", () -> oneStep.reflowObstacle().ifPresent(Obstacle::refuse));
        refuses("pairs whose target row follows from the source row", () -> LabelsFirstRegression.of(oneStep)
                .require(MIXED));
        refuses("source table", () -> LabelsFirstRegression.of(flow)
                .requirePairs(SourceLaw.TABLE, CouplingSettings.Reflow.ID));
    }

    /** As many levels, but others: the weights would mean something else. */
    @Test
    void weightsOfOtherLabels() {
        Table table = MadeLaw.table(200, 1);
        String[] others = {"z1", "z2", "z3"};
        Table.Builder builder = Table.builder(table.columns());
        for (int row = 0; row < table.rows(); row++) {
            builder.add(
                    builder.dictionary(0).code(others[MadeLaw.level(table, row, 0)]),
                    builder.dictionary(1).code("b" + (1 + MadeLaw.level(table, row, 1))),
                    table.get(row, 2),
                    table.get(row, 3),
                    table.get(row, 4));
        }
        Coupling coupling = MadeLaw.coupling(builder.build(), new CouplingSettings.Independent());
        MixedRegression task = MixedRegression.of(MadeLaw.FLOW);
        refuses(
                "other labels",
                () -> Trainer.train(coupling, task, MadeLaw.NETWORK, SHORT, Optional.of(MODEL), Monitor.none()));
        Trainer.train(MIXED, task, MadeLaw.NETWORK, SHORT, Optional.of(MODEL), Monitor.none());
    }

    @Test
    void anyColumnsNeedTheIndependentCoupling() {
        Coupling coupling = MadeLaw.coupling(MadeLaw.table(200, 1), new CouplingSettings.OptimalTransport(64));
        refuses("Any columns", () -> MixedRegression.of(MadeLaw.FLOW).require(coupling));
        MixedFlow none = new MixedFlow(MadeLaw.FLOW.numbers(), false, true);
        Trainer.train(coupling, MixedRegression.of(none), MadeLaw.NETWORK, SHORT, Optional.empty(), Monitor.none());
    }

    @Test
    void aTransportPlanNeedsNumbersOfEveryRow() {
        Table table = MadeLaw.table(200, 1);
        for (List<Integer> columns : List.of(List.of(0, 1), List.of(0, 2, 4))) {
            Table chosen =
                    table.choose(columns.stream().map(table.columns()::get).toList());
            refuses("transport", () -> MadeLaw.coupling(chosen, new CouplingSettings.OptimalTransport(64)));
        }
    }

    /** In one dimension the optimal plan is that of equal ranks: of y, whatever the labels, uniform numbers and gaps. */
    @Test
    void transportCostsNumbersOfEveryRowAlone() {
        int batch = 50;
        Coupling coupling = MadeLaw.coupling(MadeLaw.table(200, 1), new CouplingSettings.OptimalTransport(batch));
        int y = coupling.space().parts().stream()
                .filter(part -> part.name().equals("y"))
                .findAny()
                .orElseThrow()
                .offset();
        int d = coupling.columns();
        float[] x0 = new float[batch * d];
        float[] x1 = new float[batch * d];
        try (PairStream pairs = coupling.open(IntStream.range(0, 200).toArray(), 3, PairUse.TRAINING)) {
            pairs.next(batch, x0, x1, new float[0]);
        }
        int[] bySource = order(x0, d, y);
        int[] byTarget = order(x1, d, y);
        for (int rank = 0; rank < batch; rank++) {
            assertEquals(x1[byTarget[rank] * d + y], x1[bySource[rank] * d + y]);
        }
    }

    private static int[] order(float[] rows, int d, int column) {
        return IntStream.range(0, rows.length / d)
                .boxed()
                .sorted((i, j) -> Float.compare(rows[i * d + column], rows[j * d + column]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
