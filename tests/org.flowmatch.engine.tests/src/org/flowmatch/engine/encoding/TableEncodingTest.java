// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.RowMatrixWriter;
import org.flowmatch.engine.data.RowPart;
import org.flowmatch.engine.data.RowSpace;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TableEncodingTest {
    private static final List<ColumnInfo> COLUMNS = List.of(
            new ColumnInfo("price", ColumnKind.DOUBLE),
            new ColumnInfo("fixed", ColumnKind.DOUBLE),
            new ColumnInfo("count", ColumnKind.INT),
            new ColumnInfo("id", ColumnKind.LONG));

    private static Table table() {
        return builder().build();
    }

    private static Table.Builder builder() {
        Table.Builder builder = Table.builder(COLUMNS);
        for (int i = 0; i < 500; i++) {
            builder.add(i * i % 97 / 20.0, 3.25, i % 5 - 2, 1000L * (i % 50));
        }
        return builder;
    }

    private static TableEncoding fit(Scaling scaling, boolean limit) {
        return TableEncoding.fit(table(), new EncodingSettings(scaling, false, limit, 1), Monitor.none());
    }

    @Test
    void encodingsAreEqualWhenTheyEncodeAlike() {
        assertEquals(fit(Scaling.QUANTILE, true), fit(Scaling.QUANTILE, true));
        assertNotEquals(fit(Scaling.QUANTILE, true), fit(Scaling.QUANTILE, false));
        assertNotEquals(fit(Scaling.QUANTILE, true), fit(Scaling.STANDARDISE, true));
        Table oneRowMore = builder().add(0.05, 3.25, 0, 1000).build();
        for (Scaling scaling : List.of(Scaling.QUANTILE, Scaling.STANDARDISE)) {
            TableEncoding other =
                    TableEncoding.fit(oneRowMore, new EncodingSettings(scaling, false, true, 1), Monitor.none());
            assertNotEquals(fit(scaling, true), other);
        }
    }

    @ParameterizedTest
    @EnumSource(Scaling.class)
    void kindsAndConstantColumnsComeBack(Scaling scaling) {
        TableEncoding encoding = fit(scaling, true);
        assertEquals(3, encoding.dimensions());
        assertEquals(
                List.of("price", "count", "id"),
                encoding.encodedColumns().stream().map(ColumnInfo::name).toList());
        assertEquals(
                new RowSpace(List.of(
                        RowPart.euclidean("price", 0, 1),
                        RowPart.euclidean("count", 1, 1),
                        RowPart.euclidean("id", 2, 1))),
                encoding.space());
        RowMatrix rows = encoding.encode(table(), TableRole.TARGET, Monitor.none());
        Table back = encoding.decode(rows, Monitor.none());
        assertEquals(COLUMNS, back.columns());
        for (int c = 0; c < 4; c++) {
            assertArrayEquals(table().column(c), back.column(c));
        }
    }

    @ParameterizedTest
    @EnumSource(Scaling.class)
    void valuesStayInTheObservedRangeAndOnTheirGrid(Scaling scaling) {
        TableEncoding encoding = fit(scaling, true);
        float[] far = {99999, 99999, 99999, -99999, -99999, -99999, 0.3333f, 0.3333f, 0.3333f};
        Table drawn = encoding.decode(RowMatrix.of(far, 3), Monitor.none());
        assertEquals(4.8, drawn.get(0, 0));
        assertEquals(0, drawn.get(1, 0));
        assertEquals(2, drawn.get(0, 2));
        assertEquals(-2, drawn.get(1, 2));
        for (int row = 0; row < 3; row++) {
            assertEquals(3.25, drawn.get(row, 1));
            assertEquals(Math.rint(drawn.get(row, 0) * 100) / 100, drawn.get(row, 0));
            assertEquals(Math.rint(drawn.get(row, 2)), drawn.get(row, 2));
            assertEquals(Math.rint(drawn.get(row, 3)), drawn.get(row, 3));
        }
    }

    @ParameterizedTest
    @EnumSource(Scaling.class)
    void withoutTheLimitValuesMayLeaveTheObservedRangeButNotTheirKind(Scaling scaling) {
        TableEncoding encoding = fit(scaling, false);
        Table drawn = encoding.decode(RowMatrix.of(new float[] {9, 9, 49_500, 9, 3e38f, 9}, 3), Monitor.none());
        assertTrue(drawn.get(0, 0) > 4.85, "price " + drawn.get(0, 0));
        assertTrue(drawn.get(0, 2) > 2, "count " + drawn.get(0, 2));
        assertTrue(drawn.get(0, 3) > 49_000, "id " + drawn.get(0, 3));
        assertEquals(Integer.MAX_VALUE, drawn.get(1, 2));
    }

    /** Mean and deviation of 0, 1, 2, 3, 4 are 2 and sqrt 2. */
    @Test
    void standardising() {
        Table table = Tables.of(ColumnKind.DOUBLE, 0, 1, 2, 3, 4);
        TableEncoding encoding =
                TableEncoding.fit(table, new EncodingSettings(Scaling.STANDARDISE, false, true, 0), Monitor.none());
        assertArrayEquals(
                new float[] {
                    (float) -Math.sqrt(2), (float) -Math.sqrt(0.5), 0, (float) Math.sqrt(0.5), (float) Math.sqrt(2)
                },
                encoding.encode(table, TableRole.TARGET, Monitor.none()).toArray());
    }

    @Test
    void standardisingKeepsTheDigitsOfColumnsFarFromZero() {
        Table table = Tables.of(ColumnKind.LONG, 1_700_000_000_001L, 1_700_000_000_003L, 1_700_000_000_002L);
        TableEncoding encoding =
                TableEncoding.fit(table, new EncodingSettings(Scaling.STANDARDISE, false, true, 0), Monitor.none());
        RowMatrix rows = encoding.encode(table, TableRole.TARGET, Monitor.none());
        assertEquals(-Math.sqrt(1.5), rows.get(0, 0), 1e-6);
        assertArrayEquals(table.column(0), encoding.decode(rows, Monitor.none()).column(0));
    }

    @Test
    void columnsAreFoundByNameAndOthersIgnored() {
        Table table = table();
        List<ColumnInfo> turned = new ArrayList<>(COLUMNS);
        turned.add(0, turned.remove(3));
        turned.add(new ColumnInfo("other", ColumnKind.DOUBLE));
        Table wider = new Table(
                turned,
                new double[][] {table.column(3), table.column(0), table.column(1), table.column(2), new double[500]},
                500);
        TableEncoding encoding = fit(Scaling.QUANTILE, true);
        assertArrayEquals(
                encoding.encode(table, TableRole.SOURCE, Monitor.none()).toArray(),
                encoding.encode(wider, TableRole.SOURCE, Monitor.none()).toArray());
    }

    @Test
    void encodingToAFileGivesTheSameRows(@TempDir Path folder) {
        TableEncoding encoding = fit(Scaling.QUANTILE, true);
        Path file = folder.resolve("rows");
        try (RowMatrixWriter writer = new RowMatrixWriter(file, 3)) {
            encoding.encode(table(), TableRole.TARGET, writer, Monitor.none());
            writer.finish();
        }
        assertArrayEquals(
                encoding.encode(table(), TableRole.TARGET, Monitor.none()).toArray(),
                RowMatrix.open(file).toArray());
    }

    @ParameterizedTest
    @EnumSource(Scaling.class)
    void theJsonRoundTripIsExact(Scaling scaling) {
        for (boolean flag : new boolean[] {false, true}) {
            TableEncoding encoding =
                    TableEncoding.fit(table(), new EncodingSettings(scaling, flag, !flag, -7), Monitor.none());
            String text = encoding.toJson().toString();
            TableEncoding again = TableEncoding.fromJson(JsonParser.parseString(text));
            assertEquals(text, again.toJson().toString());
            assertEquals(encoding, again);
            assertEquals(encoding.hashCode(), again.hashCode());
            assertEquals(encoding.settings(), again.settings());
            float[] rows =
                    encoding.encode(table(), TableRole.TARGET, Monitor.none()).toArray();
            assertArrayEquals(
                    rows,
                    again.encode(table(), TableRole.TARGET, Monitor.none()).toArray());
            for (int i = 0; i < rows.length; i++) {
                rows[i] *= 1.3f;
            }
            for (int c = 0; c < 4; c++) {
                assertArrayEquals(
                        encoding.decode(RowMatrix.of(rows, 3), Monitor.none()).column(c),
                        again.decode(RowMatrix.of(rows, 3), Monitor.none()).column(c));
            }
        }
    }

    @Test
    void aDamagedDescriptionIsRefused() {
        String text = fit(Scaling.QUANTILE, true).toJson().toString();
        for (String[] change : new String[][] {
            {"\"type\":\"quantile\"", "\"type\":\"copula\""},
            {"\"scaling\":\"quantile\"", "\"scaling\":\"ranks\""},
            {"\"kind\":\"int\"", "\"kind\":\"word\""},
            {"\"kind\":\"int\"", "\"kind\":\"text\""},
            {"\"rows\":500", "\"rows\":499"},
            {"\"values\":[0.0,", "\"values\":[9.0,"},
            {"\"values\":[0.0,", "\"values\":[NaN,"},
            {"\"starts\"", "\"begins\""},
            {"\"largest\":", "\"largest\":-1e"},
            {"\"places\":2", "\"places\":99"},
            {"\"rows\":500", "\"rows\":1e30"},
            {"\"limitToObserved\":true", "\"limitToObserved\":\"true\""},
            {"\"columns\":[", "\"columns\":{}, \"c\":["},
            {"\"seed\":1,", ""},
            {"\"scaling\":\"quantile\"", "\"scaling\":null"},
            {"\"scaling\":\"quantile\"", "\"scaling\":{}"},
            {"\"values\":[0.0,", "\"values\":[null,"},
        }) {
            assertTrue(text.contains(change[0]), change[0]);
            String changed = text.replace(change[0], change[1]);
            FlowException e = assertThrows(
                    FlowException.class,
                    () -> TableEncoding.fromJson(JsonParser.parseString(changed)),
                    () -> change[0] + " -> " + change[1]);
            assertTrue(e.problem().startsWith("The description of the column encoding is damaged"), e.problem());
        }
        FlowException e = assertThrows(FlowException.class, () -> TableEncoding.fromJson(new JsonObject()));
        assertTrue(e.problem().endsWith("The field 'encoding.scaling' is missing."), e.problem());
        assertThrows(FlowException.class, () -> TableEncoding.fromJson(JsonParser.parseString("[]")));
    }

    @Test
    void cancelledWithinTheWork() {
        Monitor cancelled = new Monitor() {
            @Override
            public void report(double fraction, String message) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };
        EncodingSettings settings = EncodingSettings.defaults();
        assertThrows(CancellationException.class, () -> TableEncoding.fit(table(), settings, cancelled));
        TableEncoding encoding = fit(Scaling.QUANTILE, true);
        assertThrows(CancellationException.class, () -> encoding.encode(table(), TableRole.TARGET, cancelled));
        RowMatrix rows = RowMatrix.of(new float[3], 3);
        assertThrows(CancellationException.class, () -> encoding.decode(rows, cancelled));
    }
}
