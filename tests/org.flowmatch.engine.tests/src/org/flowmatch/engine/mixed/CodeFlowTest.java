// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.encoding.CodeLabels;
import org.flowmatch.engine.encoding.DensityEncoding;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.GivenTable;
import org.flowmatch.engine.encoding.Modelling;
import org.flowmatch.engine.encoding.TiePoints;
import org.flowmatch.engine.likelihood.Divergence;
import org.flowmatch.engine.likelihood.LikelihoodSettings;
import org.flowmatch.engine.likelihood.ProbeLaw;
import org.flowmatch.engine.likelihood.TableScores;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.FlowModelFile;
import org.flowmatch.engine.mover.Movers;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.SequenceMixer;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;
import org.flowmatch.engine.sampling.FlowTable;
import org.flowmatch.engine.sampling.RecordedFlow;
import org.flowmatch.engine.sampling.Samples;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.sampling.SourceRows;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.training.Budget;
import org.flowmatch.engine.training.Optimiser;
import org.flowmatch.engine.training.Trainer;
import org.flowmatch.engine.training.TrainingSettings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rows with a column of codes: one or two letters of a, b, c, alike often, then the letter as far behind a as all together; one code
 * in ten is missing. x ~ N(letters of the code, 0.25), 0 for a missing one, and k is u or v, nine times of ten as the code begins with a or
 * not, u for a missing one.
 */
class CodeFlowTest {
    private static final String LETTERS = "abc";
    private static final int ROWS = 6000;
    private static final int CODE = 1;
    private static final Optional<String> MARK = Optional.of("?");
    private static final SequenceMixer NETWORK =
            new SequenceMixer(2, 32, 16, Activation.SILU, new TimeFeatures.Fourier(2));

    private static FlowModel model;

    private static String code(Random random) {
        StringBuilder code = new StringBuilder();
        int sum = 0;
        for (int k = random.nextBoolean() ? 1 : 2; k > 0; k--) {
            int place = random.nextInt(3);
            sum += place;
            code.append(LETTERS.charAt(place));
        }
        return code.append(LETTERS.charAt(sum % 3)).toString();
    }

    private static boolean valid(String code) {
        int sum = 0;
        for (int k = 0; k < code.length() - 1; k++) {
            sum += LETTERS.indexOf(code.charAt(k));
        }
        return (code.length() == 2 || code.length() == 3) && sum % 3 == LETTERS.indexOf(code.charAt(code.length() - 1));
    }

    private static Table table(int rows, long seed) {
        Random random = new Random(seed);
        Table.Builder builder = Table.builder(List.of(
                new ColumnInfo("x", ColumnKind.DOUBLE),
                new ColumnInfo("code", ColumnKind.TEXT),
                new ColumnInfo("k", ColumnKind.TEXT)));
        for (int row = 0; row < rows; row++) {
            String code = random.nextInt(10) == 0 ? null : code(random);
            boolean u = code == null || (code.startsWith("a") ^ random.nextInt(10) == 0);
            builder.add(
                    (code == null ? 0 : code.length()) + 0.5 * random.nextGaussian(),
                    code == null ? Double.NaN : builder.dictionary(CODE).code(code),
                    builder.dictionary(2).code(u ? "u" : "v"));
        }
        return builder.build();
    }

    @BeforeAll
    static void train() {
        Coupling coupling = Coupling.fit(
                new CouplingSettings.Independent(true),
                table(ROWS, 1),
                Optional.empty(),
                EncodingSettings.defaults().with(Modelling.AUTOMATIC.withSequences(List.of(List.of("code")))),
                1,
                Monitor.none());
        TrainingSettings settings = TrainingSettings.defaults()
                .withBudget(new Budget.Steps(2400))
                .withBatchSize(192)
                .withOptimiser(Optimiser.defaults().withLearningRate(6e-3))
                .withEmaDecay(0.99);
        model = Trainer.train(
                        coupling, MixedRegression.of(MadeLaw.FLOW), NETWORK, settings, Optional.empty(), Monitor.none())
                .model();
    }

    private static Table sample(int rows, Optional<GivenTable> given) {
        RowMatrix start = SourceRows.unitNoise(
                model.encoding().space(), new KeyedRandom(5, Purpose.SAMPLE_NOISE), rows, Monitor.none());
        Samples samples = new MixedMover((MixedFlow) model.dynamics())
                .complete(
                        model,
                        start,
                        given.map(cells -> cells.encode(Monitor.none())),
                        Optional.empty(),
                        SamplingSettings.of(Solver.MIDPOINT, 15),
                        Monitor.none());
        Table made = model.encoding().decode(samples.end(), Monitor.none());
        return given.map(cells -> cells.restore(made, 0)).orElse(made);
    }

    /** null for a missing one. */
    private static String text(Table table, int row, int column) {
        double cell = table.get(row, column);
        return Double.isNaN(cell) ? null : table.dictionary(column).text((int) cell);
    }

    private static List<String> codes(Table table) {
        return IntStream.range(0, table.rows())
                .mapToObj(row -> text(table, row, CODE))
                .toList();
    }

    private static double share(List<String> codes) {
        return codes.stream().filter(code -> code != null && valid(code)).count() / (double) codes.size();
    }

    /** Of letters alone a third would be valid; one code in ten is missing, and half of the others have two letters. */
    @Test
    void sampledCodesAreValidOfBothLengthsAndMissingAsOften() {
        Table made = sample(2000, Optional.empty());
        List<String> codes = codes(made);
        long missing = codes.stream().filter(code -> code == null).count();
        List<String> present = codes.stream().filter(code -> code != null).toList();
        assertTrue(share(present) >= 0.97, "share of valid codes " + share(present));
        assertEquals(200, missing, 60);
        long two = present.stream().filter(code -> code.length() == 2).count();
        assertEquals(0.5, two / (double) present.size(), 0.06);
        for (int length : new int[] {2, 3}) {
            double mean = IntStream.range(0, 2000)
                    .filter(row -> codes.get(row) != null && codes.get(row).length() == length)
                    .mapToDouble(row -> made.get(row, 0))
                    .average()
                    .orElseThrow();
            assertEquals(length, mean, 0.2, "mean of x beside codes of " + length);
        }
    }

    private static GivenTable given(Table cells) {
        return GivenTable.of(model.encoding(), cells, Set.of(), Set.of(), MARK);
    }

    /** A code with one of its places open is the only valid one. */
    @Test
    void givenPlacesStayAndTheOthersFollow() {
        Table fresh = table(1200, 2);
        List<String> whole = codes(fresh);
        Random random = new Random(3);
        List<String> marked = new ArrayList<>();
        for (String code : whole) {
            int open = code == null ? 0 : random.nextInt(code.length() - 1);
            marked.add(code == null ? null : code.substring(0, open) + "?" + code.substring(open + 1));
        }
        List<String> filled = codes(sample(1200, Optional.of(given(Table.texts("code", marked)))));
        int right = 0;
        int count = 0;
        for (int row = 0; row < 1200; row++) {
            String code = marked.get(row);
            if (code != null) {
                String made = filled.get(row);
                assertEquals(code.length(), made.length(), code + " became " + made);
                for (int k = 0; k < code.length(); k++) {
                    assertTrue(code.charAt(k) == '?' || code.charAt(k) == made.charAt(k), code + " became " + made);
                }
                count++;
                right += made.equals(whole.get(row)) ? 1 : 0;
            }
        }
        assertTrue(right >= 0.97 * count, right + " of " + count);
    }

    /** Nine of ten codes beside v do not begin with a, and beside a number of 3 mostly have three letters. */
    @Test
    void codesFollowGivenPropertiesAndPropertiesGivenCodes() {
        Table beside = Table.numbers(
                        "x", IntStream.range(0, 1000).mapToDouble(row -> 3).toArray())
                .beside(Table.texts(
                        "k",
                        Arrays.asList(new String[1000]).stream()
                                .map(none -> "v")
                                .toList()));
        List<String> codes = codes(sample(1000, Optional.of(given(beside))));
        assertTrue(share(codes) >= 0.96, "share of valid codes " + share(codes));
        assertTrue(codes.stream().filter(code -> code.length() == 3).count() >= 820);
        // among codes that begin with a one of ten is beside v, among the two thirds of others nine
        assertEquals(
                0.1 / 1.9, codes.stream().filter(code -> code.startsWith("a")).count() / 1000.0, 0.03);
        Table made = sample(
                600,
                Optional.of(given(Table.texts(
                        "code",
                        Arrays.asList(new String[600]).stream()
                                .map(none -> "ba")
                                .toList()))));
        assertEquals(2, Arrays.stream(made.column(0)).average().orElseThrow(), 0.3);
    }

    /** Of a label that says only where the code begins the most frequent code of some draws is a valid one. */
    @Test
    void missingCodesAreFilledByValidOnes() {
        Table some = table(500, 4);
        Table fresh = some.select(IntStream.range(0, 500)
                .filter(row -> text(some, row, CODE) != null)
                .limit(400)
                .toArray());
        Table lacking = Table.texts("code", Arrays.asList(new String[400]))
                .beside(fresh.choose(
                        List.of(fresh.columns().get(0), fresh.columns().get(2))));
        ImputationSettings settings =
                new ImputationSettings(SamplingSettings.of(Solver.MIDPOINT, 10), 10, Optional.empty(), 1);
        Imputed imputed =
                new Imputation(model, lacking, Optional.empty(), settings, Monitor.none()).best(Monitor.none());
        List<String> codes = IntStream.range(0, 400)
                .mapToObj(row -> text(imputed.table(), row, 0))
                .toList();
        assertTrue(share(codes) >= 0.95, "share of valid codes " + share(codes));
        assertTrue(new HashSet<>(codes).size() >= 10);
        double[] chances = imputed.chances().get("code");
        assertTrue(Arrays.stream(chances).allMatch(chance -> chance >= 0.1 && chance <= 1));
    }

    /** log p of a row is log of .1 or .45 / 3^(letters - 1), + log N(x) + log of .9 or .1 of k, per unit of x. */
    @Test
    void theDensityIsNearThatOfTheLaw() {
        Table fresh = table(200, 5);
        LikelihoodSettings settings = new LikelihoodSettings(
                SamplingSettings.of(Solver.RK4, 12), Divergence.EXACT, 6, ProbeLaw.RADEMACHER, 0);
        TableScores scores =
                Movers.of(model).score(model, fresh, Optional.empty(), settings, TiePoints.defaults(), Monitor.none());
        double unit = Math.log(
                DensityEncoding.of(model.encoding(), TiePoints.defaults()).units()[0]);
        double error = IntStream.range(0, 200)
                .mapToDouble(row -> {
                    String code = text(fresh, row, CODE);
                    boolean u = text(fresh, row, 2).equals("u");
                    boolean usual = code == null || u == code.startsWith("a");
                    int letters = code == null ? 0 : code.length();
                    double ofCode = code == null ? Math.log(0.1) : Math.log(0.45) - (letters - 1) * Math.log(3);
                    double ofLabel = code == null ? 0 : Math.log(usual ? 0.9 : 0.1);
                    double expected = ofCode + ofLabel + MixedLaw.normal(fresh.get(row, 0), letters, 0.5) + unit;
                    return Math.abs(scores.logDensity()[row] - expected);
                })
                .average()
                .orElseThrow();
        assertTrue(error <= 0.4, "mean absolute error " + error);
        double[][] shares = Movers.of(model)
                .columnScorer()
                .orElseThrow()
                .shares(model, fresh, Optional.empty(), settings, TiePoints.defaults(), Monitor.none());
        double[][] summed = CodeLabels.of(model.encoding()).summed(shares);
        int first = model.encoding().standIns()[CODE];
        for (int row = 0; row < 200; row++) {
            int at = row;
            double sum = IntStream.range(first, first + 3)
                    .mapToDouble(c -> shares[c][at])
                    .sum();
            assertEquals(sum, summed[first][row], 1e-9);
            assertEquals(0, summed[first + 1][row]);
        }
    }

    /** A code that is open or partly known is nothing until all of its places are known. */
    @Test
    void recordedRowsEndAsTheSampledOnes() {
        List<String> marked = IntStream.range(0, 60)
                .mapToObj(row -> row % 2 == 0 ? "a?" : null)
                .toList();
        GivenTable given = given(Table.texts("code", marked));
        RowMatrix start = SourceRows.unitNoise(
                model.encoding().space(), new KeyedRandom(6, Purpose.SAMPLE_NOISE), 60, Monitor.none());
        Samples samples = new MixedMover((MixedFlow) model.dynamics())
                .complete(
                        model,
                        start,
                        Optional.of(given.encode(Monitor.none())),
                        Optional.empty(),
                        SamplingSettings.of(Solver.EULER, 8).withRecording(true),
                        Monitor.none());
        RecordedFlow flow = samples.recorded().orElseThrow();
        FlowTable table =
                FlowTable.of(flow, model.encoding(), true, Monitor.none()).with(given.select(flow.rows()));
        Table end = given.restore(model.encoding().decode(samples.end(), Monitor.none()), 0);
        assertEquals(
                table.texts().get(CODE).stream().sorted().toList(),
                table.texts().get(CODE));
        int last = (flow.times().length - 1) * flow.rows().length;
        for (int row = 0; row < flow.rows().length; row++) {
            double cell = table.cells()[CODE][last + row];
            String shown = Double.isNaN(cell) ? null : table.texts().get(CODE).get((int) cell);
            assertEquals(text(end, flow.rows()[row], CODE), shown);
            assertTrue(Double.isNaN(table.cells()[CODE][row]) && table.open()[CODE][row], "known from the start");
        }
    }

    @Test
    void aStoredModelMakesTheSameCodes(@TempDir Path folder) {
        Path file = folder.resolve("model.flow");
        FlowModelFile.write(model, file);
        FlowModel read = FlowModelFile.read(file);
        assertEquals(model.encoding(), read.encoding());
        assertEquals(
                3,
                assertInstanceOf(SequenceMixer.class, read.network()).columns().positions());
    }
}
