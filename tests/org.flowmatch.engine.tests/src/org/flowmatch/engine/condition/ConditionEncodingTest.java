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
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Dictionary;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.json.JsonRecords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ConditionEncodingTest {
    private static final Table SEX = Table.texts("sex", List.of("m", "f", "m", "f"));
    private static final Table AGE = Table.numbers("age", new double[] {20, 40, 20, 40});
    private static final ConditionEncoding BOTH = ConditionEncoding.fit(SEX.beside(AGE), "target table");

    private static String problem(Executable work) {
        return assertThrows(FlowException.class, work).problem();
    }

    private static String unusable(Table column) {
        return problem(() -> ConditionEncoding.fit(column, "target table"));
    }

    private static String refused(Table columns) {
        return problem(() -> BOTH.encode(columns, "source table"));
    }

    /** Flag, "f", "m" (sorted), then (age - 30) / 10: mean and standard deviation of 20, 40, 20, 40. */
    @Test
    void rowsBecomeAFlagOneHotLabelsAndStandardisedNumbers() {
        assertEquals(4, BOTH.features());
        assertEquals(List.of("sex", "age"), BOTH.names());
        RowMatrix rows = BOTH.encode(
                Table.numbers("age", new double[] {30, 55})
                        .beside(Table.texts("more", List.of("x", "y")))
                        .beside(Table.texts("sex", List.of("f", "m"))),
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
                unusable(Table.texts("k", List.of("a", "a"))));
        assertEquals(
                "The condition column \"k\" of the target table has the same value in every row: 7.0.",
                unusable(Table.numbers("k", new double[] {7, 7, 7})));
        assertEquals(
                "In condition column \"k\" of the target table, row 2 is missing.",
                unusable(Table.texts("k", Arrays.asList("a", null))));
        assertEquals(
                "In condition column \"k\" of the target table, row 3 is missing, NaN or infinite.",
                unusable(Table.numbers("k", new double[] {7, 8, Double.NaN})));
        List<String> many = IntStream.range(0, 257).mapToObj(Integer::toString).toList();
        assertEquals(
                "The condition column \"k\" of the target table has 257 different values, at most 256 are allowed.",
                unusable(Table.texts("k", many)));
        assertEquals(
                257,
                ConditionEncoding.fit(Table.texts("k", many.subList(0, 256)), "target table")
                        .features());
        assertTrue(unusable(Table.numbers("k", new double[] {-1e308, 1e308})).contains("exceeds double precision"));
    }

    @Test
    void tablesThatDoNotFit() {
        assertEquals("The source table lacks the condition column \"age\".", refused(SEX));
        assertEquals(
                "The condition column \"age\" of the source table holds texts, but the condition is a number.",
                refused(SEX.beside(Table.texts("age", List.of("20", "30", "20", "30")))));
        assertEquals(
                "The condition column \"sex\" of the source table holds numbers, but the condition is a text.",
                refused(AGE.beside(Table.numbers("sex", new double[4]))));
        assertEquals(
                "In condition column \"sex\" of the source table, row 3 has the value \"x\", which is not among those"
                        + " learnt from: \"f\", \"m\".",
                refused(AGE.beside(Table.texts("sex", List.of("m", "f", "x", "f")))));
        assertEquals(
                "In condition column \"age\" of the source table, row 2 has the value 1.0E300, too far from those"
                        + " learnt from.",
                refused(SEX.beside(Table.numbers("age", new double[] {20, 1e300, 20, 20}))));
        assertEquals(
                "In condition column \"sex\" of the source table, row 1 is missing.",
                refused(AGE.beside(Table.texts("sex", Arrays.asList(null, "f", "m", "f")))));
    }

    @Test
    void numbersOutsideOfThoseLearntFromAreNoted() {
        assertEquals(List.of(), BOTH.notes(BOTH.encode(SEX.beside(AGE), "table")));
        RowMatrix rows = BOTH.encode(SEX.beside(Table.numbers("age", new double[] {19.9, 20, 40, 41})), "table");
        assertEquals(
                List.of("Condition \"age\": 2 of 4 rows lie outside 20.0 to 40.0, the values learnt from: what the"
                        + " model gives for them is extrapolated."),
                BOTH.notes(rows));
    }

    @Test
    void rowsAreChosenAndMissingOnesFound() {
        Table table = Table.texts("a", Arrays.asList("x", null, "y")).beside(Table.numbers("b", 1, 2, Double.NaN));
        assertTrue(table.usable(0) && !table.usable(1) && !table.usable(2));
        Table chosen = table.select(new int[] {2, 0});
        assertEquals(
                List.of("y", "x"),
                IntStream.range(0, 2)
                        .mapToObj(row -> chosen.dictionary(0).text((int) chosen.get(row, 0)))
                        .toList());
        assertEquals(1, chosen.get(1, chosen.indexOf("b")));
        assertThrows(IllegalArgumentException.class, () -> SEX.beside(Table.numbers("b", new double[3])));
        assertThrows(IllegalArgumentException.class, () -> SEX.beside(SEX));
    }

    /** Such a column has more labels than are allowed, whatever the texts are that its dictionary did not keep. */
    @Test
    void aColumnOfMoreTextsThanAreKeptHasTooManyLabels() {
        List<String> many = IntStream.range(0, Dictionary.MOST_TEXTS + 2)
                .mapToObj(Integer::toString)
                .toList();
        assertEquals(
                "The condition column \"k\" of the target table has more than 65536 different values, at most 256 are"
                        + " allowed.",
                unusable(Table.texts("k", many)));
        ConditionEncoding few = ConditionEncoding.fit(Table.texts("k", List.of("70", "0", "1")), "target table");
        assertEquals(
                "In condition column \"k\" of the source table, row 3 has the value \"2\", which is not among those"
                        + " learnt from: \"0\", \"1\", \"70\".",
                problem(() -> few.encode(Table.texts("k", many), "source table")));
        assertTrue(Dictionary.ALWAYS_KEPT > FittedCondition.MOST_CATEGORIES);
    }

    /** Rows left out beforehand do not count. */
    @Test
    void labelsAreThoseOfTheRows() {
        List<String> many = IntStream.range(0, 1000).mapToObj(Integer::toString).toList();
        Table two = Table.texts("k", many).select(new int[] {900, 5, 900});
        assertEquals(
                List.of(new FittedCondition.Nominal("k", List.of("5", "900"))),
                ConditionEncoding.fit(two, "target table").columns());
    }

    @Test
    void aWholeNumberThatIsNotExactIsNoCondition() {
        Table large = Table.builder(List.of(new ColumnInfo("k", ColumnKind.LONG)))
                .add(1)
                .add(0x1p53)
                .build();
        FlowException e = assertThrows(FlowException.class, () -> ConditionEncoding.fit(large, "target table"));
        assertEquals(
                "In condition column \"k\" of the target table, row 2 has the value 9007199254740992, which is outside"
                        + " the exact range of a long column here (below 2^53).",
                e.problem());
        assertEquals(ColumnKind.LONG.remedyOutside(), e.remedy());
    }
}
