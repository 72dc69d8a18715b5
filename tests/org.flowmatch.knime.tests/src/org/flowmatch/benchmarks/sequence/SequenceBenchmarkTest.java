// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.flowmatch.benchmarks.Benchmarks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SequenceBenchmarkTest {
    /** 626 games end with three of x, 316 with three of o, 16 with none. */
    @Test
    void gamesEndInAsManyWaysAsIsKnown() {
        List<List<String>> ends = SequenceSet.TIC_TAC_TOE.draw(0, 1);
        assertEquals(958, ends.size());
        assertEquals(626, ends.stream().filter(end -> end.get(9).equals("+")).count());
        assertEquals(
                16,
                ends.stream()
                        .filter(end -> end.get(9).equals("-") && !end.contains("b") && !threeOfO(end))
                        .count());
        assertTrue(ends.stream().allMatch(SequenceSet.TIC_TAC_TOE::valid));
        assertFalse(SequenceSet.TIC_TAC_TOE.valid(List.of("x", "x", "x", "o", "o", "o", "b", "b", "b", "+")));
    }

    private static boolean threeOfO(List<String> end) {
        int[][] lines = {{0, 1, 2}, {3, 4, 5}, {6, 7, 8}, {0, 3, 6}, {1, 4, 7}, {2, 5, 8}, {0, 4, 8}, {2, 4, 6}};
        for (int[] line : lines) {
            if (end.get(line[0]).equals("o")
                    && end.get(line[1]).equals("o")
                    && end.get(line[2]).equals("o")) {
                return true;
            }
        }
        return false;
    }

    /** 7 1 + 3 2 = 13. */
    @Test
    void aCodeEndsWithItsCheckDigit() {
        assertTrue(SequenceSet.CODES.valid(List.of("A", "B", "1", "2", "3")));
        assertFalse(SequenceSet.CODES.valid(List.of("A", "B", "1", "2", "4")));
        assertFalse(SequenceSet.CODES.valid(List.of("A", "Z", "1", "2", "3")));
        List<List<String>> codes = SequenceSet.CODES.draw(2000, 1);
        assertTrue(codes.stream().allMatch(SequenceSet.CODES::valid));
        // of 14,400 codes 2,000 draws hit 1,867
        assertEquals(14_400 * (1 - Math.exp(-2000 / 14_400.0)), new HashSet<>(codes).size(), 60);
    }

    @Test
    void theCheckerboardIsItsDarkSquares() {
        List<List<String>> cells = SequenceSet.CHECKERBOARD.draw(40_000, 1);
        assertTrue(cells.stream().allMatch(SequenceSet.CHECKERBOARD::valid));
        assertFalse(SequenceSet.CHECKERBOARD.valid(List.of("0", "32")));
        assertEquals(9.011, SequenceSet.CHECKERBOARD.entropy(), 5e-4);
        // of 8,192 cells hit 4.88 times on average, exp(-4.88) are missed
        assertEquals(8192 * (1 - Math.exp(-40_000 / 8192.0)), new HashSet<>(cells).size(), 40);
    }

    @Test
    void eachSetHasALineForEachNetworkAndMissesAreTold(@TempDir Path folder) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        int status = Benchmarks.execute(
                List.of(
                        SequenceBenchmark.NAME,
                        "data=codes,tic-tac-toe",
                        "minutes=0.05",
                        "rows=400",
                        "samples=100",
                        "--check"),
                folder,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(error, true, StandardCharsets.UTF_8));
        String text = out.toString(StandardCharsets.UTF_8);
        assertEquals(1, status, text + error);
        for (String line : List.of("| codes | mixer |", "| codes | perceptron |", "| tic-tac-toe | mixer |")) {
            assertTrue(text.contains(line), text);
        }
        assertTrue(text.contains("codes misses its limits"), text);
    }
}
