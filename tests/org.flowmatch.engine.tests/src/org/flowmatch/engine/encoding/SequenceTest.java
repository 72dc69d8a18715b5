// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Columns that are the positions of a sequence of labels. */
class SequenceTest {
    private static final List<List<String>> CODE = List.of(List.of("third", "first", "same"));

    private static Modelling with(List<List<String>> sequences) {
        return Modelling.AUTOMATIC.withSequences(sequences);
    }

    /** A number of few values, two texts that share symbols, one of them with a gap, and a text that is always the same. */
    private static Table table() {
        Table.Builder builder = Table.builder(List.of(
                new ColumnInfo("number", ColumnKind.DOUBLE),
                new ColumnInfo("first", ColumnKind.TEXT),
                new ColumnInfo("other", ColumnKind.TEXT),
                new ColumnInfo("third", ColumnKind.TEXT),
                new ColumnInfo("same", ColumnKind.TEXT)));
        String[] first = {"a", "c", "a", "c"};
        String[] third = {"b", "c", "d", null};
        for (int row = 0; row < 4; row++) {
            builder.add(
                    row * 0.37,
                    builder.dictionary(1).code(first[row]),
                    builder.dictionary(2).code("other" + row % 2),
                    third[row] == null ? Double.NaN : builder.dictionary(3).code(third[row]),
                    builder.dictionary(4).code("x"));
        }
        return builder.build();
    }

    private static TableEncoding fit(Table table, Modelling modelling) {
        return TableEncoding.fit(table, EncodingSettings.defaults().with(modelling), Monitor.none());
    }

    @Test
    void positionsHaveTheirSymbolsInCommon() {
        TableEncoding encoding = fit(table(), with(CODE));
        assertEquals(
                List.of(new Sequence(
                        List.of(Optional.empty(), "a", "b", "c", "d"),
                        List.of(
                                new Sequence.Position("third", 8, List.of(0, 2, 3, 4)),
                                new Sequence.Position("first", 4, List.of(1, 3))))),
                encoding.sequences());
        assertEquals(List.of(), fit(table(), Modelling.AUTOMATIC).sequences());
    }

    @Test
    void theyAreStoredAndAbsentInWhatEarlierVersionsWrote() {
        TableEncoding encoding = fit(table(), with(CODE));
        TableEncoding read = TableEncoding.fromJson(encoding.toJson());
        assertEquals(encoding.settings(), read.settings());
        assertEquals(encoding.sequences(), read.sequences());
        assertFalse(fit(table(), Modelling.AUTOMATIC).toJson().toString().contains("sequences"));
    }

    /** By their values these are numbers; one of them looks like an identifier. */
    @Test
    void numbersAtAPositionAreLabels() {
        Table.Builder builder =
                Table.builder(List.of(new ColumnInfo("x", ColumnKind.INT), new ColumnInfo("y", ColumnKind.INT)));
        for (int row = 0; row < 200; row++) {
            builder.add(row, row % 150);
        }
        TableEncoding encoding = fit(builder.build(), with(List.of(List.of("x", "y"))));
        assertEquals(List.of(200, 150), encoding.space().labels());
        assertEquals(200, encoding.sequences().get(0).symbols().size());
        assertEquals(0.0, encoding.sequences().get(0).symbols().get(0));
    }

    @Test
    void sequencesThatCannotBeAreRefused() {
        assertRefused("is named twice in sequences", () -> with(List.of(List.of("a", "b"), List.of("c", "a"))));
        assertRefused(
                "The number of columns of a sequence is 0, but must be between 1 and 64",
                () -> with(List.of(List.of())));
        assertRefused(
                "is to be the column \"number\" alone, which holds no texts",
                () -> fit(table(), with(List.of(List.of("number")))));
        assertRefused(
                "The number of columns of a sequence is 65, but must be between 1 and 64",
                () -> with(List.of(IntStream.range(0, 65).mapToObj(i -> "c" + i).toList())));
        assertRefused(
                "The column \"b\" is to be a number and a position of a sequence.",
                () -> new Modelling(
                        Modelling.Role.AUTOMATIC,
                        Map.of("b", Modelling.Role.NUMBER),
                        Map.of(),
                        List.of(List.of("a", "b"))));
        assertRefused(
                "A sequence has the columns \"fourth\", \"fifth\", which the flow has not.",
                () -> fit(table(), with(List.of(List.of("first", "fourth", "fifth")))));
    }

    @Test
    void tooManySymbolsAreRefused() {
        List<ColumnInfo> columns = List.of(new ColumnInfo("x", ColumnKind.INT), new ColumnInfo("y", ColumnKind.INT));
        List<double[]> rows = new ArrayList<>();
        for (int row = 0; row < 130; row++) {
            rows.add(new double[] {row, 1000 + row});
        }
        Table.Builder builder = Table.builder(columns);
        rows.forEach(builder::add);
        assertRefused(
                "The number of different values in the sequence \"x\", \"y\" is 260, but must be between 1 and 257.",
                () -> fit(builder.build(), with(List.of(List.of("x", "y")))));
    }

    private static void assertRefused(String problem, Executable action) {
        FlowException refused = assertThrows(FlowException.class, action);
        assertTrue(refused.getMessage().contains(problem), refused.getMessage());
    }
}
