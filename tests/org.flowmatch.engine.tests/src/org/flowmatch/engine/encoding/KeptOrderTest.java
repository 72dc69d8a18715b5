// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import static org.flowmatch.engine.encoding.OrderedTable.COLUMNS;
import static org.flowmatch.engine.encoding.OrderedTable.DAYS;
import static org.flowmatch.engine.encoding.OrderedTable.PRICES;
import static org.flowmatch.engine.encoding.OrderedTable.SETTINGS;
import static org.flowmatch.engine.encoding.OrderedTable.column;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.RowPart;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.engine.json.ModelFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Columns whose order is kept come back as they were, and in order whatever is decoded. */
class KeptOrderTest {
    private static final Table TABLE = OrderedTable.of(2000, 1);
    private static final TableEncoding ENCODING = fit(TABLE, SETTINGS);

    private static TableEncoding fit(Table table, EncodingSettings settings) {
        return TableEncoding.fit(table, settings, Monitor.none());
    }

    private static EncodingSettings settings(Scaling scaling, boolean interpolate, boolean limited) {
        return new EncodingSettings(scaling, interpolate, limited, 0, Modelling.AUTOMATIC, List.of(DAYS, PRICES));
    }

    @Test
    void theTableIsTheUsersAndDifferencesAreModelled() {
        assertEquals(COLUMNS, ENCODING.columns());
        assertEquals(
                List.of("first day", "last day - first day", "paid - last day", "shop", "low", "high - low", "open"),
                ENCODING.encodedColumns().stream().map(ColumnInfo::name).toList());
        assertEquals(List.of(DAYS, PRICES), ENCODING.settings().rules());
        assertArrayEquals(new int[] {1, 3, 4, 0, 2, 6, 5}, ENCODING.standIns());
        assertArrayEquals(new int[] {0, 1}, ENCODING.follows(0));
        assertEquals(Set.of("shop", "paid"), ENCODING.columnsWithGaps());
        assertEquals(Set.of("shop", "paid", "open", "high"), ENCODING.columnsThatMayLack());
    }

    @ParameterizedTest
    @EnumSource(Scaling.class)
    void cellsComeBack(Scaling scaling) {
        for (boolean limited : new boolean[] {false, true}) {
            TableEncoding encoding = fit(TABLE, settings(scaling, false, limited));
            Table back = encoding.decode(encoding.encode(TABLE, TableRole.TARGET, Monitor.none()), Monitor.none());
            assertEquals(COLUMNS, back.columns());
            // nanoseconds are too many for a coordinate that is not scaled
            COLUMNS.stream()
                    .filter(column -> column.kind() != ColumnKind.TIME)
                    .forEach(column -> assertEquals(
                            MixedColumns.cells(TABLE, column.name()),
                            MixedColumns.cells(back, column.name()),
                            scaling + " " + column.name()));
        }
    }

    /** Any point of encoded space, far ones among them. */
    private static RowMatrix points(TableEncoding encoding, int rows) {
        Random random = new Random(3);
        float[] points = new float[rows * encoding.dimensions()];
        for (int row = 0; row < rows; row++) {
            for (RowPart part : encoding.space().parts()) {
                points[row * encoding.dimensions() + part.offset()] = part.isLabel()
                        ? random.nextInt(part.levels())
                        : (float) (random.nextInt(20) == 0 ? 30 : 2) * (float) random.nextGaussian();
            }
        }
        return RowMatrix.of(points, encoding.dimensions());
    }

    @ParameterizedTest
    @CsvSource({
        "QUANTILE, false, true",
        "QUANTILE, true, true",
        "QUANTILE, true, false",
        "STANDARDISE, false, true",
        "STANDARDISE, false, false",
        "NONE, false, true"
    })
    void whateverIsDecodedIsInOrderOnItsGridAndWithinItsRange(Scaling scaling, boolean interpolate, boolean limited) {
        TableEncoding encoding = fit(TABLE, settings(scaling, interpolate, limited));
        Table made = encoding.decode(points(encoding, 20_000), Monitor.none());
        double[] first = column(made, "first day");
        double[] last = column(made, "last day");
        double[] paid = column(made, "paid");
        double[] low = column(made, "low");
        double[] high = column(made, "high");
        List<KnownColumn> range = encoding.known();
        int gaps = 0;
        for (int row = 0; row < made.rows(); row++) {
            assertTrue(first[row] <= last[row], "row " + row);
            gaps += Double.isNaN(paid[row]) ? 1 : 0;
            assertFalse(last[row] > paid[row], "row " + row);
            // never equal in the table
            assertTrue(low[row] < high[row], low[row] + " < " + high[row]);
            for (int c = 0; c < COLUMNS.size(); c++) {
                KnownColumn known = range.get(c);
                double value = made.get(row, c);
                double scale = COLUMNS.get(c).kind() == ColumnKind.DOUBLE ? 100 : 1;
                if (!Double.isNaN(value) && Math.abs(value) < 1e12) {
                    assertEquals(
                            Math.rint(scale * value) / scale,
                            value,
                            COLUMNS.get(c).name());
                }
                if (limited && !Double.isNaN(value)) {
                    assertTrue(known.smallest() <= value && value <= known.largest(), known + " " + value);
                }
            }
        }
        assertTrue(gaps > 500, gaps + " gaps");
    }

    /** A whole number between real ones is rounded away from neither. */
    @Test
    void aCoarserColumnIsRoundedIntoTheOrder() {
        Random random = new Random(4);
        Table.Builder builder = Table.builder(List.of(
                new ColumnInfo("a", ColumnKind.DOUBLE),
                new ColumnInfo("b", ColumnKind.INT),
                new ColumnInfo("c", ColumnKind.DOUBLE)));
        for (int row = 0; row < 3000; row++) {
            double a = 10 * random.nextGaussian();
            double b = Math.ceil(a) + random.nextInt(3);
            builder.add(a, b, b + 0.1 * random.nextInt(30));
        }
        Table table = builder.build();
        for (Scaling scaling : Scaling.values()) {
            TableEncoding encoding = fit(
                    table,
                    new EncodingSettings(
                            scaling,
                            true,
                            true,
                            0,
                            Modelling.AUTOMATIC,
                            List.of(new KeptOrder(List.of("a", "b", "c")))));
            Table back = encoding.decode(encoding.encode(table, TableRole.TARGET, Monitor.none()), Monitor.none());
            assertArrayEquals(table.column(1), back.column(1));
            Table made = encoding.decode(points(encoding, 5000), Monitor.none());
            for (int row = 0; row < made.rows(); row++) {
                assertTrue(made.get(row, 0) <= made.get(row, 1) && made.get(row, 1) <= made.get(row, 2), "row " + row);
                assertEquals(Math.rint(made.get(row, 1)), made.get(row, 1));
            }
        }
    }

    @Test
    void theDescriptionIsReadAgain() {
        String text = ENCODING.toJson().toString();
        TableEncoding read = TableEncoding.fromJson(JsonParser.parseString(text));
        assertEquals(ENCODING, read);
        assertEquals(text, read.toJson().toString());
        assertEquals(List.of(DAYS, PRICES), read.settings().rules());
        RowMatrix points = points(ENCODING, 100);
        for (ColumnInfo column : COLUMNS) {
            assertEquals(
                    MixedColumns.cells(ENCODING.decode(points, Monitor.none()), column.name()),
                    MixedColumns.cells(read.decode(points, Monitor.none()), column.name()));
        }
        assertEquals(ModelFormat.VERSION_4, read.since());
        TableEncoding plain = fit(TABLE, SETTINGS.keeping(List.of()));
        assertFalse(plain.toJson().has("reshaped"));
        assertEquals(ModelFormat.VERSION_1, plain.since());
        assertNotEquals(plain, ENCODING);
    }

    @Test
    void aDamagedDescriptionIsTold() {
        String text = ENCODING.toJson().toString();
        for (String damage : List.of(
                text.replace("\"columns\":[\"last day\",\"shop\"", "\"columns\":[\"last day\",\"stop\""),
                text.replace("\"steps\":[{\"name\":\"high - low\"", "\"steps\":[{\"name\":\"low\""),
                text.replace(",\"strict\":true}]", "}]"),
                text.replace("order_group", "sphere_of_a_later_version"))) {
            assertNotEquals(text, damage);
            FlowException refusal =
                    assertThrows(FlowException.class, () -> TableEncoding.fromJson(JsonParser.parseString(damage)));
            assertTrue(refusal.problem().contains("reshaped"), refusal::problem);
        }
    }

    @Test
    void aNameThatIsTakenGetsANumber() {
        Table table = TABLE.beside(new Table(
                List.of(new ColumnInfo("high - low", ColumnKind.DOUBLE)),
                new double[][] {TABLE.column(2)},
                TABLE.rows()));
        List<String> names = fit(table, SETTINGS).encodedColumns().stream()
                .map(ColumnInfo::name)
                .toList();
        assertTrue(names.containsAll(List.of("high - low", "high - low (2)")), names::toString);
    }

    /** log q at the point, as all slopes are 1: the map is a translation of each column given those before it. */
    @Test
    void theDensityIsThatOfDifferences() {
        TableEncoding encoding = fit(
                TABLE.choose(List.of(COLUMNS.get(2), COLUMNS.get(6))),
                new EncodingSettings(Scaling.STANDARDISE, false, true, 0, Modelling.NUMBERS, List.of(PRICES)));
        Table row = Table.numbers("low", 20.25).beside(Table.numbers("high", 21.5));
        DensityRows rows = DensityEncoding.of(encoding, TiePoints.defaults()).encode(row, Monitor.none());
        double[] low = column(TABLE, "low");
        double[] between = new double[low.length];
        Arrays.setAll(between, i -> column(TABLE, "high")[i] - low[i]);
        double[][] moments = {moments(low), moments(between)};
        assertEquals((20.25 - moments[0][0]) / moments[0][1], rows.points().get(0, 0), 1e-5);
        assertEquals((1.25 - moments[1][0]) / moments[1][1], rows.points().get(0, 1), 1e-5);
        assertEquals(-Math.log(moments[0][1]) - Math.log(moments[1][1]), rows.logFactor()[0], 1e-9);
    }

    private static double[] moments(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double square = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow();
        return new double[] {mean, Math.sqrt(square)};
    }

    @Test
    void rowsOutsideAreThoseWhoseDifferencesAre() {
        Table broken = TABLE.select(new int[] {0, 1});
        double[] last = broken.column(0);
        last[1] = broken.get(1, 3) - 3;
        List<ColumnInfo> others = COLUMNS.subList(1, COLUMNS.size());
        Table other = new Table(COLUMNS.subList(0, 1), new double[][] {last}, 2).beside(broken.choose(others));
        OutsideRange outside = OutsideRange.of(ENCODING, other, Monitor.none());
        assertEquals(List.of("last day - first day"), outside.columns());
        assertEquals(1, outside.rows());
    }

    @Test
    void whatCannotBeKeptIsRefused() {
        refused("no column \"end\" that is modelled", new KeptOrder(List.of("low", "end")));
        refused("\"shop\" cannot be compared with \"low\"", new KeptOrder(List.of("low", "shop")));
        refused("\"shop\" is not ordered", new KeptOrder(List.of("shop", "low")));
        refused("\"open\" cannot be compared with \"last day\"", new KeptOrder(List.of("last day", "open")));
        refused(
                "The rule \"high\" <= \"low\" is to be kept, but the column \"high\" is in an earlier rule.",
                PRICES,
                new KeptOrder(List.of("high", "low")));
        refused("\"paid\" is missing in row ", new KeptOrder(List.of("paid", "last day")));
        FlowException broken = refused("Row ", new KeptOrder(List.of("last day", "first day")));
        assertTrue(
                broken.problem()
                        .matches("Row \\d+ of the target table breaks the rule \"last day\" <= \"first day\": it has"
                                + " 20\\d\\d-\\d\\d-\\d\\d, 20\\d\\d-\\d\\d-\\d\\d. So do 1,\\d\\d\\d rows in all."),
                broken::problem);
        assertTrue(broken.remedy().contains("Correct or remove such rows"), broken::remedy);
        assertTrue(assertThrows(FlowException.class, () -> new KeptOrder(List.of("low")))
                .problem()
                .contains("names 1 column."));
        assertTrue(assertThrows(FlowException.class, () -> new KeptOrder(List.of("low", "low")))
                .problem()
                .contains("names a column twice: \"low\", \"low\""));
    }

    private static FlowException refused(String problem, KeptRule... rules) {
        FlowException refusal = assertThrows(FlowException.class, () -> fit(TABLE, SETTINGS.keeping(List.of(rules))));
        assertTrue(refusal.problem().contains(problem), refusal::problem);
        return refusal;
    }

    @Test
    void aTableThatBreaksTheRuleIsRefused() {
        Table good = TABLE.select(new int[] {5, 6, 7});
        double[] high = column(good, "high");
        high[1] = column(good, "low")[1] - 1;
        Table broken =
                good.choose(COLUMNS.subList(0, 6)).beside(new Table(List.of(COLUMNS.get(6)), new double[][] {high}, 3));
        for (TableRole role : List.of(TableRole.TARGET, TableRole.SOURCE)) {
            String problem = assertThrows(FlowException.class, () -> ENCODING.encode(broken, role, Monitor.none()))
                    .problem();
            assertTrue(
                    problem.startsWith(
                            "Row 2 of the " + role.label() + " breaks the rule \"low\" <= \"high\": it has "),
                    problem);
        }
        assertThrows(FlowException.class, () -> ENCODING.withSource(broken));
        assertEquals(ENCODING.fitted(), ENCODING.withSource(good).fitted());
    }

    @Test
    void missingCellsAreRefusedWhereTheyAreNoValue() {
        Table gap = TABLE.select(new int[] {0, 1});
        double[] first = column(gap, "first day");
        first[1] = Double.NaN;
        List<ColumnInfo> others = new ArrayList<>(COLUMNS);
        others.remove(3);
        Table without = gap.choose(others).beside(new Table(List.of(COLUMNS.get(3)), new double[][] {first}, 2));
        assertEquals(
                "In column \"first day\" of the target table, row 2 is missing.",
                assertThrows(FlowException.class, () -> ENCODING.encode(without, TableRole.TARGET, Monitor.none()))
                        .problem());
    }
}
