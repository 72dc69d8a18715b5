// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.flowmatch.benchmarks.Journal;
import org.flowmatch.benchmarks.Options;
import org.flowmatch.engine.FlowException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark on the one table that it makes itself. */
class QualityBenchmarkTest {
    private static final String MOST = "most=500";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void repeatedRowsHoldTheLimitOfGapsShowInTheClosestRecordsAndAreJudgedAsAFileLikewise() throws Exception {
        assertEquals(List.of(), run(rows -> rows, "data=sensors", "seeds=1", MOST, "write=" + folder));
        String[] numbers = row("mixed flow");
        // standard error of an AUC near 0.5 with 500 rows a side: sqrt(1/(6 * 500)) = 0.018
        assertEquals(0.5, Double.parseDouble(numbers[2]), 4 * 0.018);
        // but for rows of gaps alone, which are there on both sides
        assertEquals(1, Double.parseDouble(numbers[7]), 0.03);
        assertEquals(0.5, Double.parseDouble(row("floor")[2]), 4 * 0.018);
        assertEquals("-", row("floor")[7].strip());
        bytes.reset();
        assertEquals(
                List.of(),
                run(
                        rows -> rows,
                        MOST,
                        "judge=" + folder.resolve("sensors-1-mixed-flow.csv"),
                        "holdout=" + folder.resolve("sensors-1-held-back.csv"),
                        "train=" + folder.resolve("sensors-1-training.csv")));
        assertEquals(numbers[2], row("these rows")[2]);
        assertTrue(text().contains("AUC of single columns: "), text());
    }

    @Test
    void gapsThatComeOneByOneMissTheLimit() throws Exception {
        List<String> missed = run(QualityBenchmarkTest::withGapsApart, "data=sensors", "seeds=1", MOST);
        assertEquals(1, missed.size(), missed.toString());
        assertTrue(missed.get(0).startsWith("sensors: gap patterns is 0."), missed.get(0));
        assertTrue(missed.get(0).endsWith("by the row of floor"), missed.get(0));
    }

    @Test
    void limitsThatAreNotMeasuredAreNotHeld() throws Exception {
        List<String> missed = run(rows -> rows, "data=sensors", "seeds=1", "methods=copula", MOST);
        assertEquals(1, missed.size(), missed.toString());
        assertTrue(missed.get(0).contains("could not be checked, as there is no row of mixed flow"), missed.get(0));
    }

    @Test
    void wrongCallsAreRefused() throws Exception {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> run(rows -> rows, "data=iris"))
                .getMessage()
                .contains("no data set iris. There are adult, shoppers"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> run(rows -> rows, "judge=x.csv"))
                .getMessage()
                .contains("option holdout is missing"));
        assertTrue(assertThrows(
                        FlowException.class, () -> run(rows -> rows, "judge=x.csv", "holdout=x.csv", "train=x.csv"))
                .problem()
                .contains("no file x.csv"));
        Path real = folder.resolve("real.csv");
        Files.writeString(real, "a,b\n1,x\n2,y\n");
        Path made = folder.resolve("made.csv");
        Files.writeString(made, "a\n1\n2\n");
        assertTrue(assertThrows(
                        FlowException.class,
                        () -> run(rows -> rows, "judge=" + made, "holdout=" + real, "train=" + real))
                .problem()
                .contains("no column \"b\""));
        Files.writeString(made, "a,b\n1,x\nmany,y\n");
        assertTrue(assertThrows(
                        FlowException.class,
                        () -> run(rows -> rows, "judge=" + made, "holdout=" + real, "train=" + real))
                .problem()
                .contains("Column \"a\" has \"many\" in row 2"));
    }

    /** The cells of a line of the table, after an empty one. */
    private String[] row(String label) {
        return text().lines()
                .filter(line -> line.startsWith("| " + label + " |"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(text()))
                .split("\\|");
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private List<String> run(UnaryOperator<TextTable> made, String... options) throws IOException {
        Generator ours = new Generator() {
            @Override
            public String label() {
                return "mixed flow";
            }

            @Override
            public TextTable generate(TextTable training, int rows, long seed, double minutes) {
                return made.apply(training.select(IntStream.range(0, rows).toArray()));
            }
        };
        return new QualityBenchmark(List.of(ours))
                .run(
                        Options.of(List.of(options)),
                        Journal.open(folder.resolve("quality.tsv"), true),
                        new PrintStream(bytes, true, StandardCharsets.UTF_8));
    }

    /** Column k from k rows further on. */
    private static TextTable withGapsApart(TextTable rows) {
        String[][] cells = new String[rows.cells().length][rows.rows()];
        for (int c = 0; c < cells.length; c++) {
            for (int row = 0; row < rows.rows(); row++) {
                cells[c][row] = rows.cells()[c][(row + c) % rows.rows()];
            }
        }
        return new TextTable(rows.names(), cells);
    }
}
