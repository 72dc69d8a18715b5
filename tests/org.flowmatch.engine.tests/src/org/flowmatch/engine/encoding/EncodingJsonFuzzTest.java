// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.engine.fuzz.Mutations;
import org.flowmatch.engine.fuzz.Reading;
import org.flowmatch.engine.json.JsonBounds;
import org.flowmatch.engine.json.JsonFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EncodingJsonFuzzTest {
    private static final Table TABLE = new Table(
            List.of(
                    new ColumnInfo("x", ColumnKind.DOUBLE),
                    new ColumnInfo("k", ColumnKind.INT),
                    new ColumnInfo("n", ColumnKind.LONG),
                    new ColumnInfo("c", ColumnKind.DOUBLE)),
            new double[][] {
                IntStream.range(0, 12).mapToDouble(i -> i * i / 7.0).toArray(),
                IntStream.range(0, 12).mapToDouble(i -> i / 4).toArray(),
                IntStream.range(0, 12).mapToDouble(i -> 1000 * i).toArray(),
                new double[12]
            },
            12);

    /** What is read encodes and decodes the table. */
    @ParameterizedTest
    @EnumSource(Scaling.class)
    void whateverADescriptionHolds(Scaling scaling) {
        survives(TableEncoding.fit(TABLE, new EncodingSettings(scaling, true, false, 1), Monitor.none()), TABLE);
    }

    /** Texts, levels, spikes and rare levels that do not fit together are told. */
    @Test
    void whateverADescriptionOfLabelsHolds() {
        EncodingSettings settings = MixedColumns.AUTOMATIC.with(
                new Modelling(Modelling.Role.AUTOMATIC, Map.of("few", Modelling.Role.LABEL)));
        Table table = MixedColumns.all(20);
        survives(MixedColumns.fit(table, settings), table);
        Table fewer = table.select(IntStream.range(5, 20).toArray());
        survives(MixedColumns.fit(fewer, settings).withSource(table), table);
        Table texts = new MixedColumns(5)
                .with("s", ColumnKind.TEXT, i -> i == 4 ? null : "abcd".substring(i, i + 1))
                .table();
        LevelColumn rare = new LevelColumn(
                new double[] {0, 2}, new long[] {5, 4}, 1, new RareLevels(new double[] {1, 3}, new long[] {1, 2}));
        FittedColumn column =
                new FittedColumn(texts.columns().get(0), rare, new Resolution(0), 0, 3, List.of("a", "b", "c", "d"));
        survives(new TableEncoding(settings, List.of(column), List.of()), texts);
    }

    /** Groups that do not fit the columns, and columns that do not fit a group. */
    @Test
    void whateverADescriptionOfRulesHolds() {
        Table table = OrderedTable.of(40, 1);
        Table prices =
                table.choose(List.of(table.columns().get(2), table.columns().get(6)));
        survives(MixedColumns.fit(prices, MixedColumns.AUTOMATIC.keeping(List.of(OrderedTable.PRICES))), prices);
        Table parts = PartsTable.of(80, 1);
        survives(MixedColumns.fit(parts, PartsTable.SETTINGS), parts);
    }

    private static void survives(TableEncoding original, Table table) {
        String text = original.toJson().toString();
        int read = 0;
        for (int number = 0; number < Mutations.COUNT; number++) {
            String changed = new Mutations(number).json(text);
            String what = "mutation " + number + ": " + changed;
            List<TableEncoding> result = new ArrayList<>();
            if (Reading.survives("coding", what, () -> result.add(read(changed)))) {
                // what a table does not fit is told with its column
                Reading.survives("", what, () -> use(result.get(0), table));
                read++;
            }
        }
        assertTrue(read > 20, "some changes are harmless: " + read);
    }

    private static TableEncoding read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return TableEncoding.fromJson(
                JsonFields.parse(new ByteArrayInputStream(bytes), JsonBounds.ofPlain(bytes.length), "encoding"));
    }

    private static void use(TableEncoding encoding, Table table) {
        encoding.decode(RowMatrix.of(new float[encoding.dimensions()], encoding.dimensions()), Monitor.none());
        if (encoding.columns().equals(table.columns())) {
            encoding.encode(table, TableRole.SOURCE, Monitor.none());
        }
    }
}
