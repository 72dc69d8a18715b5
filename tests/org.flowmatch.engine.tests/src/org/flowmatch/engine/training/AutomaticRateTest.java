// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.KeptPosition;
import org.flowmatch.engine.encoding.Modelling;
import org.flowmatch.engine.example.ExampleDistribution;
import org.flowmatch.engine.mixed.PathTasks;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.SequenceMixer;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.objective.Objective;
import org.flowmatch.engine.path.LinearPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The learning rate of an automatic budget, as the model keeps it. */
class AutomaticRateTest {
    @ParameterizedTest
    @CsvSource({
        "4096, 16, 0.002, 0.005",
        "4096, 16, 0.0004, 0.001",
        "4096, 16, 0.003, 0.005",
        "4096, 16, 0.01, 0.01",
        "4095, 16, 0.002, 0.002",
        "4096, 257, 0.002, 0.002"
    })
    void manyRowsAreLearntFaster(int rows, int width, double chosen, double used) {
        TrainingSettings settings = TrainingSettings.defaults().withBudget(new Budget.Automatic(0.05));
        assertEquals(used, kept(rows, width, settings, chosen), 1e-12);
    }

    @ParameterizedTest
    @CsvSource("4096, 16, 0.002")
    void aChosenNumberOfStepsIsLearntAtTheChosenRate(int rows, int width, double chosen) {
        TrainingSettings settings = TrainingSettings.defaults().withBudget(new Budget.Steps(5));
        assertEquals(chosen, kept(rows, width, settings, chosen), 1e-12);
    }

    /** Which of the two ways to learn few rows the model was learnt by, of text columns p1 to p6 that are a sequence. */
    private static JsonObject kept(List<String> rows) {
        List<String> names = IntStream.rangeClosed(1, 6).mapToObj(k -> "p" + k).toList();
        Table.Builder builder = Table.builder(names.stream()
                .map(name -> new ColumnInfo(name, ColumnKind.TEXT))
                .toList());
        for (String row : rows) {
            double[] codes = new double[6];
            Arrays.setAll(codes, k -> builder.dictionary(k).code(row.substring(k, k + 1)));
            builder.add(codes);
        }
        Coupling coupling = Coupling.fit(
                new CouplingSettings.Independent(true),
                builder.build(),
                Optional.empty(),
                EncodingSettings.defaults().with(Modelling.AUTOMATIC.withSequences(List.of(names))),
                1,
                Monitor.none());
        return Trainer.train(
                        coupling,
                        PathTasks.of(coupling, new LinearPath(), Objective.defaults(), true),
                        new SequenceMixer(2, 16, 8, Activation.SILU, new TimeFeatures.Raw()),
                        TrainingSettings.defaults().withBudget(new Budget.Automatic(0.2)),
                        Optional.empty(),
                        Monitor.none())
                .model()
                .provenance()
                .trainingSettings();
    }

    /** Four symbols follow from the first two: an exact rule, which little decay learns further. */
    @Test
    void anExactRuleOfFewSequencesIsLearntLong() {
        Random random = new Random(1);
        JsonObject kept = kept(IntStream.range(0, 600)
                .mapToObj(row -> {
                    int a = random.nextInt(3);
                    int b = random.nextInt(3);
                    return "" + a + b + (a + b) % 3 + (a + 2 * b) % 3 + a + b;
                })
                .toList());
        assertEquals(0.03, kept.getAsJsonObject("optimiser").get("weightDecay").getAsDouble(), 1e-12);
        assertEquals(
                0.005, kept.getAsJsonObject("optimiser").get("learningRate").getAsDouble(), 1e-12);
        assertEquals(128, kept.get("batchSize").getAsInt());
    }

    /** Of a few thousand rows: what few rows have would be learnt by heart, and other columns are learnt sooner. */
    @ParameterizedTest
    @CsvSource({"1100, false, 2000", "1000, false, 0", "1100, true, 0"})
    void positionsAloneTakeManyPasses(int rows, boolean others, int passes) {
        Table table = ExampleDistribution.SPHERE.sample(rows, 0, 2, 1);
        Coupling coupling = Coupling.fit(
                new CouplingSettings.Independent(false),
                others ? table.beside(SmallTables.normal(rows, "x")) : table,
                Optional.empty(),
                EncodingSettings.defaults()
                        .with(Modelling.AUTOMATIC)
                        .keeping(List.of(new KeptPosition("latitude", "longitude"))),
                1,
                Monitor.none());
        JsonObject budget = Trainer.train(
                        coupling,
                        PathTasks.of(coupling, new LinearPath(), Objective.defaults(), true),
                        new Mlp(List.of(8), Activation.SILU, new TimeFeatures.Raw()),
                        TrainingSettings.defaults().withBudget(new Budget.Automatic(0.05)),
                        Optional.empty(),
                        Monitor.none())
                .model()
                .provenance()
                .trainingSettings()
                .getAsJsonObject("budget");
        assertEquals(passes, budget.has("passes") ? budget.get("passes").getAsInt() : 0, budget.toString());
    }

    private static double kept(int rows, int width, TrainingSettings settings, double rate) {
        Coupling coupling = SmallTables.coupling(rows, "x", "y");
        Mlp network = new Mlp(List.of(width), Activation.SILU, new TimeFeatures.Raw());
        return Trainer.train(
                        coupling,
                        new LinearPath(),
                        network,
                        settings.withOptimiser(settings.optimiser().withLearningRate(rate)),
                        Optional.empty(),
                        Monitor.none())
                .model()
                .provenance()
                .trainingSettings()
                .getAsJsonObject("optimiser")
                .get("learningRate")
                .getAsDouble();
    }
}
