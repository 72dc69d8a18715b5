// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.likelihood;

import static org.flowmatch.knime.Messages.assertExecutionFails;
import static org.flowmatch.knime.Messages.assertRefused;
import static org.flowmatch.knime.NodeBench.SOURCE_ROWS;
import static org.flowmatch.knime.NodeBench.column;
import static org.flowmatch.knime.NodeBench.configure;
import static org.flowmatch.knime.NodeBench.node;
import static org.flowmatch.knime.NodeBench.nodeWith;
import static org.flowmatch.knime.NodeBench.quickLearner;
import static org.flowmatch.knime.NodeBench.row;
import static org.flowmatch.knime.NodeBench.rows;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.flowmatch.knime.NodeBench;
import org.flowmatch.knime.path.ConditionalPathNodeFactory;
import org.flowmatch.knime.port.FlowModelPortObject;
import org.flowmatch.knime.sampler.FlowSamplerNodeFactory;
import org.flowmatch.standin.NodeHandle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObject;

class FlowLikelihoodNodeTest {
    private static final String LOG_DENSITY = "log density";

    @TempDir
    Path folder;

    private NodeBench bench;

    @BeforeEach
    void prepare() {
        bench = new NodeBench(folder);
    }

    private FlowModelPortObject model(BufferedDataTable target, Object... coupling) throws Exception {
        return bench.first(quickLearner("steps", 200L), bench.path(target, coupling));
    }

    private FlowModelPortObject plainModel() throws Exception {
        return model(bench.numbers(100), "scaling", "STANDARDISE");
    }

    /** Normal numbers of mean 5,000 and standard deviation 1,000 in one column. */
    private BufferedDataTable thousands(int count) {
        Random random = new Random(3);
        List<List<Object>> cells = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            cells.add(row(5000 + 1000 * random.nextGaussian()));
        }
        return bench.table(List.of("x"), cells);
    }

    private BufferedDataTable grid(double from, double to, int count) {
        List<List<Object>> cells = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            cells.add(row(from + (to - from) * i / (count - 1)));
        }
        return bench.table(List.of("x"), cells);
    }

    @Test
    void densityInOriginalUnitsIntegratesToOne() throws Exception {
        BufferedDataTable target = thousands(300);
        // eight standard deviations each way: what a density leaves beyond is far below the tolerance
        int count = 1601;
        BufferedDataTable grid = grid(-3000, 13_000, count);
        for (String scaling : List.of("STANDARDISE", "QUANTILE")) {
            FlowModelPortObject model = model(target, "scaling", scaling);
            double[] logDensity = column(bench.first(scorer("solver/steps", 20), model, grid), LOG_DENSITY);
            // the density of a quantile column is per robust standard deviation
            double unit = scaling.equals("QUANTILE") ? robustDeviation(column(target, "x")) : 1;
            double integral = 0;
            for (double value : logDensity) {
                integral += Math.exp(value) * 16_000 / (count - 1) / unit;
            }
            assertEquals(1, integral, 0.02, scaling);
        }
    }

    /** Between the quartiles of 300 numbers; a normal column's are 1.34898 deviations apart. */
    private static double robustDeviation(double[] numbers) {
        double[] sorted = Arrays.stream(numbers).sorted().toArray();
        return (sorted[224] - sorted[75]) / 1.34898;
    }

    @Test
    void unitsDifferByTheSlopeOfTheEncoding() throws Exception {
        BufferedDataTable target = thousands(300);
        FlowModelPortObject model = model(target, "scaling", "STANDARDISE");
        double[] original = column(bench.first(scorer(), model, target), LOG_DENSITY);
        double[] encoded = column(bench.first(scorer("units", "ENCODED"), model, target), LOG_DENSITY);
        double[] x = column(target, "x");
        double mean = Arrays.stream(x).average().orElseThrow();
        double variance = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / x.length;
        // z = (x - mean) / s has the slope 1 / s; s by n or by n - 1 differ by less than the tolerance
        for (int i = 0; i < x.length; i++) {
            assertEquals(-Math.log(variance) / 2, original[i] - encoded[i], 0.01);
        }
    }

    @Test
    void exactAndEstimatedAgreeWithinTheStandardError() throws Exception {
        FlowModelPortObject model = plainModel();
        BufferedDataTable target = bench.numbers(60);
        BufferedDataTable exact = bench.first(scorer("divergence", "EXACT"), model, target);
        assertTrue(Arrays.stream(column(exact, "standard error")).allMatch(error -> error == 0));
        for (String law : List.of("RADEMACHER", "GAUSSIAN")) {
            BufferedDataTable estimated =
                    bench.first(scorer("divergence", "HUTCHINSON", "probes", 64, "probeLaw", law), model, target);
            double[] error = column(estimated, "standard error");
            double sumOfSquares = 0;
            for (int i = 0; i < error.length; i++) {
                assertTrue(error[i] > 0, law);
                double units = (column(estimated, LOG_DENSITY)[i] - column(exact, LOG_DENSITY)[i]) / error[i];
                sumOfSquares += units * units;
            }
            // a mean of 60 squared numbers that are nearly standard normal: 1, with standard deviation 0.2
            assertTrue(sumOfSquares / error.length < 2, law + " " + sumOfSquares / error.length);
        }
    }

    @Test
    void bitsPerDimensionAreTheLogDensityInOtherUnits() throws Exception {
        BufferedDataTable scored = bench.first(scorer(), plainModel(), bench.numbers(20));
        double[] logDensity = column(scored, LOG_DENSITY);
        double[] bits = column(scored, "bits per dimension");
        for (int i = 0; i < bits.length; i++) {
            assertEquals(-logDensity[i] / (2 * Math.log(2)), bits[i], 1e-9);
        }
    }

    @Test
    void encodedRowIsWhereTheSamplerArrivesBackward() throws Exception {
        FlowModelPortObject model = plainModel();
        BufferedDataTable target = bench.numbers(30);
        BufferedDataTable scored = bench.first(scorer("endPoint", true), model, target);
        BufferedDataTable noise = bench.first(
                nodeWith(new FlowSamplerNodeFactory(), SOURCE_ROWS, BufferedDataTable.class, "direction", "BACKWARD"),
                model,
                target);
        assertArrayEquals(column(noise, "x"), column(scored, "x (x0)"), 1e-4);
        assertArrayEquals(column(noise, "k"), column(scored, "k (x0)"), 1e-4);
    }

    @Test
    void allThatTheTableHasIsKept() throws Exception {
        List<List<Object>> cells = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            cells.add(row("row " + i, i % 7, i == 3 ? null : 1L << i, Math.sin(i), "also"));
        }
        BufferedDataTable table = bench.table(List.of("text", "k", "id", "x", LOG_DENSITY), cells);
        NodeHandle scorer = scorer();
        BufferedDataTable scored = bench.first(scorer, plainModel(), table);
        assertEquals(Optional.empty(), scorer.codingProblem(), "configure promises what execute gives");
        assertEquals(
                List.of(
                        "text",
                        "k",
                        "id",
                        "x",
                        LOG_DENSITY,
                        LOG_DENSITY + " (#1)",
                        "bits per dimension",
                        "standard error"),
                Arrays.asList(scored.getDataTableSpec().getColumnNames()));
        List<DataRow> before = rows(table);
        List<DataRow> after = rows(scored);
        assertEquals(10, after.size());
        for (int i = 0; i < 10; i++) {
            assertEquals(before.get(i).getKey(), after.get(i).getKey());
            for (int c = 0; c < 5; c++) {
                assertEquals(before.get(i).getCell(c), after.get(i).getCell(c));
            }
        }
    }

    @Test
    void appendedNamesTakeThePrefix() throws Exception {
        DataTableSpec spec =
                (DataTableSpec) configure(scorer("prefix", "A ", "endPoint", true), plainModel(), bench.numbers(3))[0];
        assertEquals(
                List.of("x", "k", "A log density", "A bits per dimension", "A standard error", "A x (x0)", "A k (x0)"),
                Arrays.asList(spec.getColumnNames()));
    }

    @Test
    void unusualRowsAreLessLikely() throws Exception {
        FlowModelPortObject model = model(thousands(300), "scaling", "STANDARDISE");
        BufferedDataTable table = bench.table(List.of("x"), List.of(row(5000.0), row(6000.0), row(11_000.0)));
        double[] logDensity = column(bench.first(scorer(), model, table), LOG_DENSITY);
        assertTrue(logDensity[0] > logDensity[1] && logDensity[1] > logDensity[2], Arrays.toString(logDensity));
    }

    @Test
    void rowsWithMissingCellsFailOrHaveNoDensity() throws Exception {
        FlowModelPortObject model = plainModel();
        BufferedDataTable table =
                bench.table(List.of("x", "k"), List.of(row(0.5, 1), row(null, 2), row(Double.NaN, 3), row(0.25, 4)));
        assertExecutionFails(
                "The column \"x\" of the target table is missing, NaN or infinite in the row \"Row1\".",
                () -> bench.run(scorer(), model, table));
        NodeHandle lenient = scorer("badRows", "MISSING", "endPoint", true);
        BufferedDataTable scored = bench.first(lenient, model, table);
        double[] logDensity = column(scored, LOG_DENSITY);
        double[] encoded = column(scored, "k (x0)");
        for (int i : new int[] {0, 3}) {
            assertTrue(Double.isFinite(logDensity[i]) && Double.isFinite(encoded[i]));
        }
        for (int i : new int[] {1, 2}) {
            assertTrue(Double.isNaN(logDensity[i]) && Double.isNaN(encoded[i]));
        }
        String warning = lenient.warning().orElseThrow();
        assertTrue(warning.contains("2 of 4 rows have a cell in a column of the model that cannot be scored"), warning);
        // the rows that have one are scored as if they were alone
        BufferedDataTable alone = bench.table(List.of("x", "k"), List.of(row(0.5, 1), row(0.25, 4)));
        double[] expected = column(bench.first(scorer(), model, alone), LOG_DENSITY);
        assertArrayEquals(expected, new double[] {logDensity[0], logDensity[3]}, 1e-4);
    }

    @Test
    void anEmptyTableStaysEmpty() throws Exception {
        FlowModelPortObject model = plainModel();
        NodeHandle scorer = scorer();
        BufferedDataTable scored = bench.first(scorer, model, bench.emptyLike(model.getSpec()));
        assertEquals(0, scored.size());
        assertEquals(5, scored.getDataTableSpec().getNumColumns());
        assertTrue(scorer.warning().orElseThrow().contains("There is no row to score."));
    }

    /** x is continuous, k a whole number of 0 to 6. */
    @Test
    void equalRowsHaveOneScoreAndNoWarning() throws Exception {
        FlowModelPortObject model = model(bench.numbers(100));
        List<List<Object>> cells = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            cells.add(i % 2 == 0 ? row(0.25, 3) : row(0.1 * i, 2));
        }
        for (String units : List.of("ORIGINAL", "ENCODED")) {
            NodeHandle scorer = scorer("units", units, "endPoint", true);
            BufferedDataTable scored = bench.first(scorer, model, bench.table(List.of("x", "k"), cells));
            assertEquals(Optional.empty(), scorer.warning());
            for (String name : List.of(LOG_DENSITY, "k (x0)")) {
                double[] numbers = column(scored, name);
                assertEquals(numbers[0], numbers[2]);
                assertEquals(numbers[0], numbers[4]);
            }
            double[] error = column(scored, "standard error");
            assertTrue(error[0] > 0 && error[0] < 0.5, Arrays.toString(error));
        }
    }

    @Test
    void rowsOutsideTheFittedRangeAreCountedAndScoreLower() throws Exception {
        FlowModelPortObject model = model(bench.numbers(100));
        BufferedDataTable rows = bench.table(
                List.of("x", "k"),
                List.of(row(0.25, 3), row(0.25, 50), row(0.25, 5000), row(1e6, 5000), row(-0.25, 2)));
        NodeHandle scorer = scorer();
        double[] logDensity = column(bench.first(scorer, model, rows), LOG_DENSITY);
        String warning = scorer.warning().orElseThrow();
        assertTrue(warning.contains("3 rows lie outside the fitted range of \"x\", \"k\""), warning);
        assertTrue(logDensity[4] > logDensity[1], Arrays.toString(logDensity));
        for (int i = 1; i < 4; i++) {
            assertTrue(logDensity[i] < logDensity[i - 1] - 2, Arrays.toString(logDensity));
        }
    }

    /** Rows around -3 in the group "left" and around 3 in the group "right". */
    private BufferedDataTable groups(int count) {
        Random random = new Random(4);
        List<List<Object>> cells = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean left = i % 2 == 0;
            cells.add(row((left ? -3 : 3) + random.nextGaussian(), left ? "left" : "right"));
        }
        return bench.table(List.of("x", "group"), cells);
    }

    @Test
    void conditionalModelScoresEachRowUnderItsOwnConditions() throws Exception {
        FlowModelPortObject model = bench.first(
                quickLearner("steps", 600L),
                bench.path(
                        groups(400),
                        "scaling",
                        "STANDARDISE",
                        "conditions/manualFilter/manuallySelected",
                        new String[] {"group"}));
        BufferedDataTable table = bench.table(
                List.of("x", "group"),
                List.of(row(-3.0, "left"), row(-3.0, "right"), row(3.0, "left"), row(3.0, "right"), row(3.0, null)));
        double[] logDensity = column(bench.first(scorer("badRows", "MISSING"), model, table), LOG_DENSITY);
        assertTrue(logDensity[0] > logDensity[1] + 2, Arrays.toString(logDensity));
        assertTrue(logDensity[3] > logDensity[2] + 2, Arrays.toString(logDensity));
        assertTrue(Double.isNaN(logDensity[4]), "no density without its condition");
        assertExecutionFails(
                "The condition column \"group\" of the target table is missing in the row \"Row4\".",
                () -> bench.run(scorer(), model, table));
        BufferedDataTable plain = bench.table(List.of("x"), List.of(row(1.0)));
        assertRefused(
                "The target table lacks the condition column \"group\".", () -> configure(scorer(), model, plain));
        BufferedDataTable unknown = bench.table(List.of("x", "group"), List.of(row(1.0, "middle")));
        assertExecutionFails("middle", () -> bench.run(scorer(), model, unknown));
    }

    @Test
    void aModelWithASourceTableHasNoDensity() throws Exception {
        PortObject coupling = bench.first(NodeBench.numericTranslation(), bench.numbers(50), bench.numbers(60));
        FlowModelPortObject model =
                bench.first(quickLearner(), (PortObject) bench.first(node(new ConditionalPathNodeFactory()), coupling));
        assertRefused(
                "The model starts from the rows of a source table, whose density is not known",
                () -> configure(scorer(), model, bench.numbers(5)));
    }

    @Test
    void columnsOfTheTableAreChecked() throws Exception {
        FlowModelPortObject model = plainModel();
        BufferedDataTable lacking = bench.table(List.of("x"), List.of(row(1.0)));
        BufferedDataTable texts = bench.table(List.of("x", "k"), List.of(row("a", 1)));
        assertRefused("The target table lacks the column \"k\".", () -> configure(scorer(), model, lacking));
        assertRefused("The column \"x\" of the target table is not numeric", () -> configure(scorer(), model, texts));
    }

    @Test
    void numbersOutsideTheirRangeAreNamed() {
        assertRefused("number of probes is 1", () -> scorer("probes", 1));
        assertRefused("number of probes is 1,001", () -> scorer("probes", 1001));
        assertRefused("number of points for tied values is 0", () -> scorer("tiePoints", 0));
        assertRefused("number of points for tied values is 1,000", () -> scorer("tiePoints", 1000));
        assertRefused("number of steps is 0", () -> scorer("solver/steps", 0));
    }

    private static NodeHandle scorer(Object... settings) throws InvalidSettingsException {
        return node(new FlowLikelihoodNodeFactory(), settings);
    }
}
