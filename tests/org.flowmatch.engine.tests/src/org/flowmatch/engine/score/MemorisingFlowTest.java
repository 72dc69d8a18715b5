// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.Modelling;
import org.flowmatch.engine.mixed.MixedRegression;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.mover.Movers;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.objective.Objective;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.NormalQuantile;
import org.flowmatch.engine.random.Purpose;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.sampling.SourceRows;
import org.flowmatch.engine.score.ModelDensities.Rows;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.training.Budget;
import org.flowmatch.engine.training.Optimiser;
import org.flowmatch.engine.training.Trainer;
import org.flowmatch.engine.training.TrainingSettings;
import org.flowmatch.engine.training.Validation;
import org.junit.jupiter.api.Test;

/** Attacks on trained flows: on those that have seen 200 rows until they know them by heart, and on one that has not. */
class MemorisingFlowTest {
    private static final int FEW = 200;
    private static final int OTHERS = 500;
    private static final List<ColumnInfo> LABELS =
            List.of(new ColumnInfo("region", ColumnKind.TEXT), new ColumnInfo("member", ColumnKind.TEXT));
    private static final List<ColumnInfo> NUMBERS = List.of("age", "income", "rent", "size").stream()
            .map(name -> new ColumnInfo(name, ColumnKind.DOUBLE))
            .toList();

    /** Measured: 0.94 by distance, 0.99 by density. */
    @Test
    void aFlowOfLabelsAndNumbersThatMemorisesIsAttackedWithSuccess() {
        Table training = people(FEW, 1);
        PrivacyScore score = attack(mixed(training, 192, 6_000, 4e-3), training);
        assertTrue(score.membershipByDistance().orElseThrow().low() >= 0.8, score.toString());
        assertTrue(score.membershipByDensity().orElseThrow().low() >= 0.8, score.toString());
    }

    /** Measured: 0.90 by distance, 0.96 by density. */
    @Test
    void aFlowOfNumbersThatMemorisesIsAttackedWithSuccess() {
        Table training = people(FEW, 1).choose(NUMBERS);
        Coupling coupling = coupling(training, EncodingSettings.defaults());
        FlowModel model = Trainer.train(
                        coupling,
                        new LinearPath(),
                        network(128),
                        settings(12_000, 4e-3),
                        Optional.empty(),
                        Monitor.none())
                .model();
        PrivacyScore score = attack(model, training);
        assertTrue(score.membershipByDistance().orElseThrow().value() >= 0.8, score.toString());
        assertTrue(score.membershipByDensity().orElseThrow().low() >= 0.8, score.toString());
    }

    @Test
    void aFlowThatDoesNotMemoriseIsAttackedInVain() {
        Table training = people(20_000, 1);
        PrivacyScore score = attack(mixed(training, 64, 2_000, 2e-3), training);
        assertTrue(score.membershipByDistance().orElseThrow().holds(0.5), score.toString());
        assertTrue(score.membershipByDensity().orElseThrow().holds(0.5), score.toString());
    }

    @Test
    void whatCannotBeAttackedByDensityIsRefused() {
        Table training = people(FEW, 1);
        FlowModel unscored = Trainer.train(
                        coupling(training, EncodingSettings.defaults().with(Modelling.AUTOMATIC)),
                        new MixedRegression(new LinearPath(), Objective.defaults(), false, 0),
                        network(8),
                        settings(1, 1e-3),
                        Optional.empty(),
                        Monitor.none())
                .model();
        FlowException error = assertThrows(FlowException.class, () -> densities(unscored, training));
        assertTrue(error.problem().startsWith("Membership cannot be inferred by the density"), error.problem());
        assertTrue(error.remedy().contains("connect no model"), error.remedy());
        FlowModel scored = mixed(training, 8, 1, 1e-3);
        error = assertThrows(FlowException.class, () -> densities(scored, training.select(new int[] {0, 1, 2})));
        assertEquals(
                "The model can score 3 rows of the real training table, but at least 20 are needed.", error.problem());
    }

    private static PrivacyScore attack(FlowModel model, Table training) {
        RowMatrix start = SourceRows.start(model, 1_000, 5, Monitor.none());
        RowMatrix end = Movers.of(model)
                .move(model, start, Optional.empty(), SamplingSettings.of(Solver.HEUN, 50), Monitor.none())
                .end();
        Table made = model.encoding().decode(end, Monitor.none());
        Synthetic synthetic = new Synthetic("made", made, Optional.of(densities(model, training)));
        return TableScore.of(
                        training,
                        List.of(synthetic),
                        Optional.of(others(training)),
                        SmallEffort.settings(),
                        Monitor.none())
                .tables()
                .get(0)
                .privacy();
    }

    private static LogDensities densities(FlowModel model, Table training) {
        return ModelDensities.of(
                model,
                new Rows(training, Optional.empty()),
                new Rows(others(training), Optional.empty()),
                SmallEffort.settings(),
                Monitor.none());
    }

    private static Table others(Table training) {
        return people(training.rows() > OTHERS ? 2_000 : OTHERS, 2).choose(training.columns());
    }

    private static FlowModel mixed(Table training, int width, int steps, double rate) {
        return Trainer.train(
                        coupling(training, EncodingSettings.defaults().with(Modelling.AUTOMATIC)),
                        new MixedRegression(new LinearPath(), Objective.defaults(), true, 0.75),
                        network(width),
                        settings(steps, rate),
                        Optional.empty(),
                        Monitor.none())
                .model();
    }

    private static Coupling coupling(Table training, EncodingSettings encoding) {
        return Coupling.fit(
                new CouplingSettings.Independent(), training, Optional.empty(), encoding, 1, Monitor.none());
    }

    private static Mlp network(int width) {
        return new Mlp(List.of(width, width, width), Activation.SILU, new TimeFeatures.Fourier(4));
    }

    private static TrainingSettings settings(int steps, double rate) {
        return TrainingSettings.defaults()
                .withBudget(new Budget.Steps(steps))
                .withBatchSize(200)
                .withOptimiser(Optimiser.defaults().withLearningRate(rate))
                .withEmaDecay(0.99)
                .withValidation(Validation.none());
    }

    private static Table people(int rows, long seed) {
        KeyedRandom random = new KeyedRandom(seed, Purpose.EXAMPLE, 9);
        Table.Builder builder =
                Table.builder(Stream.concat(LABELS.stream(), NUMBERS.stream()).toList());
        for (int row = 0; row < rows; row++) {
            int region = random.below(4, row, 0);
            double age = 20 + 60 * random.uniform(row, 1);
            double income = 10 + 0.5 * age + 10 * region + 20 * NormalQuantile.of(random.uniform(row, 2));
            double rent = 0.3 * income + 5 * NormalQuantile.of(random.uniform(row, 3));
            builder.add(
                    builder.dictionary(0).code("region " + region),
                    builder.dictionary(1).code(random.uniform(row, 5) < age / 80 ? "yes" : "no"),
                    age,
                    income,
                    rent,
                    30 + 90 * random.uniform(row, 4));
        }
        return builder.build();
    }
}
