// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.junit.jupiter.api.Test;

/** What is given goes to the network encoded, and comes back as it is. */
class GivenTableTest {
    private static final Table LEARNT = Table.texts(
                    "city",
                    IntStream.range(0, 100)
                            .mapToObj(i -> i % 10 == 0 ? "Oslo" : "Rome")
                            .toList())
            .beside(Table.texts(
                    "tag",
                    IntStream.range(0, 100)
                            .mapToObj(i -> i % 4 == 0 ? null : "t" + i % 2)
                            .toList()))
            .beside(numbers("size", i -> 1 << i % 4))
            .beside(numbers("x", i -> Math.sin(i)));

    private static final TableEncoding ENCODING = TableEncoding.fit(
            LEARNT,
            EncodingSettings.defaults().with(new Modelling(Modelling.Role.AUTOMATIC, Map.of())),
            Monitor.none());

    private static Table numbers(String name, IntToDoubleFunction value) {
        return Table.numbers(name, IntStream.range(0, 100).mapToDouble(value).toArray());
    }

    private static GivenTable given(Table cells, String... missing) {
        return GivenTable.of(ENCODING, cells, Set.of(missing));
    }

    @Test
    void whatIsNotGivenIsOpen() {
        RowMatrix rows = given(Table.texts("city", Arrays.asList("Rome", null))).encode(Monitor.none());
        int cities = ENCODING.space().parts().get(0).offset();
        assertTrue(Float.isFinite(rows.get(0, cities)));
        for (int i = 0; i < rows.columns(); i++) {
            assertTrue(Float.isNaN(rows.get(1, i)), "coordinate " + i);
            assertEquals(i != cities, Float.isNaN(rows.get(0, i)), "coordinate " + i);
        }
    }

    @Test
    void givenCellsTakeThePlaceOfWhatWasMade() {
        Table cells = Table.texts("city", Arrays.asList("Oslo", null, "Rome", null))
                .beside(Table.numbers("size", 3, Double.NaN, 8, Double.NaN));
        GivenTable given = given(cells);
        Table made = LEARNT.select(new int[] {1, 2});
        Table restored = given.restore(made, 1);
        assertArrayEquals(new double[] {made.get(0, 2), 8}, restored.column(2));
        assertEquals(
                List.of("Rome", "Rome"),
                IntStream.range(0, 2)
                        .mapToObj(row -> restored.dictionary(0).text((int) restored.get(row, 0)))
                        .toList());
        Table turned = given.select(new int[] {3, 0, 0}).restore(LEARNT.select(new int[] {1, 2, 3}), 0);
        assertArrayEquals(new double[] {LEARNT.get(1, 2), 3, 3}, turned.column(2));
        assertEquals("Oslo", turned.dictionary(0).text((int) turned.get(1, 0)));
        assertEquals(
                List.of(
                        "Column \"size\": 1 given number lies between those that were learnt, and rows are made as for the"
                                + " nearest."),
                given.warnings());
    }

    @Test
    void aNumberBeyondTheRangeOfNumbersIsItsEnd() {
        GivenTable given = given(Table.numbers("x", 7, 0.5));
        given.encode(Monitor.none());
        assertEquals(1, given.warnings().size());
        assertTrue(given.warnings().get(0).contains("\"x\": 1 numbers lie outside"), given.warnings()::toString);
        assertEquals(7, given.restore(LEARNT.select(new int[] {0, 1}), 0).get(0, 3));
    }

    @Test
    void whatCannotBeFollowedIsRefused() {
        refused(
                "row 2, which the model has not learnt",
                "\"Oslo\", \"Rome\"",
                Table.texts("city", List.of("Rome", "rome")));
        refused("\"size\" of the table of given values has 9 in row 1", "from 1 to 8", Table.numbers("size", 9));
        refused("\"city\"", "", Table.numbers("city", 1));
        refused("\"size\"", "", Table.texts("size", List.of("1")));
        refused("had no missing cell", "Give a value", Table.texts("city", Arrays.asList((String) null)), "city");
    }

    /** One value for all rows has no row. */
    @Test
    void whatADialogGivesIsToldAsItsOwn() {
        Table label = Table.texts("city", List.of("rome", "rome"));
        assertEquals(
                "Column \"city\" is given the label \"rome\" in the dialog, which the model has not learnt.",
                assertThrows(FlowException.class, () -> GivenTable.of(ENCODING, label, Set.of(), Set.of("city")))
                        .problem());
        Table number = Table.numbers("size", 9);
        assertEquals(
                "Column \"size\" is given 9 in the dialog, beyond all values that the model has learnt.",
                assertThrows(FlowException.class, () -> GivenTable.of(ENCODING, number, Set.of(), Set.of("size")))
                        .problem());
    }

    private static void refused(String problem, String remedy, Table cells, String... missing) {
        FlowException refusal = assertThrows(FlowException.class, () -> given(cells, missing));
        assertTrue(refusal.problem().contains(problem), refusal::problem);
        assertTrue(refusal.remedy().contains(remedy), refusal::remedy);
    }

    @Test
    void missingCellsAreGivenWhereTheyAreWanted() {
        Table cells = Table.texts("tag", Arrays.asList(null, "t1"));
        int tags = ENCODING.space().parts().get(1).offset();
        assertTrue(Float.isNaN(given(cells).encode(Monitor.none()).get(0, tags)));
        assertEquals(0, given(cells, "tag").encode(Monitor.none()).get(0, tags));
    }

    @Test
    void labelsTakeTurns() {
        Table equal = EqualLabels.of(ENCODING, "city", 7);
        assertEquals(List.of(new ColumnInfo("city", ColumnKind.TEXT)), equal.columns());
        long oslo = IntStream.range(0, 7)
                .filter(row -> equal.dictionary(0).text((int) equal.get(row, 0)).equals("Oslo"))
                .count();
        assertTrue(oslo == 3 || oslo == 4, () -> oslo + " of 7");
        assertArrayEquals(
                new double[] {1, 2, 4, 8, 1},
                EqualLabels.of(ENCODING, "size", 5).column(0));
        assertEquals(
                Set.of("t1", "t0"),
                Set.copyOf(EqualLabels.of(ENCODING, "tag", 4).dictionary(0).texts()));
        assertTrue(assertThrows(FlowException.class, () -> EqualLabels.of(ENCODING, "x", 5))
                .problem()
                .contains("\"x\", but it is not modelled as a label"));
        assertTrue(assertThrows(FlowException.class, () -> EqualLabels.of(ENCODING, "y", 5))
                .problem()
                .contains("\"y\", which the model does not have"));
    }
}
