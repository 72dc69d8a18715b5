// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;
import org.junit.jupiter.api.Test;

class GeneratorsTest {
    private static final int ROWS = 2_000;

    /** A number with two decimals and gaps, a whole number that rises with it, and a label of its size. */
    private static TextTable table() {
        KeyedRandom random = new KeyedRandom(3, Purpose.EXAMPLE);
        String[][] cells = new String[3][ROWS];
        for (int row = 0; row < ROWS; row++) {
            int hundredths = random.below(1_000, row, 0);
            cells[0][row] = random.below(10, row, 1) == 0 ? null : String.valueOf(hundredths / 100.0);
            cells[1][row] = String.valueOf(hundredths / 10);
            cells[2][row] = hundredths < 300 ? "low" : "high";
        }
        return new TextTable(List.of("amount", "count", "size"), cells);
    }

    @Test
    void theCopulaHasTheLawOfEachColumnAndTheDependencyOfPairs() throws Exception {
        TextTable made = new GaussianCopula().generate(table(), ROWS, 1, 1);
        assertEquals(ROWS, made.rows());
        // standard errors of the shares: below 0.0103
        assertEquals(0.1, share(made, "amount", null), 4 * 0.0103);
        assertEquals(0.3, share(made, "size", "low"), 4 * 0.0103);
        assertTrue(numbers(table(), "amount").containsAll(numbers(made, "amount")));
        // 2 * 0.3 * 0.7 = 0.42 without dependency; a single number per pair does not say all
        assertTrue(disagreements(made) < 0.3, "share " + disagreements(made));
    }

    @Test
    void interpolationStaysBetweenNeighboursOnTheGridOfTheColumn() throws Exception {
        TextTable made = new Interpolation().generate(table(), ROWS, 1, 1);
        assertEquals(ROWS, made.rows());
        assertEquals(Set.of("low", "high"), values(made, "size"));
        assertEquals(0.1, share(made, "amount", null), 4 * 0.0103);
        for (String count : values(made, "count")) {
            assertTrue(Integer.parseInt(count) >= 0 && Integer.parseInt(count) < 100, count);
        }
        for (String amount : values(made, "amount")) {
            assertTrue(amount.matches("\\d(\\.\\d{1,2})?"), amount);
        }
        assertTrue(disagreements(made) < 0.02, "share " + disagreements(made));
    }

    @Test
    void rowsAreAFunctionOfTheSeed() throws Exception {
        for (Generator generator : List.of(new GaussianCopula(), new Interpolation())) {
            assertEquals(generator.generate(table(), 50, 1, 1), generator.generate(table(), 50, 1, 1));
            assertNotEquals(generator.generate(table(), 50, 1, 1), generator.generate(table(), 50, 2, 1));
            assertTrue(generator.takes(table()), generator.label());
        }
    }

    @Test
    void theNumericFlowTakesNumbersWithoutGapsAlone() {
        NumericFlow flow = new NumericFlow();
        assertFalse(flow.takes(table()));
        assertFalse(flow.takes(table().choose(List.of("amount"))));
        assertFalse(flow.takes(table().choose(List.of("size"))));
        assertTrue(flow.takes(table().choose(List.of("count"))));
    }

    private static double share(TextTable table, String column, String text) {
        return Arrays.stream(table.column(column))
                        .filter(cell -> Objects.equals(cell, text))
                        .count()
                / (double) table.rows();
    }

    private static Set<String> values(TextTable table, String column) {
        return Arrays.stream(table.column(column)).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    private static Set<Double> numbers(TextTable table, String column) {
        return values(table, column).stream().map(Double::valueOf).collect(Collectors.toSet());
    }

    /** The share of rows whose label does not follow from the count. */
    private static double disagreements(TextTable table) {
        return IntStream.range(0, table.rows())
                        .filter(row -> table.column("size")[row].equals("low")
                                != Integer.parseInt(table.column("count")[row]) < 30)
                        .count()
                / (double) table.rows();
    }
}
