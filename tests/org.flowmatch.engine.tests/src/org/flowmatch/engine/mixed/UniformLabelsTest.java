// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.Modelling;
import org.flowmatch.engine.encoding.TiePoints;
import org.flowmatch.engine.likelihood.Divergence;
import org.flowmatch.engine.likelihood.LikelihoodSettings;
import org.flowmatch.engine.likelihood.LogDensities;
import org.flowmatch.engine.likelihood.ProbeLaw;
import org.flowmatch.engine.likelihood.TableScores;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.mover.Movers;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.SequenceMixer;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.objective.Objective;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.sampling.SourceRows;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.training.Budget;
import org.flowmatch.engine.training.Optimiser;
import org.flowmatch.engine.training.Task;
import org.flowmatch.engine.training.Trainer;
import org.flowmatch.engine.training.TrainingSettings;
import org.junit.jupiter.api.Test;

/** Labels that are uniform at first: a made law is learnt, given labels stay, their probability is bounded, and what they do not allow is refused. */
class UniformLabelsTest {
    private static final MixedFlow FLOW =
            new MixedFlow(MadeLaw.FLOW.numbers(), false, false, false, false, LabelSource.UNIFORM);
    private static final List<String> CODE = List.of("p1", "p2", "p3");
    private static final LikelihoodSettings ESTIMATES = new LikelihoodSettings(
                    SamplingSettings.of(Solver.EULER, 4), Divergence.EXACT, 6, ProbeLaw.RADEMACHER, 0)
            .withOrders(60);

    /** Two free letters of a, b, c and the one that is as far behind a as both together; a number on wish. */
    private static Table codes(int rows, boolean number) {
        Random random = new Random(4);
        Table.Builder builder = Table.builder(List.of(
                new ColumnInfo("p1", ColumnKind.TEXT),
                new ColumnInfo("p2", ColumnKind.TEXT),
                new ColumnInfo("p3", number ? ColumnKind.DOUBLE : ColumnKind.TEXT)));
        for (int row = 0; row < rows; row++) {
            int a = random.nextInt(3);
            int b = random.nextInt(3);
            builder.add(
                    letter(builder, 0, a),
                    letter(builder, 1, b),
                    number ? random.nextGaussian() : letter(builder, 2, (a + b) % 3));
        }
        return builder.build();
    }

    private static double letter(Table.Builder builder, int column, int place) {
        return builder.dictionary(column).code("abc".substring(place, place + 1));
    }

    private static Coupling coupling(boolean number) {
        return Coupling.fit(
                new CouplingSettings.Independent(true),
                codes(2000, number),
                Optional.empty(),
                EncodingSettings.defaults().with(Modelling.AUTOMATIC.withSequences(number ? List.of() : List.of(CODE))),
                1,
                Monitor.none());
    }

    private static Task task(Coupling coupling) {
        return PathTasks.of(coupling, new LinearPath(), Objective.defaults(), true, LabelSource.UNIFORM);
    }

    private static FlowModel trained() {
        Coupling coupling = coupling(false);
        return Trainer.train(
                        coupling,
                        task(coupling),
                        new SequenceMixer(2, 24, 12, Activation.SILU, new TimeFeatures.Fourier(2)),
                        TrainingSettings.defaults()
                                .withBudget(new Budget.Steps(2000))
                                .withBatchSize(128)
                                .withOptimiser(Optimiser.defaults().withLearningRate(6e-3))
                                .withEmaDecay(0.99),
                        Optional.empty(),
                        Monitor.none())
                .model();
    }

    private static RowMatrix sampled(FlowModel model, Optional<RowMatrix> given, MixedSettings labels) {
        return new MixedMover((MixedFlow) model.dynamics(), labels)
                .complete(
                        model,
                        SourceRows.start(model, 1000, 5, Monitor.none()),
                        given,
                        Optional.empty(),
                        SamplingSettings.of(Solver.EULER, 40),
                        Monitor.none())
                .end();
    }

    private static double legal(FlowModel model, RowMatrix rows) {
        Table table = model.encoding().decode(rows, Monitor.none());
        return IntStream.range(0, table.rows())
                        .filter(row -> {
                            int[] places = IntStream.range(0, 3)
                                    .map(k -> "abc".indexOf(table.dictionary(k).text((int) table.get(row, k))))
                                    .toArray();
                            return (places[0] + places[1]) % 3 == places[2];
                        })
                        .count()
                / (double) table.rows();
    }

    /**
     * Chance would have a third of the rows follow the rule; were the network exact, 98% would. All nine codes are alike probable, -log p is
     * log 9 = 2.20, and the bound of the exact rates, by simulation, 3.10: where a row was before tells more than where it is.
     */
    @Test
    void aLawIsLearntGivenAndBounded() {
        FlowModel model = trained();
        double share = legal(model, sampled(model, Optional.empty(), MixedSettings.DEFAULT));
        assertTrue(share >= 0.95, "share of rows by the rule " + share);
        MixedSettings redrawn = new MixedSettings(1, false, false, 1);
        assertThrows(FlowException.class, () -> sampled(model, Optional.empty(), redrawn));
        Table fresh = codes(1000, false);
        float[] given =
                model.encoding().encode(fresh, TableRole.TARGET, Monitor.none()).toArray();
        for (int row = 0; row < 1000; row++) {
            given[row * 3 + row % 3] = Float.NaN;
        }
        RowMatrix filled = sampled(model, Optional.of(RowMatrix.of(given, 3)), MixedSettings.DEFAULT);
        assertTrue(legal(model, filled) >= 0.97, "share of completed rows by the rule " + legal(model, filled));
        for (int i = 0; i < given.length; i++) {
            if (!Float.isNaN(given[i])) {
                assertEquals(given[i], filled.get(i / 3, i % 3), "row " + i / 3);
            }
        }
        TableScores scores = Movers.of(model)
                .score(model, codes(200, false), Optional.empty(), ESTIMATES, TiePoints.defaults(), Monitor.none());
        double mean = -Arrays.stream(scores.logDensity()).average().orElseThrow();
        assertTrue(mean > 3.05 && mean < 3.45, "bound on -log p " + mean);
    }

    /** What the estimates of the bound have as their mean: the integral by the midpoint rule, all points of the path weighted. */
    private static double bound(MadeSequences made, int sequence) {
        int parts = 24;
        double length = Math.log(100);
        double bound = 0;
        for (int part = 0; part <= parts; part++) {
            boolean end = part == parts;
            double share = 1 - Math.exp(-(end ? length : length * (part + 0.5) / parts));
            for (int now = 0; now < MadeSequences.ALL; now++) {
                int[] symbols = MadeSequences.symbols(now);
                double chance = 1;
                double sum = 0;
                for (int k = 0; k < 3; k++) {
                    int target = MadeSequences.symbols(sequence)[k];
                    double[] p = made.probabilities(symbols, k, share, true);
                    chance *= (symbols[k] == target ? share : 0) + (1 - share) / 3;
                    sum += end
                            ? -Math.log(p[target])
                            : (symbols[k] == target ? 1 : 0)
                                    - p[symbols[k]]
                                    - (symbols[k] == target ? 0 : Math.log(p[target]));
                }
                bound += chance * sum * (end ? 1 : length / parts);
            }
        }
        return bound;
    }

    /** log p itself is that of very small leaps up to the time at which the rest is drawn. */
    @Test
    void theBoundIsThatOfTheRatesAndHolds() {
        MadeSequences made = new MadeSequences(FLOW);
        double[] grid = IntStream.rangeClosed(0, 61)
                .mapToDouble(i -> i == 61 ? 1 : 1 - Math.pow(0.01, i / 60.))
                .toArray();
        double[] law = GuidedRatesTest.leaptFromUniform(made, grid, 1);
        float[] all = new float[3 * MadeSequences.ALL];
        for (int i = 0; i < all.length; i++) {
            all[i] = MadeSequences.symbols(i / 3)[i % 3];
        }
        LogDensities scored = Movers.of(made.model())
                .logDensity(
                        made.model(),
                        RowMatrix.of(all, 3),
                        Optional.of(made.condition(MadeSequences.ALL)),
                        ESTIMATES,
                        Monitor.none());
        for (int sequence = 0; sequence < MadeSequences.ALL; sequence += 9) {
            double exact = bound(made, sequence);
            assertTrue(exact > -Math.log(law[sequence]), "sequence " + sequence + ": " + exact);
            double error = scored.orderSpread()[sequence] / Math.sqrt(60);
            assertEquals(-exact, scored.logDensity()[sequence], 5 * error + 0.01, "sequence " + sequence);
        }
    }

    @Test
    void whatUniformLabelsDoNotAllowIsRefused() {
        FlowException numbers = assertThrows(FlowException.class, () -> task(coupling(true)));
        assertTrue(numbers.getMessage().contains("modelled as numbers"), numbers.getMessage());
        for (boolean[] flags : new boolean[][] {{true, false, false}, {false, true, false}, {false, false, true}}) {
            assertThrows(
                    FlowException.class,
                    () -> new MixedFlow(
                            MadeLaw.FLOW.numbers(), true, flags[0], flags[1], flags[2], LabelSource.UNIFORM));
        }
        MixedFlow any = new MixedFlow(MadeLaw.FLOW.numbers(), true, false, false, false, LabelSource.UNIFORM);
        FlowException imputed = assertThrows(FlowException.class, () -> Completion.anyColumns(any));
        assertTrue(imputed.getMessage().contains("uniform"), imputed.getMessage());
        assertTrue(any.reflowObstacle().isPresent());
        assertTrue(Movers.of(new MadeSequences(FLOW).model()).columnScorer().isEmpty());
    }
}
