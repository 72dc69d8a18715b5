// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarksTest {
    @TempDir
    Path folder;

    @Test
    void withoutANameTheBenchmarksAreListed() {
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        int status = Benchmarks.execute(List.of(), folder, stream(new ByteArrayOutputStream()), stream(error));
        assertEquals(2, status);
        String text = error.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("two-dimensional: ") && text.contains("conditional: "), text);
    }

    @Test
    void anUnknownOptionIsRefusedByName() {
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        int status = Benchmarks.execute(
                List.of("two-dimensional", "sedes=1"), folder, stream(new ByteArrayOutputStream()), stream(error));
        assertEquals(2, status);
        assertTrue(error.toString(StandardCharsets.UTF_8).contains("no option sedes"), error.toString());
    }

    @Test
    void aMissedLimitIsTheExitStatusOnlyWhenItIsAskedFor() throws Exception {
        assertEquals(0, execute("good", "--check"));
        assertEquals(0, execute("bad"));
        assertEquals(1, execute("bad", "--check"));
        assertEquals(1, execute("bad", "check=true"));
        assertTrue(Files.readString(folder.resolve("bad.md")).contains("missed: 1.2 times as fast, limit 1.4"));
    }

    private int execute(String... arguments) {
        return Benchmarks.execute(
                Map.of(
                        "good", () -> benchmark(List.of()),
                        "bad", () -> benchmark(List.of("1.2 times as fast, limit 1.4"))),
                List.of(arguments),
                folder,
                stream(new ByteArrayOutputStream()),
                stream(new ByteArrayOutputStream()));
    }

    private static Benchmark benchmark(List<String> missed) {
        return new Benchmark() {
            @Override
            public String description() {
                return "for tests";
            }

            @Override
            public List<String> run(Options options, Journal journal, PrintStream out) {
                options.requireKnown();
                return missed;
            }
        };
    }

    @Test
    void resultsAreKeptUntilABenchmarkBeginsAnew() throws Exception {
        Path file = folder.resolve("kept.tsv");
        double[] measured = {0.1, -3e-300, 12345.678901234567};
        assertArrayEquals(measured, Journal.open(file, false).get("a, seed 1", () -> measured));
        Journal again = Journal.open(file, false);
        assertArrayEquals(measured, again.get("a, seed 1", () -> fail("measured again")));
        assertArrayEquals(new double[] {2}, again.get("a, seed 2", () -> new double[] {2}));
        assertArrayEquals(new double[] {5}, Journal.open(file, true).get("a, seed 1", () -> new double[] {5}));
    }

    @Test
    void rangesAndListsOfNumbers() {
        Options options = Options.of(List.of("seeds=2-4", "sizes=8,16", "rate=0.5"));
        assertEquals(List.of(2, 3, 4), options.numbers("seeds", "1"));
        assertEquals(List.of(8, 16), options.numbers("sizes", "1"));
        assertEquals(List.of(1), options.numbers("other", "1"));
        assertEquals(0.5, options.decimal("rate", 1));
        assertThrows(IllegalArgumentException.class, () -> Options.of(List.of("seeds")));
    }

    @Test
    void optionsMayHaveDashes() {
        Options options = Options.of(List.of("--rounds", "9", "--python=py -3", "--check", "threads=2", "--fresh"));
        assertEquals(9, options.number("rounds", 1));
        assertEquals("py -3", options.text("python", ""));
        assertEquals(2, options.number("threads", 1));
        assertTrue(options.flag(Options.CHECK) && options.flag(Options.FRESH));
        assertEquals(Map.of("threads", "2"), options.only("threads").values());
        assertThrows(IllegalArgumentException.class, () -> Options.of(List.of("--rounds")));
        assertThrows(IllegalArgumentException.class, () -> Options.of(List.of("--")));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
