// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.engine.random.NormalDistribution;
import org.junit.jupiter.api.Test;

/** Places of cells that are labels, spikes, gaps or numbers among the coordinates of their column. */
class MixedDensityTest {
    private static final int ROWS = 1000;
    private static final double UNSEEN = Math.log(1.0 / (ROWS + 1));
    private static final double SEEN = Math.log((double) ROWS / (ROWS + 1));

    /** A text, a whole number of 1, 2, 3 and 8, a number of which a fifth is 0 and every tenth row has none, another number. */
    private static final List<ColumnInfo> COLUMNS = List.of(
            new ColumnInfo("text", ColumnKind.TEXT),
            new ColumnInfo("grade", ColumnKind.INT),
            new ColumnInfo("spiked", ColumnKind.DOUBLE),
            new ColumnInfo("number", ColumnKind.DOUBLE));

    private final TableEncoding encoding =
            TableEncoding.fit(fitted(), EncodingSettings.defaults().with(Modelling.AUTOMATIC), Monitor.none());
    private final DensityEncoding densities = DensityEncoding.of(encoding, TiePoints.defaults());

    private static Table fitted() {
        Random random = new Random(1);
        Table.Builder builder = Table.builder(COLUMNS);
        for (int row = 0; row < ROWS; row++) {
            double spiked = row % 10 == 0 ? Double.NaN : row % 5 == 1 ? 0 : 3 + random.nextGaussian();
            builder.add(
                    builder.dictionary(0).code("t" + row % 3),
                    new int[] {1, 2, 3, 8}[row % 4],
                    spiked,
                    random.nextGaussian());
        }
        return builder.build();
    }

    private DensityRows encode(Object text, double grade, double spiked, double number) {
        Table.Builder builder = Table.builder(COLUMNS);
        builder.dictionary(0).code("another code than that of the fitted table");
        double code = text == null ? Double.NaN : builder.dictionary(0).code((String) text);
        return densities.encode(builder.add(code, grade, spiked, number).build(), Monitor.none());
    }

    private static float[] point(DensityRows rows) {
        assertEquals(1, rows.points().rows());
        RowMatrix points = rows.points();
        float[] point = new float[points.columns()];
        points.copyRow(0, point, 0);
        return point;
    }

    @Test
    void aLabelIsItsLevelAndASpikeHasNoNumber() {
        DensityRows usual = encode("t1", 8, 0, 0.1);
        float[] point = point(usual);
        // text, grade, label and number of the spiked column (missing, 0, another value), number
        assertEquals(5, point.length);
        assertEquals(1, point[0]);
        assertEquals(3, point[1]);
        assertEquals(1, point[2]);
        assertEquals(0, point[3]);
        DensityRows gap = encode("t1", 8, Double.NaN, 0.1);
        assertEquals(0, point(gap)[2]);
        assertEquals(0, point(gap)[3]);
        assertEquals(usual.logFactor()[0], gap.logFactor()[0]);
        double other = densities(encoding, 3).place(0.1).logFactor();
        assertEquals(2 * SEEN + other, usual.logFactor()[0], 1e-12);

        DensityRows value = encode("t1", 8, 3.3, 0.1);
        assertEquals(2, point(value)[2]);
        ColumnDensity rest = densities(encoding, 2);
        assertEquals((float) rest.place(3.3).code(), point(value)[3]);
        assertEquals(2 * SEEN + other + rest.place(3.3).logFactor(), value.logFactor()[0], 1e-12);
    }

    private static ColumnDensity densities(TableEncoding encoding, int column) {
        return encoding.encoded().get(column).encoding().density();
    }

    @Test
    void anUnseenLabelHasTheMassOfLessThanARow() {
        DensityRows seen = encode("t0", 1, 0, 0.1);
        DensityRows unseen = encode("never", 1, 0, 0.1);
        assertTrue(Float.isNaN(point(unseen)[0]));
        assertEquals(UNSEEN - SEEN, unseen.logFactor()[0] - seen.logFactor()[0], 1e-12);
    }

    @Test
    void aMissingCellOfALabelThatHadNoneIsLeftOut() {
        DensityRows seen = encode("t0", 1, 0, 0.1);
        DensityRows unknown = encode(null, 1, 0, 0.1);
        assertTrue(Float.isNaN(point(unknown)[0]));
        assertEquals(-SEEN, unknown.logFactor()[0] - seen.logFactor()[0], 1e-12);
        assertEquals(Set.of("text", "grade", "spiked"), encoding.columnsWithGaps());
        Table table = Table.builder(COLUMNS)
                .add(Double.NaN, Double.NaN, Double.NaN, Double.NaN)
                .build();
        FlowException refused = assertThrows(
                FlowException.class, () -> table.requireUsable(TableRole.TARGET, encoding.columnsWithGaps()));
        assertTrue(refused.getMessage().contains("\"number\""), refused.getMessage());
    }

    /** Its coordinate is spread over N(0, 1) at the points of the row. */
    @Test
    void aMissingNumberThatHadNoneIsOpen() {
        DensityRows known = encode("t0", 1, 0, 0.1);
        assertEquals(0, known.open().most());
        DensityRows unknown = encode("t0", 1, 0, Double.NaN);
        int points = TiePoints.defaults().size();
        assertEquals(points, unknown.points().rows());
        double[] z = new double[points];
        for (int point = 0; point < points; point++) {
            assertEquals(BitSet.valueOf(new long[] {1L << 4}), unknown.open().ofPoint()[point]);
            z[point] = unknown.points().get(point, 4);
            assertEquals(NormalDistribution.logDensity(z[point]), unknown.logSource()[point], 1e-6);
            assertEquals(0, unknown.points().get(point, 0));
        }
        assertEquals(0, z[0], 1e-6);
        Arrays.sort(z);
        for (int point = 0; point < points; point++) {
            assertEquals((point + 0.5) / points, NormalDistribution.below(z[point]), 1e-6);
        }
        double other = densities(encoding, 3).place(0.1).logFactor();
        assertEquals(known.logFactor()[0] - other, unknown.logFactor()[0], 1e-12);
        assertEquals(known.logFactorOfScores()[0], unknown.logFactorOfScores()[0], 1e-12);
    }

    /** Whole numbers between and beyond 1, 2, 3 and 8 have 1 / (n + 1) in all, those far away little. */
    @Test
    void numbersThatAreNoLevelHaveLessTheFartherTheyAre() {
        double seen = encode("t0", 1, 0, 0.1).logFactor()[0];
        double[] beyond = IntStream.of(9, 10, 20, 100, 100_000)
                .mapToDouble(grade -> encode("t0", grade, 0, 0.1).logFactor()[0] - seen)
                .toArray();
        assertTrue(beyond[0] < UNSEEN - SEEN);
        for (int i = 1; i < beyond.length; i++) {
            assertTrue(beyond[i] < beyond[i - 1]);
            assertTrue(Double.isFinite(beyond[i]));
        }
        double between = encode("t0", 5, 0, 0.1).logFactor()[0] - seen;
        assertEquals(encode("t0", 6, 0, 0.1).logFactor()[0] - seen, between, 1e-12);
        assertEquals(beyond[1], between, 1e-12);

        UnseenNumbers law = new UnseenNumbers(new double[] {1, 2, 3, 8});
        UnseenNumbers thousand = new UnseenNumbers(new double[] {1000, 2000, 3000, 8000});
        double total = 0;
        for (int grade = -20_000; grade < 20_000; grade++) {
            if (grade < 1 || grade > 8 || grade > 3 && grade < 8) {
                total += Math.exp(law.logMass(grade));
                assertEquals(law.logMass(grade), thousand.logMass(1000.0 * grade), 1e-9);
            }
        }
        assertEquals(1, total, 0.05);
        assertEquals(-2 * Math.log(3), new UnseenNumbers(new double[] {5}).logMass(15) - Math.log(0.75), 1e-12);
    }
}
