// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
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
import org.flowmatch.engine.encoding.DensityEncoding;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.Modelling;
import org.flowmatch.engine.encoding.TiePoints;
import org.flowmatch.engine.json.ModelFormat;
import org.flowmatch.engine.likelihood.Divergence;
import org.flowmatch.engine.likelihood.LikelihoodSettings;
import org.flowmatch.engine.likelihood.ProbeLaw;
import org.flowmatch.engine.likelihood.TableScores;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.FlowModelFile;
import org.flowmatch.engine.mover.Movers;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.SequenceColumns;
import org.flowmatch.engine.network.SequenceMixer;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;
import org.flowmatch.engine.sampling.Samples;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.sampling.SourceRows;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.training.AutomaticNetwork;
import org.flowmatch.engine.training.Budget;
import org.flowmatch.engine.training.Optimiser;
import org.flowmatch.engine.training.Trainer;
import org.flowmatch.engine.training.TrainingSettings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rows with a sequence beside a number and a label: p1, p2 of a, b, c are free, p3 is the letter as far behind a as both together,
 * x ~ N(place of p1, 0.25), and k is u or v, nine times of ten as p2 is a or not.
 */
class SequenceFlowTest {
    private static final String LETTERS = "abc";
    private static final int ROWS = 4000;
    private static final List<String> CODE = List.of("p1", "p2", "p3");
    private static final SequenceMixer NETWORK =
            new SequenceMixer(2, 24, 12, Activation.SILU, new TimeFeatures.Fourier(2));

    private static Coupling coupling;
    private static FlowModel model;

    private static Table table(int rows, long seed) {
        Random random = new Random(seed);
        Table.Builder builder = Table.builder(List.of(
                new ColumnInfo("x", ColumnKind.DOUBLE),
                new ColumnInfo("p1", ColumnKind.TEXT),
                new ColumnInfo("k", ColumnKind.TEXT),
                new ColumnInfo("p2", ColumnKind.TEXT),
                new ColumnInfo("p3", ColumnKind.TEXT)));
        for (int row = 0; row < rows; row++) {
            int first = random.nextInt(3);
            int second = random.nextInt(3);
            boolean u = second == 0 ^ random.nextDouble() < 0.1;
            builder.add(
                    first + 0.5 * random.nextGaussian(),
                    letter(builder, 1, first),
                    builder.dictionary(2).code(u ? "u" : "v"),
                    letter(builder, 3, second),
                    letter(builder, 4, (first + second) % 3));
        }
        return builder.build();
    }

    private static double letter(Table.Builder builder, int column, int place) {
        return builder.dictionary(column).code(LETTERS.substring(place, place + 1));
    }

    private static Coupling coupling(Modelling modelling) {
        return Coupling.fit(
                new CouplingSettings.Independent(true),
                table(ROWS, 1),
                Optional.empty(),
                EncodingSettings.defaults().with(modelling),
                1,
                Monitor.none());
    }

    @BeforeAll
    static void train() {
        coupling = coupling(Modelling.AUTOMATIC.withSequences(List.of(CODE)));
        TrainingSettings settings = TrainingSettings.defaults()
                .withBudget(new Budget.Steps(1200))
                .withBatchSize(128)
                .withOptimiser(Optimiser.defaults().withLearningRate(6e-3))
                .withEmaDecay(0.99);
        model = Trainer.train(
                        coupling, MixedRegression.of(MadeLaw.FLOW), NETWORK, settings, Optional.empty(), Monitor.none())
                .model();
    }

    private static Table sample(FlowModel of, int rows, Optional<RowMatrix> given) {
        RowMatrix start = SourceRows.unitNoise(
                of.encoding().space(), new KeyedRandom(5, Purpose.SAMPLE_NOISE), rows, Monitor.none());
        Samples samples = new MixedMover((MixedFlow) of.dynamics())
                .complete(of, start, given, Optional.empty(), SamplingSettings.of(Solver.MIDPOINT, 15), Monitor.none());
        return of.encoding().decode(samples.end(), Monitor.none());
    }

    private static int place(Table table, int row, int column) {
        return LETTERS.indexOf(table.dictionary(column).text((int) table.get(row, column)));
    }

    private static double share(Table table) {
        return IntStream.range(0, table.rows())
                        .filter(row -> (place(table, row, 1) + place(table, row, 3)) % 3 == place(table, row, 4))
                        .count()
                / (double) table.rows();
    }

    /** Chance would have a third of the rows follow the rule. */
    @Test
    void sampledSequencesFollowTheirRuleAndNumbersFollowThem() {
        Table made = sample(model, 1000, Optional.empty());
        assertTrue(share(made) >= 0.98, "share of rows by the rule " + share(made));
        for (int letter = 0; letter < 3; letter++) {
            int at = letter;
            double mean = IntStream.range(0, 1000)
                    .filter(row -> place(made, row, 1) == at)
                    .mapToDouble(row -> made.get(row, 0))
                    .average()
                    .orElseThrow();
            assertEquals(letter, mean, 0.15, "mean of x beside letter " + letter);
        }
    }

    /** Any positions may be given, in the midst of a row. */
    @Test
    void givenPositionsStayAndTheOthersFollow() {
        Table fresh = table(900, 2);
        float[] given =
                model.encoding().encode(fresh, TableRole.TARGET, Monitor.none()).toArray();
        int d = model.columns();
        for (int row = 0; row < 900; row++) {
            for (int i = 0; i < d; i++) {
                given[row * d + i] = i == 1 + row % 3 || i == 0 ? Float.NaN : given[row * d + i];
            }
        }
        Table filled = sample(model, 900, Optional.of(RowMatrix.of(given, d)));
        assertTrue(share(filled) >= 0.98, "share of rows by the rule " + share(filled));
        for (int row = 0; row < 900; row++) {
            int open = 1 + row % 3;
            for (int column : new int[] {1, 2, 3, 4}) {
                if (column != open) {
                    assertEquals(
                            fresh.dictionary(column).text((int) fresh.get(row, column)),
                            filled.dictionary(column).text((int) filled.get(row, column)));
                }
            }
        }
    }

    /** log p of a row is -log 9 + log N(x; p1, 0.25) + log of .9 or .1 of k, per unit of x. */
    @Test
    void theDensityIsNearThatOfTheLaw() {
        Table fresh = table(200, 3);
        LikelihoodSettings settings = new LikelihoodSettings(
                SamplingSettings.of(Solver.RK4, 12), Divergence.EXACT, 6, ProbeLaw.RADEMACHER, 0);
        TableScores scores =
                Movers.of(model).score(model, fresh, Optional.empty(), settings, TiePoints.defaults(), Monitor.none());
        double unit = Math.log(
                DensityEncoding.of(model.encoding(), TiePoints.defaults()).units()[0]);
        double error = IntStream.range(0, 200)
                .mapToDouble(row -> {
                    boolean u =
                            fresh.dictionary(2).text((int) fresh.get(row, 2)).equals("u");
                    boolean usual = u == (place(fresh, row, 3) == 0);
                    double expected = -Math.log(9)
                            + Math.log(usual ? 0.9 : 0.1)
                            + MixedLaw.normal(fresh.get(row, 0), place(fresh, row, 1), 0.5)
                            + unit;
                    return Math.abs(scores.logDensity()[row] - expected);
                })
                .average()
                .orElseThrow();
        assertTrue(error <= 0.35, "mean absolute error " + error);
    }

    private static Samples drawn(int steps, MixedSettings labels) {
        RowMatrix start = SourceRows.unitNoise(
                model.encoding().space(), new KeyedRandom(5, Purpose.SAMPLE_NOISE), 1000, Monitor.none());
        return new MixedMover((MixedFlow) model.dynamics(), labels)
                .move(model, start, Optional.empty(), SamplingSettings.of(Solver.EULER, steps), Monitor.none());
    }

    private static double shareOf(Samples samples) {
        return share(model.encoding().decode(samples.end(), Monitor.none()));
    }

    /** In two steps two of the three positions fall together, in a third of the rows all that matters; chance has a third of these right. */
    @Test
    void labelsThatAreDrawnTogetherCostLessAndKnowLessOfEachOther() {
        Samples after = drawn(2, MixedSettings.DEFAULT);
        Samples together = drawn(2, new MixedSettings(1, false, true, 0));
        assertTrue(shareOf(after) >= 0.97, "one after another " + shareOf(after));
        assertTrue(shareOf(together) < 0.85, "together " + shareOf(together));
        assertEquals(2, together.nfe());
        assertTrue(after.nfe() > 3);
    }

    /** One position that is drawn again, given what the others became, mends a row; rows stay as probable as they were. */
    @Test
    void redrawingMendsWhatWasDrawnTogether() {
        for (boolean together : new boolean[] {true, false}) {
            Samples samples = drawn(2, new MixedSettings(1, false, together, 3));
            Table made = model.encoding().decode(samples.end(), Monitor.none());
            assertTrue(share(made) >= 0.97, "together " + together + ", redrawn " + share(made));
            for (int letter = 0; letter < 3; letter++) {
                int at = letter;
                long count = IntStream.range(0, 1000)
                        .filter(row -> place(made, row, 1) == at)
                        .count();
                assertEquals(1000 / 3., count, 75, "rows with letter " + letter);
            }
        }
    }

    @Test
    void labelsAreDrawnFirstOrTogetherOrAgain() {
        assertThrows(FlowException.class, () -> new MixedSettings(1, true, true, 0));
        assertThrows(FlowException.class, () -> new MixedSettings(1, true, false, 1));
        assertThrows(FlowException.class, () -> new MixedSettings(1, false, false, 101));
    }

    @Test
    void aStoredModelKnowsWhereItsSequencesAre(@TempDir Path folder) {
        Path file = folder.resolve("model.flow");
        FlowModelFile.write(model, file);
        FlowModel read = FlowModelFile.read(file);
        assertEquals(model.network(), read.network());
        assertEquals(ModelFormat.VERSION_4, read.network().since());
        SequenceMixer mixer = assertInstanceOf(SequenceMixer.class, read.network());
        assertEquals(SequenceColumns.of(coupling.encoding()), mixer.columns());
        assertArrayEquals(
                sample(model, 64, Optional.empty()).column(0),
                sample(read, 64, Optional.empty()).column(0));
    }

    @Test
    void theAutomaticNetworkIsAMixerWhereThereIsASequence() {
        SequenceMixer mixer = assertInstanceOf(SequenceMixer.class, AutomaticNetwork.of(coupling));
        assertEquals(SequenceColumns.of(coupling.encoding()), mixer.columns());
        assertEquals(
                "a mixer of 3 blocks of 64 channels that mix tokens by 16 units, with SILU and 4 time frequencies and waves"
                        + " of 1 numbers at [2, 6, 16]",
                mixer.describe());
    }

    /** Without flags of given numbers: the labels are drawn first, and the network sees as much. */
    @Test
    void theFlowOfTheNumbersKnowsTheSameSequences() {
        FlowModel ofNumbers = FlowOfNumbers.of(model);
        assertInstanceOf(LabelsFirstFlow.class, ofNumbers.dynamics());
        assertEquals(
                ofNumbers
                        .network()
                        .layout(ofNumbers.inputs(), ofNumbers.outputs())
                        .size(),
                ofNumbers.weights().length);
        RowMatrix start = SourceRows.unitNoise(
                model.encoding().space(), new KeyedRandom(5, Purpose.SAMPLE_NOISE), 500, Monitor.none());
        Table made = model.encoding()
                .decode(
                        Movers.of(ofNumbers)
                                .move(
                                        ofNumbers,
                                        start,
                                        Optional.empty(),
                                        SamplingSettings.of(Solver.MIDPOINT, 15),
                                        Monitor.none())
                                .end(),
                        Monitor.none());
        assertTrue(share(made) >= 0.95, "share of rows by the rule " + share(made));
    }

    @Test
    void aMixerNeedsASequence() {
        FlowException refused = assertThrows(
                FlowException.class,
                () -> Trainer.train(
                        coupling(Modelling.AUTOMATIC),
                        MixedRegression.of(MadeLaw.FLOW),
                        NETWORK,
                        TrainingSettings.defaults().withBudget(new Budget.Steps(1)),
                        Optional.empty(),
                        Monitor.none()));
        assertEquals(
                "The network is one for sequences of labels, but the coupling has none. Name the columns of a sequence in"
                        + " Flow Coupling, or choose another network.",
                refused.getMessage());
    }
}
