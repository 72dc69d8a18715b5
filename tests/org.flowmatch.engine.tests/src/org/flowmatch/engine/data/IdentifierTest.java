// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierTest {
    private final Random random = new Random(5);

    private static boolean looksLikeOne(int rows, IntToDoubleFunction value) {
        return Identifier.looksLikeOne(
                IntStream.range(0, rows).mapToDouble(value).toArray());
    }

    private double[] distinct(int rows, int bound) {
        TreeSet<Integer> drawn = new TreeSet<>();
        while (drawn.size() < rows) {
            drawn.add(random.nextInt(bound));
        }
        return drawn.stream().mapToDouble(i -> 1_000_000.0 + i).toArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 100, 5_000})
    void runningNumbersDo(int rows) {
        assertTrue(looksLikeOne(rows, i -> 700_001 + i));
        assertTrue(looksLikeOne(rows, i -> rows - i));
    }

    @Test
    void runningNumbersWithGapsBlocksOrStepsDo() {
        assertTrue(Identifier.looksLikeOne(distinct(300, 450)));
        assertTrue(looksLikeOne(200, i -> (i < 100 ? 1_000 : 90_000) + i));
        assertTrue(looksLikeOne(100, i -> 10 * i));
    }

    @Test
    void fewRepeatsDoNotHideOne() {
        assertTrue(looksLikeOne(1_000, i -> i < 995 ? i : i - 5));
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000_000, 2_000_000_000})
    void distinctNumbersDrawnFromAWideRangeDo(int bound) {
        assertTrue(Identifier.looksLikeOne(distinct(1_000, bound)));
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 100, 1_000, 20_000})
    void amountsDoNot(int rows) {
        assertFalse(looksLikeOne(rows, i -> Math.rint(Math.exp(10.3 + 0.5 * random.nextGaussian()))), "salaries");
        assertFalse(looksLikeOne(rows, i -> Math.rint(Math.exp(14 + 1.5 * random.nextGaussian()))), "wide");
        assertFalse(looksLikeOne(rows, i -> 50_000 + Math.rint(15_000 * random.nextGaussian())), "normal");
        assertFalse(looksLikeOne(rows, i -> 1_950 + random.nextInt(70)), "years");
    }

    @Test
    void continuousNumbersNeverDo() {
        assertFalse(looksLikeOne(1_000, i -> random.nextDouble()));
        assertFalse(looksLikeOne(1_000, i -> i + 0.5));
        assertFalse(looksLikeOne(1_000, i -> 0x1p60 * (i + 1)), "beyond the whole numbers that are told apart");
    }

    @Test
    void aHandfulOfRowsTellsNothing() {
        assertFalse(looksLikeOne(10, i -> i));
    }

    /** Real tables: the running number alone is one. */
    @ParameterizedTest
    @CsvSource({
        "beijing.csv, No",
        "adult-train.csv, ''",
        "diamonds.csv, ''",
        "winequality-white.csv, ''",
        "credit-g.csv, ''",
        "penguins.csv, ''",
        "shoppers.csv, ''"
    })
    void inRealTables(String file, String identifier) throws IOException {
        Path path = Path.of(System.getProperty("flowmatch.shared", "../../../shared"), "data", file);
        assumeTrue(Files.isReadable(path), "skipped: shared/data/" + file + " is not there");
        List<String> lines = Files.readAllLines(path);
        String delimiter = lines.get(0).contains(";") ? ";" : ",";
        String[] names = lines.get(0).replace("\"", "").split(delimiter);
        List<String> found = new ArrayList<>();
        for (int c = 0; c < names.length; c++) {
            int column = c;
            double[] values = lines.stream()
                    .skip(1)
                    .map(line -> line.split(delimiter, -1))
                    .filter(cells -> cells.length == names.length)
                    .mapToDouble(cells -> number(cells[column]))
                    .toArray();
            if (Identifier.looksLikeOne(values)) {
                found.add(names[c]);
            }
        }
        assertEquals(identifier.isEmpty() ? List.of() : List.of(identifier), found);
    }

    private static double number(String cell) {
        return cell.strip().matches("-?\\d+(\\.\\d*)?") ? Double.parseDouble(cell) : Double.NaN;
    }
}
