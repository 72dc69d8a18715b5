// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import static org.flowmatch.engine.encoding.OrderedTable.column;
import static org.flowmatch.engine.encoding.PartsTable.BILL;
import static org.flowmatch.engine.encoding.PartsTable.COLUMNS;
import static org.flowmatch.engine.encoding.PartsTable.SETTINGS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.RowPart;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Parts of a whole come back as they were, and add up whatever is decoded. */
class KeptSumTest {
    private static final Table TABLE = PartsTable.of(3000, 1);
    private static final TableEncoding ENCODING = fit(TABLE, SETTINGS);

    private static TableEncoding fit(Table table, EncodingSettings settings) {
        return TableEncoding.fit(table, settings, Monitor.none());
    }

    @Test
    void theWholeAndSharesAreModelled() {
        assertEquals(COLUMNS, ENCODING.columns());
        assertEquals(
                List.of("gross", "net / gross", "tax / rest", "kind"),
                ENCODING.encodedColumns().stream().map(ColumnInfo::name).toList());
        // the last part, the tip, is what is left
        assertArrayEquals(new int[] {-1, 0, 3, 1, 2}, ENCODING.standIns());
        assertArrayEquals(new int[] {0, 1, 2}, ENCODING.follows(0));
        assertArrayEquals(new int[] {0, 1}, ENCODING.follows(3));
        assertEquals(Set.of("kind", "tip"), ENCODING.columnsThatMayLack());
        assertEquals(List.of(BILL), ENCODING.settings().rules());
    }

    @ParameterizedTest
    @EnumSource(Scaling.class)
    void cellsComeBack(Scaling scaling) {
        for (boolean limited : new boolean[] {false, true}) {
            TableEncoding encoding =
                    fit(TABLE, new EncodingSettings(scaling, false, limited, 0, Modelling.AUTOMATIC, List.of(BILL)));
            Table back = encoding.decode(encoding.encode(TABLE, TableRole.TARGET, Monitor.none()), Monitor.none());
            for (ColumnInfo column : COLUMNS) {
                assertEquals(
                        MixedColumns.cells(TABLE, column.name()),
                        MixedColumns.cells(back, column.name()),
                        scaling + " " + column.name());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Scaling.class)
    void whateverIsDecodedAddsUp(Scaling scaling) {
        for (boolean limited : new boolean[] {false, true}) {
            TableEncoding encoding =
                    fit(TABLE, new EncodingSettings(scaling, true, limited, 0, Modelling.AUTOMATIC, List.of(BILL)));
            assertAddsUp(encoding.decode(points(encoding, 10_000), Monitor.none()));
        }
    }

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

    /** To 1e-9, on the grid of each column, without a negative part. */
    private static void assertAddsUp(Table made) {
        int noTip = 0;
        for (int row = 0; row < made.rows(); row++) {
            double sum = made.get(row, 3) + made.get(row, 4) + made.get(row, 0);
            assertEquals(made.get(row, 1), sum, 1e-9 * Math.max(1, sum));
            for (int c : new int[] {0, 1, 3, 4}) {
                double value = made.get(row, c);
                assertTrue(value >= 0, COLUMNS.get(c).name());
                if (value < 1e9) {
                    assertEquals(
                            Math.rint(100 * value) / 100, value, COLUMNS.get(c).name());
                }
            }
            noTip += made.get(row, 0) == 0 ? 1 : 0;
        }
        assertTrue(noTip > 100, noTip + " without a tip");
    }

    /** Real numbers have no grid: the sum is exact up to their rounding, and a share of 0 stays 0. */
    @Test
    void partsWithoutAGridAddUp() {
        Random random = new Random(2);
        double[][] cells = new double[4][1000];
        for (int row = 0; row < 1000; row++) {
            cells[0][row] = random.nextInt(4) == 0 ? 0 : random.nextDouble();
            cells[1][row] = random.nextDouble();
            cells[2][row] = random.nextInt(4) == 0 ? 0 : random.nextDouble();
            cells[3][row] = cells[0][row] + cells[1][row] + cells[2][row];
        }
        Table table = Table.numbers("a", cells[0])
                .beside(Table.numbers("b", cells[1]))
                .beside(Table.numbers("c", cells[2]))
                .beside(Table.numbers("t", cells[3]));
        TableEncoding encoding =
                fit(table, MixedColumns.AUTOMATIC.keeping(List.of(new KeptSum(List.of("a", "b", "c"), "t"))));
        Table back = encoding.decode(encoding.encode(table, TableRole.TARGET, Monitor.none()), Monitor.none());
        for (int c = 0; c < 4; c++) {
            for (int row = 0; row < 1000; row++) {
                assertEquals(table.get(row, c), back.get(row, c), 1e-12);
                assertEquals(table.get(row, c) == 0, back.get(row, c) == 0, "column " + c);
            }
        }
        Table made = encoding.decode(points(encoding, 5000), Monitor.none());
        for (int row = 0; row < 5000; row++) {
            assertEquals(made.get(row, 3), made.get(row, 0) + made.get(row, 1) + made.get(row, 2), 1e-12);
        }
    }

    /** Guests are whole numbers, halves of an hour are not: what is left at the end is on the finest grid. */
    @Test
    void theFinestPartIsWhatIsLeft() {
        Random random = new Random(2);
        double[][] cells = new double[3][1000];
        for (int row = 0; row < 1000; row++) {
            cells[0][row] = random.nextInt(100) / 4.0;
            cells[1][row] = random.nextInt(100);
            cells[2][row] = cells[0][row] + cells[1][row];
        }
        Table table = Table.numbers("fine", cells[0])
                .beside(Table.numbers("whole", cells[1]))
                .beside(Table.numbers("sum", cells[2]));
        TableEncoding encoding = fit(
                table,
                new EncodingSettings(
                        Scaling.STANDARDISE,
                        false,
                        true,
                        0,
                        Modelling.NUMBERS,
                        List.of(new KeptSum(List.of("fine", "whole"), "sum"))));
        Table made = encoding.decode(points(encoding, 5000), Monitor.none());
        for (int row = 0; row < 5000; row++) {
            assertEquals(Math.rint(made.get(row, 1)), made.get(row, 1));
            assertEquals(made.get(row, 2), made.get(row, 0) + made.get(row, 1), 1e-9);
        }
    }

    /**
     * p(parts) = p(whole) times the product of p(share) / what is left to it: one factor for each share that is a number, none for
     * one that is a spike.
     */
    @Test
    void theDensityHasTheSlopeOfEachShare() {
        Table bills = TABLE.select(IntStream.range(0, 3000)
                        .filter(row -> TABLE.get(row, 1) > 0)
                        .toArray())
                .choose(List.of(COLUMNS.get(0), COLUMNS.get(1), COLUMNS.get(3), COLUMNS.get(4)));
        TableEncoding encoding =
                fit(bills, new EncodingSettings(Scaling.STANDARDISE, false, true, 0, Modelling.NUMBERS, List.of(BILL)));
        Table row = bills.select(new int[] {0});
        double net = column(row, "net")[0];
        double tax = column(row, "tax")[0];
        double gross = column(row, "gross")[0];
        double[] ofNet = column(bills, "net");
        double[] ofTax = column(bills, "tax");
        double[] ofGross = column(bills, "gross");
        double[] first = new double[ofNet.length];
        double[] second = new double[ofNet.length];
        Arrays.setAll(first, i -> ofNet[i] / ofGross[i]);
        Arrays.setAll(second, i -> {
            double left = Math.rint(100 * (ofGross[i] - ofNet[i])) / 100;
            return left == 0 ? 0 : ofTax[i] / left;
        });
        DensityRows rows = DensityEncoding.of(encoding, TiePoints.defaults()).encode(row, Monitor.none());
        double expected = -Math.log(deviation(ofGross))
                - Math.log(deviation(first))
                - Math.log(deviation(second))
                - Math.log(gross)
                - Math.log(gross - net);
        assertEquals(expected, rows.logFactor()[0], 1e-9);
        assertEquals(
                (tax / (gross - net) - mean(second)) / deviation(second),
                rows.points().get(0, 2),
                1e-5);

        // where all is net, the label of the share has the mass, and the whole alone a density
        TableEncoding mixed =
                fit(spiked(), new EncodingSettings(Scaling.NONE, false, true, 0, Modelling.AUTOMATIC, List.of(SPIKED)));
        assertEquals(0, factor(mixed, 20, 0), 1e-9);
        assertEquals(-Math.log(20), factor(mixed, 15, 5), 1e-9);
    }

    private static final KeptSum SPIKED = new KeptSum(List.of("a", "b"), "c");

    /** A third of the rows has b = 0. */
    private static Table spiked() {
        Random random = new Random(1);
        double[][] cells = new double[3][900];
        for (int row = 0; row < 900; row++) {
            cells[0][row] = 30 * random.nextDouble();
            cells[1][row] = row % 3 == 0 ? 0 : 20 * random.nextDouble();
            cells[2][row] = cells[0][row] + cells[1][row];
        }
        return table(cells[0], cells[1], cells[2]);
    }

    private static Table table(double[] a, double[] b, double[] c) {
        return Table.numbers("a", a).beside(Table.numbers("b", b)).beside(Table.numbers("c", c));
    }

    private static double factor(TableEncoding mixed, double a, double b) {
        Table row = table(new double[] {a}, new double[] {b}, new double[] {a + b});
        return DensityEncoding.of(mixed, TiePoints.defaults())
                .encode(row, Monitor.none())
                .logFactor()[0];
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        return Math.sqrt(Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow());
    }

    @Test
    void theDescriptionIsReadAgain() {
        String text = ENCODING.toJson().toString();
        TableEncoding read = TableEncoding.fromJson(JsonParser.parseString(text));
        assertEquals(ENCODING, read);
        assertEquals(text, read.toJson().toString());
        assertEquals(List.of(BILL), read.settings().rules());
    }

    @Test
    void whatCannotBeKeptIsRefused() {
        refused("has no column \"service\" that is modelled", new KeptSum(List.of("net", "service"), "gross"));
        refused("\"kind\" holds no numbers", new KeptSum(List.of("net", "kind"), "gross"));
        refused(
                "of the target table breaks the rule \"net\" + \"tax\" = \"gross\": it has ",
                new KeptSum(List.of("net", "tax"), "gross"));
        assertThrows(FlowException.class, () -> new KeptSum(List.of("net"), "gross"));
        assertThrows(FlowException.class, () -> new KeptSum(List.of("net", "gross"), "gross"));
        Table negative =
                Table.numbers("a", 1, -2, 3).beside(Table.numbers("b", 1, 4, 3)).beside(Table.numbers("c", 2, 2, 6));
        assertEquals(
                "The rule \"a\" + \"b\" = \"c\" cannot be kept: \"a\" is -2 in row 2 of the target table, and what is modelled"
                        + " of parts are their shares.",
                assertThrows(
                                FlowException.class,
                                () -> fit(negative, SETTINGS.keeping(List.of(new KeptSum(List.of("a", "b"), "c")))))
                        .problem());
    }

    private static void refused(String problem, KeptRule... rules) {
        FlowException refusal = assertThrows(FlowException.class, () -> fit(TABLE, SETTINGS.keeping(List.of(rules))));
        assertTrue(refusal.problem().contains(problem), refusal::problem);
    }

    @Test
    void sumsAreWritten() {
        assertEquals(BILL, KeptRule.parse("net + tax + tip = gross"));
        assertEquals(BILL, KeptRule.parse("gross = net + tax+tip"));
        assertEquals(new KeptShares(List.of("clay", "silt"), 12.5), KeptRule.parse("clay + silt = 12.5"));
        assertEquals(new KeptSum(List.of("a", "b"), "100"), KeptRule.parse("a + b = \"100\""));
        KeptSum odd = new KeptSum(List.of("a + b", "c = d", "\"e\""), "1");
        assertEquals(odd, KeptRule.parse(odd.written()));
        for (String text : List.of("a + b", "a + b <= c", "a = b = c", "a + b = c + d")) {
            String problem = assertThrows(FlowException.class, () -> KeptRule.parse(text))
                    .problem();
            assertTrue(problem.contains("its signs are"), problem);
        }
    }
}
