// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.condition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.json.JsonRecords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ConditionEncodingTest {
    private static final ConditionColumn SEX = new ConditionColumn.Texts("sex", List.of("m", "f", "m", "f"));
    private static final ConditionColumn AGE = new ConditionColumn.Numbers("age", new double[] {20, 40, 20, 40});
    private static final ConditionEncoding BOTH = ConditionEncoding.fit(ConditionTable.of(SEX, AGE), "target table");

    private static String problem(Executable work) {
        return assertThrows(FlowException.class, work).problem();
    }

    private static String unusable(ConditionColumn column) {
        return problem(() -> ConditionEncoding.fit(ConditionTable.of(column), "target table"));
    }

    private static String refused(ConditionColumn... columns) {
        return problem(() -> BOTH.encode(ConditionTable.of(columns), "source table"));
    }

    /** Flag, "f", "m" (sorted), then (age - 30) / 10: mean and standard deviation of 20, 40, 20, 40. */
    @Test
    void rowsBecomeAFlagOneHotLabelsAndStandardisedNumbers() {
        assertEquals(4, BOTH.features());
        assertEquals(List.of("sex", "age"), BOTH.names());
        RowMatrix rows = BOTH.encode(
                ConditionTable.of(
                        new ConditionColumn.Numbers("age", new double[] {30, 55}),
                        new ConditionColumn.Texts("more", List.of("x", "y")),
                        new ConditionColumn.Texts("sex", List.of("f", "m"))),
                "table");
        assertArrayEquals(new float[] {1, 1, 0, 0, 1, 0, 1, 2.5f}, rows.toArray());
    }

    @Test
    void noConditionsHaveNoFeatures() {
        assertEquals(0, ConditionEncoding.none().features());
        assertTrue(ConditionEncoding.none().isEmpty());
    }

    @Test
    void theSameConditionForManyRows() {
        RowMatrix rows = BOTH.encodeFixed(Map.of("sex", "m", "age", " 25 "), 3);
        assertEquals(3, rows.rows());
        assertArrayEquals(new float[] {1, 0, 1, -0.5f, 1, 0, 1, -0.5f, 1, 0, 1, -0.5f}, rows.toArray());
        assertEquals(-0.5f, rows.get(2, 3));
        assertEquals(
                "The value of condition \"age\" is \"old\", but the condition is a number.",
                problem(() -> BOTH.encodeFixed(Map.of("sex", "m", "age", "old"), 1)));
        assertEquals(
                "The list of fixed conditions lacks the condition column \"age\".",
                problem(() -> BOTH.encodeFixed(Map.of("sex", "m"), 1)));
        assertEquals(
                "In condition column \"age\" of the list of fixed conditions, row 1 is missing, NaN or infinite.",
                problem(() -> BOTH.encodeFixed(Map.of("sex", "m", "age", "NaN"), 1)));
    }

    @Test
    void comesBackFromJson() {
        JsonRecords json = new JsonRecords();
        assertEquals(BOTH, json.read(json.write(BOTH), ConditionEncoding.class, "conditions"));
        assertEquals(
                ConditionEncoding.NONE_AS_JSON,
                json.write(ConditionEncoding.none()).toString());
    }

    @Test
    void columnsThatCannotBeConditions() {
        assertEquals(
                "The condition column \"k\" of the target table has the same value in every row: a.",
                unusable(new ConditionColumn.Texts("k", List.of("a", "a"))));
        assertEquals(
                "The condition column \"k\" of the target table has the same value in every row: 7.0.",
                unusable(new ConditionColumn.Numbers("k", new double[] {7, 7, 7})));
        assertEquals(
                "In condition column \"k\" of the target table, row 2 is missing.",
                unusable(new ConditionColumn.Texts("k", Arrays.asList("a", null))));
        assertEquals(
                "In condition column \"k\" of the target table, row 3 is missing, NaN or infinite.",
                unusable(new ConditionColumn.Numbers("k", new double[] {7, 8, Double.NaN})));
        List<String> many = IntStream.range(0, 257).mapToObj(Integer::toString).toList();
        assertEquals(
                "The condition column \"k\" of the target table has 257 different values, at most 256 are allowed.",
                unusable(new ConditionColumn.Texts("k", many)));
        assertEquals(
                257,
                ConditionEncoding.fit(
                                ConditionTable.of(new ConditionColumn.Texts("k", many.subList(0, 256))), "target table")
                        .features());
        assertTrue(unusable(new ConditionColumn.Numbers("k", new double[] {-1e308, 1e308}))
                .contains("exceeds double precision"));
    }

    @Test
    void tablesThatDoNotFit() {
        assertEquals("The source table lacks the condition column \"age\".", refused(SEX));
        assertEquals(
                "The condition column \"age\" of the source table holds texts, but the condition is a number.",
                refused(SEX, new ConditionColumn.Texts("age", List.of("20", "30", "20", "30"))));
        assertEquals(
                "The condition column \"sex\" of the source table holds numbers, but the condition is a text.",
                refused(AGE, new ConditionColumn.Numbers("sex", new double[4])));
        assertEquals(
                "In condition column \"sex\" of the source table, row 3 has the value \"x\", which is not among those"
                        + " learnt from: \"f\", \"m\".",
                refused(AGE, new ConditionColumn.Texts("sex", List.of("m", "f", "x", "f"))));
        assertEquals(
                "In condition column \"age\" of the source table, row 2 has the value 1.0E300, too far from those"
                        + " learnt from.",
                refused(SEX, new ConditionColumn.Numbers("age", new double[] {20, 1e300, 20, 20})));
        assertEquals(
                "In condition column \"sex\" of the source table, row 1 is missing.",
                refused(AGE, new ConditionColumn.Texts("sex", Arrays.asList(null, "f", "m", "f"))));
    }

    @Test
    void numbersOutsideOfThoseLearntFromAreNoted() {
        assertEquals(List.of(), BOTH.notes(BOTH.encode(ConditionTable.of(SEX, AGE), "table")));
        RowMatrix rows = BOTH.encode(
                ConditionTable.of(SEX, new ConditionColumn.Numbers("age", new double[] {19.9, 20, 40, 41})), "table");
        assertEquals(
                List.of("Condition \"age\": 2 of 4 rows lie outside 20.0 to 40.0, the values learnt from: what the"
                        + " model gives for them is extrapolated."),
                BOTH.notes(rows));
    }

    @Test
    void rowsAreChosenAndMissingOnesFound() {
        ConditionTable table = ConditionTable.of(
                new ConditionColumn.Texts("a", Arrays.asList("x", null, "y")),
                new ConditionColumn.Numbers("b", new double[] {1, 2, Double.NaN}));
        assertTrue(table.usable(0) && !table.usable(1) && !table.usable(2));
        ConditionTable chosen = table.select(new int[] {2, 0});
        assertEquals(
                Arrays.asList("y", "x"),
                ((ConditionColumn.Texts) chosen.columns().get(0)).values());
        assertEquals(1, ((ConditionColumn.Numbers) chosen.column("b").orElseThrow()).values()[1]);
        assertThrows(
                IllegalArgumentException.class,
                () -> ConditionTable.of(SEX, new ConditionColumn.Numbers("b", new double[3])));
        assertThrows(IllegalArgumentException.class, () -> ConditionTable.of(SEX, SEX));
    }
}
