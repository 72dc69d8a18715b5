// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.RowPart;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts, numbers as labels, spikes and gaps become parts of a row and come back. */
class MixedEncodingTest {

    private static RowMatrix encode(TableEncoding encoding, Table table) {
        return encoding.encode(table, TableRole.TARGET, Monitor.none());
    }

    private static void comesBack(TableEncoding encoding, Table table) {
        Table back = encoding.decode(encode(encoding, table), Monitor.none());
        for (String name : back.names()) {
            List<Object> was = MixedColumns.cells(table, name);
            List<Object> is = MixedColumns.cells(back, name);
            for (int row = 0; row < was.size(); row++) {
                if (was.get(row) instanceof Double number && is.get(row) instanceof Double got) {
                    assertEquals(number, got, 1e-5 * (1 + Math.abs(number)), name + " " + row);
                } else {
                    assertEquals(was.get(row), is.get(row), name + " " + row);
                }
            }
        }
        assertEquals(table.rows(), back.rows());
    }

    @ParameterizedTest
    @EnumSource(Scaling.class)
    void everyKindOfPartComesBack(Scaling scaling) {
        Table table = MixedColumns.all(2000);
        TableEncoding encoding =
                MixedColumns.fit(table, new EncodingSettings(scaling, false, true, 3, Modelling.AUTOMATIC));
        assertEquals(table.columns(), encoding.columns());
        comesBack(encoding, table);
        assertEquals(
                List.of(
                        "text 7",
                        "text with gaps 4",
                        "few 6",
                        "few with gaps 5",
                        "spikes 2",
                        "spikes 0",
                        "gaps 2",
                        "gaps 0",
                        "spikes and gaps 4",
                        "spikes and gaps 0",
                        "number 0"),
                encoding.space().parts().stream()
                        .map(part -> part.name() + " " + part.levels())
                        .toList());
        assertEquals(
                List.of("spikes", "gaps", "spikes and gaps"),
                encoding.space().parts().stream()
                        .filter(RowPart::governed)
                        .map(RowPart::name)
                        .toList());
    }

    @Test
    void aTableIsEncodedTheSameAgainAndFromItsDescription() {
        Table table = MixedColumns.all(2000);
        TableEncoding encoding = MixedColumns.fit(table, MixedColumns.AUTOMATIC);
        TableEncoding read = TableEncoding.fromJson(encoding.toJson());
        assertEquals(encoding, read);
        assertEquals(encoding.toJson(), read.toJson());
        assertEquals(encoding.space(), read.space());
        float[] rows = encode(encoding, table).toArray();
        assertArrayEquals(rows, encode(encoding, table).toArray());
        assertArrayEquals(rows, encode(read, table).toArray());
    }

    /** A number without a value is 0, and coordinates of labels are whole. */
    @Test
    void rowsHoldLevelsAndZeros() {
        Table table = MixedColumns.all(500);
        TableEncoding encoding = MixedColumns.fit(table, MixedColumns.AUTOMATIC);
        RowMatrix rows = encode(encoding, table);
        List<RowPart> parts = encoding.space().parts();
        for (int p = 0; p < parts.size(); p++) {
            for (int row = 0; row < rows.rows(); row++) {
                float code = rows.get(row, parts.get(p).offset());
                if (parts.get(p).isLabel()) {
                    assertTrue(code == Math.rint(code)
                            && code >= 0
                            && code < parts.get(p).levels());
                } else if (parts.get(p).governed()) {
                    RowPart label = parts.get(p - 1);
                    boolean value = rows.get(row, label.offset()) == label.levels() - 1;
                    assertTrue(value || code == 0);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void fewRows(int rows) {
        Table table = new MixedColumns(rows)
                .with("s", ColumnKind.TEXT, i -> i == 0 ? null : "x")
                .with("t", ColumnKind.TEXT, i -> "label " + i)
                .with("x", ColumnKind.DOUBLE, i -> i == 1 ? null : i / 3.0)
                .with("y", ColumnKind.INT, i -> i)
                .table();
        comesBack(MixedColumns.fit(table, MixedColumns.AUTOMATIC), table);
    }

    @ParameterizedTest
    @EnumSource(Modelling.Role.class)
    void oneValueWithGaps(Modelling.Role role) {
        Table table = new MixedColumns(50)
                .with("x", ColumnKind.DOUBLE, i -> i % 3 == 0 ? null : 1.5)
                .with("y", ColumnKind.DOUBLE, i -> i)
                .table();
        Modelling modelling = new Modelling(Modelling.Role.AUTOMATIC, Map.of("x", role));
        comesBack(MixedColumns.fit(table, MixedColumns.AUTOMATIC.with(modelling)), table);
    }

    /** Chosen numbers have no spikes, be one value in nearly all rows. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void chosenNumbersHaveNoSpikes(boolean gaps) {
        Table table = new MixedColumns(300)
                .with("x", ColumnKind.DOUBLE, i -> gaps && i % 10 == 0 ? null : i < 290 ? 0.0 : 1.0)
                .with("y", ColumnKind.DOUBLE, i -> i)
                .table();
        Modelling modelling = new Modelling(Modelling.Role.NUMBER, Map.of("y", Modelling.Role.AUTOMATIC));
        TableEncoding encoding = MixedColumns.fit(table, MixedColumns.AUTOMATIC.with(modelling));
        comesBack(encoding, table);
        assertEquals(gaps ? List.of(2) : List.of(), encoding.space().labels());
    }

    @Test
    void aColumnOfNumbersIsChosenToBeALabelOrNumbers() {
        Table table = new MixedColumns(400)
                .with("many", ColumnKind.DOUBLE, i -> i % 50 / 7.0)
                .with("few", ColumnKind.INT, i -> i % 3)
                .table();
        assertEquals(
                List.of(3),
                MixedColumns.fit(table, MixedColumns.AUTOMATIC).space().labels());
        Modelling modelling = new Modelling(
                Modelling.Role.AUTOMATIC, Map.of("many", Modelling.Role.LABEL, "few", Modelling.Role.NUMBER));
        TableEncoding encoding = MixedColumns.fit(table, MixedColumns.AUTOMATIC.with(modelling));
        assertEquals(List.of(50), encoding.space().labels());
        assertEquals(1, encoding.space().numbers());
        comesBack(encoding, table);
        assertEquals(encoding, TableEncoding.fromJson(encoding.toJson()));
    }

    @Test
    void aNumberThatIsNoLevelIsTheNearestOne() {
        Table table =
                new MixedColumns(40).with("x", ColumnKind.DOUBLE, i -> i % 4).table();
        TableEncoding encoding = MixedColumns.fit(table, MixedColumns.AUTOMATIC);
        Table other = Table.numbers("x", -5, 0.4, 0.6, 2.9, 100);
        assertEquals(
                List.of(0.0, 0.0, 1.0, 3.0, 3.0),
                MixedColumns.cells(encoding.decode(encode(encoding, other), Monitor.none()), "x"));
    }

    @Test
    void anUnseenLabelIsRefusedByName() {
        TableEncoding encoding = MixedColumns.fit(MixedColumns.all(100), MixedColumns.AUTOMATIC);
        Table other = MixedColumns.all(101);
        Table strange = new MixedColumns(3)
                .with("text", ColumnKind.TEXT, i -> i == 2 ? "new ".repeat(2000) : "t1")
                .table();
        Table table = strange.beside(other.select(new int[] {0, 1, 2})
                .choose(other.columns().subList(1, other.columns().size())));
        FlowException e = assertThrows(FlowException.class, () -> encode(encoding, table));
        assertTrue(e.problem().contains("\"text\"") && e.problem().contains("row 3"), e.problem());
        assertTrue(e.problem().length() < 400, e.problem());
    }

    @Test
    void aGapWhereNoneWasSeenIsRefusedByName() {
        TableEncoding encoding = MixedColumns.fit(MixedColumns.all(200), MixedColumns.AUTOMATIC);
        for (String name : List.of("text", "few", "spikes", "number", "constant", "one text")) {
            Table all = MixedColumns.all(3);
            int c = all.indexOf(name);
            Table gap = new MixedColumns(3)
                    .with(
                            name,
                            all.columns().get(c).kind(),
                            i -> i == 1 ? null : MixedColumns.cells(all, name).get(i))
                    .table();
            Table table = gap.beside(all.choose(all.columns().stream()
                    .filter(column -> !column.name().equals(name))
                    .toList()));
            FlowException e = assertThrows(FlowException.class, () -> encode(encoding, table), name);
            assertTrue(e.problem().contains("\"" + name + "\"") && e.problem().contains("row 2"), e.problem());
        }
    }

    @Test
    void labelsOfTenThousandCharacters() {
        Table table = new MixedColumns(60)
                .with("s", ColumnKind.TEXT, i -> "long ".repeat(2000) + i % 5)
                .table();
        TableEncoding encoding = MixedColumns.fit(table, MixedColumns.AUTOMATIC);
        comesBack(encoding, table);
        comesBack(TableEncoding.fromJson(encoding.toJson()), table);
    }

    @ParameterizedTest
    @EnumSource(names = {"DOUBLE", "TEXT"})
    void aColumnOfGapsAloneIsRefused(ColumnKind kind) {
        Table table = new MixedColumns(30)
                .with("nothing", kind, i -> null)
                .with("y", ColumnKind.DOUBLE, i -> i)
                .table();
        FlowException e = assertThrows(FlowException.class, () -> MixedColumns.fit(table, MixedColumns.AUTOMATIC));
        assertTrue(e.problem().contains("\"nothing\""), e.problem());
    }

    @Test
    void constantColumnsAloneAreRefused() {
        Table table = new MixedColumns(30)
                .with("s", ColumnKind.TEXT, i -> "same")
                .with("x", ColumnKind.DOUBLE, i -> 3)
                .table();
        FlowException e = assertThrows(FlowException.class, () -> MixedColumns.fit(table, MixedColumns.AUTOMATIC));
        assertEquals("Every chosen column of the target table is constant.", e.problem());
    }

    @Test
    void identifiersAreLeftOutWithANoteUnlessChosen() {
        MixedColumns made = new MixedColumns(400)
                .with("key", ColumnKind.TEXT, i -> "person " + i)
                .with("number", ColumnKind.INT, i -> 1000 + i)
                .with("with gaps", ColumnKind.INT, i -> i % 100 == 3 ? null : 5000 + i)
                .with("x", ColumnKind.DOUBLE, i -> i % 5);
        Table table = made.table();
        TableEncoding encoding = MixedColumns.fit(table, MixedColumns.AUTOMATIC);
        assertEquals(
                List.of("x"),
                encoding.columns().stream().map(column -> column.name()).toList());
        assertEquals(3, encoding.notes().size());
        for (int i = 0; i < 3; i++) {
            String note = encoding.notes().get(i);
            assertTrue(
                    note.startsWith("The column \"" + table.names().get(i) + "\" looks like an identifier")
                            && note.contains("left out"),
                    note);
        }
        comesBack(encoding, table);
        Modelling modelling = new Modelling(
                Modelling.Role.AUTOMATIC, Map.of("key", Modelling.Role.LABEL, "number", Modelling.Role.NUMBER));
        TableEncoding kept = MixedColumns.fit(table, MixedColumns.AUTOMATIC.with(modelling));
        assertEquals(3, kept.columns().size());
        comesBack(kept, table);
    }

    @Test
    void identifiersAloneAreNoConstants() {
        Table table = new MixedColumns(400)
                .with("key", ColumnKind.TEXT, i -> "person " + i)
                .with("x", ColumnKind.DOUBLE, i -> 1)
                .table();
        FlowException e = assertThrows(FlowException.class, () -> MixedColumns.fit(table, MixedColumns.AUTOMATIC));
        assertTrue(e.problem().contains("looks like an identifier"), e.problem());
    }

    @Test
    void moreTextsThanADictionaryKeepsAreLeftOutOrRefused() {
        Table table = new MixedColumns(70_000)
                .with("key", ColumnKind.TEXT, i -> "k" + i)
                .with("x", ColumnKind.DOUBLE, i -> i % 3)
                .table();
        assertEquals(
                1, MixedColumns.fit(table, MixedColumns.AUTOMATIC).columns().size());
        Modelling modelling = new Modelling(Modelling.Role.AUTOMATIC, Map.of("key", Modelling.Role.LABEL));
        FlowException e = assertThrows(
                FlowException.class, () -> MixedColumns.fit(table, MixedColumns.AUTOMATIC.with(modelling)));
        assertTrue(e.problem().contains("\"key\"") && e.problem().contains("65,536"), e.problem());
    }

    @Test
    void tooManyNumbersForALabelAreRefused() {
        Table table = new MixedColumns(70_000)
                .with("x", ColumnKind.DOUBLE, i -> i / 7.0)
                .table();
        Modelling modelling = new Modelling(Modelling.Role.LABEL, Map.of());
        FlowException e = assertThrows(
                FlowException.class, () -> MixedColumns.fit(table, MixedColumns.AUTOMATIC.with(modelling)));
        assertTrue(e.problem().contains("\"x\"") && e.problem().contains("70,000"), e.problem());
    }

    /** The row of a far cell is that of the table, not that among the cells that are there. */
    @Test
    void aFarCellBehindGapsIsNamedByItsRow() {
        Table table = new MixedColumns(300)
                .with("x", ColumnKind.DOUBLE, i -> i % 4 == 0 ? null : i == 41 ? 1e16 : Math.sin(i))
                .table();
        FlowException e = assertThrows(
                FlowException.class,
                () -> MixedColumns.fit(
                        table, new EncodingSettings(Scaling.STANDARDISE, false, true, 0, Modelling.AUTOMATIC)));
        assertTrue(e.problem().contains("row 42 has the value 1.0E16"), e.problem());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void rareTextsShareALevelAndComeBack(boolean gaps) {
        int rows = 30_000;
        // the i-th text comes in about 1 / i of the rows
        Table table = new MixedColumns(rows)
                .with("s", ColumnKind.TEXT, i -> gaps && i % 17 == 0 ? null : "t" + (int) (rows / (1.0 + i)) + i % 2)
                .table();
        TableEncoding encoding =
                MixedColumns.fit(table, MixedColumns.AUTOMATIC.with(new Modelling(Modelling.Role.LABEL, Map.of())));
        assertEquals(
                List.of(Math.min(LevelColumn.MOST, table.dictionary(0).size()) + (gaps ? 1 : 0)),
                encoding.space().labels());
        comesBack(encoding, table);
        TableEncoding read = TableEncoding.fromJson(encoding.toJson());
        assertEquals(encoding, read);
        comesBack(read, table);
    }

    @Test
    void theMostTextsThatADictionaryKeepsComeBack() {
        int texts = 65_536;
        Table table = new MixedColumns(2 * texts)
                .with("s", ColumnKind.TEXT, i -> "t" + (i < texts ? i : 7))
                .table();
        comesBack(
                MixedColumns.fit(table, MixedColumns.AUTOMATIC.with(new Modelling(Modelling.Role.LABEL, Map.of()))),
                table);
    }

    /** A level of 501 texts: the 499 most frequent have their own, and a drawn place gives each of the others its share. */
    @Test
    void placesWithinTheSharedLevelFollowTheFrequencies() {
        int[] counts = IntStream.range(0, 502).map(k -> k < 499 ? 20 : k - 498).toArray();
        int[] cells = IntStream.range(0, counts.length)
                .flatMap(k -> IntStream.generate(() -> k).limit(counts[k]))
                .toArray();
        Table table = new MixedColumns(cells.length)
                .with("s", ColumnKind.TEXT, i -> String.format("%03d", cells[i]))
                .table();
        TableEncoding encoding = MixedColumns.fit(table, MixedColumns.AUTOMATIC);
        assertEquals(List.of(500), encoding.space().labels());
        int draws = 6000;
        float[] codes = new float[draws];
        for (int i = 0; i < draws; i++) {
            codes[i] = (i + 0.5f) / draws;
        }
        List<Object> drawn = MixedColumns.cells(encoding.decode(RowMatrix.of(codes, 1), Monitor.none()), "s");
        for (int k = 499; k < 502; k++) {
            String text = String.format("%03d", k);
            long share = drawn.stream().filter(text::equals).count();
            assertEquals(draws * (k - 498) / 6.0, share, 1.5, text);
        }
        comesBack(encoding, table);
    }
}
