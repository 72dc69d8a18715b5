// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Dictionary;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.engine.json.ModelFormat;
import org.junit.jupiter.api.Test;

/** Texts that are modelled by the symbols at their places. */
class CodeColumnTest {
    private static final Modelling CODES = Modelling.AUTOMATIC.withSequences(List.of(List.of("code")));
    private static final Optional<String> MARK = Optional.of("?");

    /** Codes beside a label; null for a missing one. */
    private static Table table(String... codes) {
        Table.Builder builder = Table.builder(
                List.of(new ColumnInfo("class", ColumnKind.TEXT), new ColumnInfo("code", ColumnKind.TEXT)));
        for (int row = 0; row < codes.length; row++) {
            double code =
                    codes[row] == null ? Double.NaN : builder.dictionary(1).code(codes[row]);
            builder.add(builder.dictionary(0).code("c" + row % 2), code);
        }
        return builder.build();
    }

    private static TableEncoding fit(Table table) {
        return TableEncoding.fit(table, EncodingSettings.defaults().with(CODES), Monitor.none());
    }

    private static List<String> codes(Table table) {
        int column = table.indexOf("code");
        List<String> codes = new ArrayList<>();
        for (double cell : table.column(column)) {
            codes.add(Double.isNaN(cell) ? null : table.dictionary(column).text((int) cell));
        }
        return codes;
    }

    private static List<String> roundTrip(TableEncoding encoding, Table table) {
        return codes(encoding.decode(encoding.encode(table, TableRole.TARGET, Monitor.none()), Monitor.none()));
    }

    @Test
    void codesOfSeveralLengthsComeBackAndSoDoMissingOnes() {
        String[] codes = {"AB1", "B", null, "AB12", "\uD83D\uDE00\u00E41", "B2"};
        TableEncoding encoding = fit(table(codes));
        assertEquals(Arrays.asList(codes), roundTrip(encoding, table(codes)));
        assertEquals(
                List.of("class", "code"),
                encoding.columns().stream().map(ColumnInfo::name).toList());
        assertEquals(
                List.of("class", "code: 1", "code: 2", "code: 3", "code: 4"),
                encoding.encodedColumns().stream().map(ColumnInfo::name).toList());
    }

    /** The symbols of all places are those of one sequence; the end is one of them, and a missing cell is. */
    @Test
    void placesAreThePositionsOfASequence() {
        TableEncoding encoding = fit(table("AB", "B", null, "BA"));
        assertEquals(
                List.of(new Sequence(
                        List.of(Optional.empty(), "", "A", "B"),
                        List.of(
                                new Sequence.Position("code: 1", 2, List.of(0, 2, 3)),
                                new Sequence.Position("code: 2", 5, List.of(1, 2, 3))))),
                encoding.sequences());
        assertEquals(ModelFormat.VERSION_4, encoding.since());
        assertTrue(encoding.columnsWithGaps().contains("code"));
    }

    /** A row of any levels is a code: what stands behind its end does not come out, and a code need not have been seen. */
    @Test
    void everyRowOfLevelsIsACode() {
        TableEncoding encoding = fit(table("AB", "B", null, "BA"));
        float[] rows = {
            0, 1, 1, // A A, which was not seen
            0, 2, 0, // B
            0, 0, 2, // missing, whatever comes behind
            1, 2, 2
        };
        assertEquals(
                Arrays.asList("AA", "B", null, "BB"), codes(encoding.decode(RowMatrix.of(rows, 3), Monitor.none())));
    }

    @Test
    void aPlaceThatIsTheSameInAllCodesHasNoCoordinate() {
        String[] codes = {"X-1", "X-2", "X-1"};
        TableEncoding encoding = fit(table(codes));
        assertEquals(
                List.of("class", "code: 3"),
                encoding.encodedColumns().stream().map(ColumnInfo::name).toList());
        assertEquals(Arrays.asList(codes), roundTrip(encoding, table(codes)));
        assertArrayEquals(new int[] {0, 1}, encoding.standIns());
        assertEquals(2, encoding.variableColumns().size());
    }

    @Test
    void itIsStored() {
        TableEncoding encoding = fit(table("AB", "B", null, "BA"));
        TableEncoding read = TableEncoding.fromJson(encoding.toJson());
        assertEquals(encoding, read);
        assertEquals(encoding.sequences(), read.sequences());
        assertEquals(Arrays.asList("AB", null, "B"), roundTrip(read, table("AB", null, "B")));
        assertFalse(TableEncoding.fit(
                        table("AB", "B", "AB"), EncodingSettings.defaults().with(Modelling.AUTOMATIC), Monitor.none())
                .toJson()
                .toString()
                .contains("codes"));
    }

    /** Each row has a code of its own, more of them than a dictionary of labels keeps. */
    @Test
    void manyDifferentCodesComeBack() {
        int rows = Dictionary.MOST_TEXTS + 500;
        Table.Builder builder =
                Table.builder(List.of(new ColumnInfo("code", ColumnKind.TEXT))).ofCodes(Set.of("code"));
        for (int row = 0; row < rows; row++) {
            builder.add(builder.dictionary(0).code(Integer.toString(row)));
        }
        Table table = builder.build();
        assertEquals(codes(table), roundTrip(fit(table), table));
    }

    private static String refusal(String... codes) {
        FlowException refused = assertThrows(FlowException.class, () -> fit(table(codes)));
        return refused.problem() + " " + refused.remedy();
    }

    @Test
    void whatCannotBeACodeIsRefusedByName() {
        assertEquals(
                "Column \"code\" of the target table is to be codes, but has an empty text in row 2. Make it a missing cell,"
                        + " or remove such rows: codes have 1 to 64 symbols.",
                refusal("A", "", "B"));
        assertTrue(refusal("A", "b".repeat(64), "c".repeat(65)).contains("of 65 symbols in row 3"));
        String[] many = IntStream.range(0, 257)
                .mapToObj(k -> Character.toString(0x4E00 + k))
                .toArray(String[]::new);
        assertTrue(refusal(many).contains("has 257 different symbols. Codes have at most 256"), refusal(many));
        assertTrue(refusal(null, null).contains("missing cells alone"));
        Table numbers = Table.numbers("code", 1, 2, 3);
        assertTrue(
                assertThrows(FlowException.class, () -> fit(numbers)).problem().contains("holds no texts"));
        assertThrows(FlowException.class, () -> fit(Table.texts("other", List.of("a", "b"))));
    }

    /** 256 symbols, the end and a missing cell. */
    @Test
    void theLargestAlphabetIsTaken() {
        String[] codes = IntStream.range(0, 258)
                .mapToObj(k -> k == 256 ? null : k == 257 ? "\u4E00\u4E01" : Character.toString(0x4E00 + k))
                .toArray(String[]::new);
        assertEquals(258, fit(table(codes)).sequences().get(0).symbols().size());
        assertEquals(Arrays.asList(codes), roundTrip(fit(table(codes)), table(codes)));
    }

    /** In a table that the encoding was not fitted on. */
    @Test
    void unknownSymbolsAndLengthsAreLabelsThatWereNotLearnt() {
        TableEncoding encoding = fit(table("AB", "BA", "AA"));
        for (String code : List.of("AC", "ABA", "A", "")) {
            Table other = table("AB", code);
            assertEquals(1, UnseenLabels.of(encoding, other, Monitor.none()).rows(), code);
            assertThrows(FlowException.class, () -> encoding.encode(other, TableRole.TARGET, Monitor.none()));
        }
        assertEquals(0, UnseenLabels.of(encoding, table("BB"), Monitor.none()).rows());
        assertEquals(
                1, UnknownCells.of(encoding, table("BB", null), Monitor.none()).rows());
    }

    private static GivenTable given(TableEncoding encoding, String... codes) {
        return GivenTable.of(encoding, Table.texts("code", Arrays.asList(codes)), Set.of(), Set.of(), MARK);
    }

    /** What is open is NaN: marks, and missing codes; behind the last symbol of a code it has ended. */
    @Test
    void marksAreOpenPlaces() {
        TableEncoding encoding = fit(table("AB1", "BA2", "A", null));
        float[] rows =
                given(encoding, "A?2", "AB", "B??", null).encode(Monitor.none()).toArray();
        float open = Float.NaN;
        float[] expected = {open, 1, open, 2, open, 1, 2, 0, open, 2, open, open, open, open, open, open};
        assertArrayEquals(expected, rows);
    }

    /** What was made of other places than the open ones does not matter; places before given symbols have one. */
    @Test
    void givenPlacesComeBackAsTheyAre() {
        TableEncoding encoding = fit(table("AB1", "BA2", "AB2", "A", null));
        GivenTable given = given(encoding, "A?2", "AB1", "B??", null, "??1", "???");
        Table made = table("BA1", "BBB", "AA", "AB", null, "B");
        assertEquals(Arrays.asList("AA2", "AB1", "BA", "AB", "AB1", "B"), codes(given.restore(made, 0)));
        assertEquals(List.of("BA", "B"), codes(given.select(new int[] {2, 5}).restore(table("AA", "B"), 0)));
    }

    private static String refusedGiven(TableEncoding encoding, String code) {
        FlowException refused = assertThrows(FlowException.class, () -> given(encoding, "AB1", code));
        return refused.problem() + " " + refused.remedy();
    }

    @Test
    void aGivenCodeThatWasNotLearntIsRefusedWithWhatIsAllowed() {
        TableEncoding encoding = fit(table("AB1", "BA2", "AB2"));
        assertEquals(
                "Column \"code\" of the table of given values has \"AX?\" in row 2, whose 2nd place has \"X\", which the model has"
                        + " not learnt there. Give one of those that it has there: A B; or \"?\" where it is to be made.",
                refusedGiven(encoding, "AX?"));
        assertTrue(refusedGiven(encoding, "AB1?").contains("which has 4 symbols. Give a code of 1 to 3 symbols"));
        assertTrue(refusedGiven(encoding, "AB").contains("3rd place has no symbol"));
        assertTrue(refusedGiven(encoding, "").contains("which has no symbol."));
        FlowException dialog = assertThrows(
                FlowException.class,
                () -> GivenTable.of(encoding, Table.texts("code", List.of("XB1")), Set.of(), Set.of("code"), MARK));
        assertTrue(dialog.problem().contains("is given \"XB1\" in the dialog"), dialog.problem());
    }

    @Test
    void aMarkThatIsASymbolIsRefusedWhereItOccurs() {
        TableEncoding encoding = fit(table("A?", "?B", "AB"));
        FlowException refused = assertThrows(FlowException.class, () -> given(encoding, "A?"));
        assertTrue(refused.problem().contains("is a symbol of the codes themselves"), refused.problem());
        assertEquals(1, given(encoding, "AB").rows());
        GivenTable other =
                GivenTable.of(encoding, Table.texts("code", List.of("A*")), Set.of(), Set.of(), Optional.of("*"));
        assertEquals(List.of("A?"), codes(other.restore(table("B?"), 0)));
    }

    @Test
    void missingCodesCanBeGivenAsSuch() {
        TableEncoding encoding = fit(table("AB", "B", null, "BA"));
        Table codes = Table.texts("code", Arrays.asList(null, "B"));
        float[] rows = GivenTable.of(encoding, codes, Set.of("code"))
                .encode(Monitor.none())
                .toArray();
        assertArrayEquals(new float[] {Float.NaN, 0, 0, Float.NaN, 2, 0}, rows);
        TableEncoding whole = fit(table("AB", "B", "BA"));
        assertThrows(FlowException.class, () -> GivenTable.of(whole, codes, Set.of("code")));
    }

    @Test
    void itsReportIsThatOfOneColumn() {
        List<PartReport> reports = fit(table("AB", "B", null, "BA")).reports();
        assertEquals(2, reports.size());
        assertEquals("code", reports.get(1).as());
        assertEquals(2, reports.get(1).levels());
        assertEquals(0.25, reports.get(1).missing());
    }

    /** What source rows hold beyond the target table's symbols are starts. */
    @Test
    void symbolsOfASourceTableAloneAreKnownAsStarts() {
        Table source = table("AX", null, "B");
        TableEncoding encoding = fit(table("AB", "BA", "AA")).withSource(source);
        assertEquals(
                3, encoding.encode(source, TableRole.SOURCE, Monitor.none()).rows());
        assertEquals(List.of("", "X"), encoding.sourceLevels().get(2).texts());
    }

    private static PartReport report(List<String> texts, Modelling modelling) {
        Table table = Table.texts("code", texts)
                .beside(Table.numbers(
                        "x",
                        IntStream.range(0, texts.size()).mapToDouble(k -> k % 7).toArray()));
        return TableEncoding.fit(table, EncodingSettings.defaults().with(modelling), Monitor.none())
                .reports()
                .get(0);
    }

    /** Left out as identifiers, or labels of many values. */
    @Test
    void textsThatLookLikeCodesAreNamed() {
        List<String> all = IntStream.range(1000, 1900).mapToObj(k -> "AB-" + k).toList();
        String warning = report(all, Modelling.AUTOMATIC).warnings().get(0);
        assertTrue(warning.endsWith("to keep it: as a code its symbols are, and new codes come out."), warning);
        List<String> twice =
                IntStream.range(0, 900).mapToObj(k -> "AB-" + (1000 + k / 3)).toList();
        String why = report(twice, Modelling.AUTOMATIC).why();
        assertTrue(why.contains("they look like codes"), why);
        List<String> words = IntStream.range(0, 900)
                .mapToObj(k -> "no " + "x".repeat(k / 3 % 40) + k / 3)
                .toList();
        assertFalse(report(words, Modelling.AUTOMATIC).why().contains("codes"));
        assertEquals("code", report(all, CODES).as());
    }
}
