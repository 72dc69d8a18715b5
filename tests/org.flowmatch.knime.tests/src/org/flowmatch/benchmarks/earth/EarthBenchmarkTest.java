// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.earth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flowmatch.benchmarks.Benchmarks;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.example.ExampleDistribution;
import org.flowmatch.engine.example.KnownDensity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On positions of a known law, written as files are found: with comments and names on top. */
class EarthBenchmarkTest {
    private static final int ROWS = 3000;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream error = new ByteArrayOutputStream();
    private final Table drawn = ExampleDistribution.SPHERE.sample(ROWS, 0, 2, 3);

    @BeforeEach
    void aFile() throws Exception {
        List<String> lines = new ArrayList<>(List.of("# positions, drawn", "lat,long"));
        for (int row = 0; row < ROWS; row++) {
            lines.add(drawn.get(row, 0) + "," + drawn.get(row, 1));
        }
        Files.write(folder.resolve("flood.csv"), lines);
    }

    private int run(String... options) {
        List<String> arguments = new ArrayList<>(List.of(EarthBenchmark.NAME));
        arguments.addAll(List.of(options));
        return Benchmarks.execute(
                arguments,
                folder,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(error, true, StandardCharsets.UTF_8));
    }

    private static double number(String cell) {
        return Double.parseDouble(cell.strip().split(" ")[0]);
    }

    @Test
    void kernelsComeNearTheLawOfThePositionsAndTheUniformLawIsFar() {
        assertEquals(0, run("data=flood", "seeds=1,2", "minutes=0.1", "folder=" + folder), error::toString);
        String line = out.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(each -> each.startsWith("| flood |"))
                .findFirst()
                .orElseThrow();
        String[] cells = line.split("\\|");
        assertEquals(ROWS, number(cells[2]));
        assertEquals(Math.log(4 * Math.PI), number(cells[3]), 1e-3);
        KnownDensity law = ExampleDistribution.SPHERE.density().orElseThrow();
        double entropy = 0;
        for (int row = 0; row < ROWS; row++) {
            entropy -= law.logDensity(drawn.get(row, 0), drawn.get(row, 1)) / ROWS;
        }
        assertEquals(entropy, number(cells[4]), 0.15);
    }

    @Test
    void everyRowIsDealtOutOnce() {
        PositionSplit split = PositionSplit.of(drawn, 4);
        assertEquals(2400, split.training().rows());
        assertEquals(300, split.validation().rows());
        double[] all = new double[ROWS];
        System.arraycopy(split.training().column(1), 0, all, 0, 2400);
        System.arraycopy(split.validation().column(1), 0, all, 2400, 300);
        System.arraycopy(split.test().column(1), 0, all, 2700, 300);
        double[] expected = drawn.column(1).clone();
        Arrays.sort(all);
        Arrays.sort(expected);
        assertTrue(Arrays.equals(expected, all));
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertEquals(2, run("data=storm"));
        assertTrue(error.toString().contains("no data set storm, only flood, fire"), error::toString);
        assertEquals(2, run("data=fire", "folder=" + folder));
        assertTrue(error.toString().contains("fire.csv"), error::toString);
    }
}
