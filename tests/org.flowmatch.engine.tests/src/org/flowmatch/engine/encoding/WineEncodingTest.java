// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.NormalQuantile;
import org.flowmatch.engine.random.Purpose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The claims of the quantile encoding on a real table with ties, odd grids, whole numbers and skew. */
class WineEncodingTest {

    private static double[] coordinate(RowMatrix rows, int column) {
        double[] values = new double[rows.rows()];
        for (int i = 0; i < values.length; i++) {
            values[i] = rows.get(i, column);
        }
        return values;
    }

    /**
     * Spreading ties at random makes every column standard normal, however few values it has: the largest gap between the
     * sorted scores and the normal quantiles, as probability, is that of the random places within the largest tie, which for
     * a tie of m of n rows stays below 1.95 sqrt(m)/n with probability 0.999.
     */
    @Test
    void everyColumnBecomesStandardNormal() throws Exception {
        Table wine = Tables.wine();
        RowMatrix rows = TableEncoding.fit(wine, EncodingSettings.defaults(), Monitor.none())
                .encode(wine, TableRole.TARGET, Monitor.none());
        assertEquals(12, rows.columns());
        for (int c = 0; c < 12; c++) {
            double[] z = coordinate(rows, c);
            Arrays.sort(z);
            double gap = 0;
            for (int i = 0; i < z.length; i++) {
                double density = Math.exp(-z[i] * z[i] / 2) / Math.sqrt(2 * Math.PI);
                gap = Math.max(gap, Math.abs(z[i] - NormalQuantile.of((i + 0.5) / z.length)) * density);
            }
            long largestTie =
                    Arrays.stream(RankTable.of(wine.column(c)).counts()).max().getAsLong();
            double limit = (1.95 * Math.sqrt(largestTie) + 1) / z.length;
            assertTrue(gap < limit, wine.columns().get(c).name() + ": " + gap + ", limit " + limit);
        }
    }

    @Test
    void decodingGivesEveryCellBack() throws Exception {
        Table wine = Tables.wine();
        for (boolean interpolate : new boolean[] {false, true}) {
            for (boolean limit : new boolean[] {false, true}) {
                Table back = thereAndBack(wine, new EncodingSettings(Scaling.QUANTILE, interpolate, limit, 3));
                assertEquals(wine.columns(), back.columns());
                for (int c = 0; c < 12; c++) {
                    assertArrayEquals(wine.column(c), back.column(c));
                }
            }
        }
    }

    /** All but the few cells (below 1%) with more decimals than their column has; those are rounded. */
    @ParameterizedTest
    @EnumSource(
            value = Scaling.class,
            names = {"STANDARDISE", "NONE"})
    void otherScalingsGiveCellsBackToTheDecimalsOfTheirColumn(Scaling scaling) throws Exception {
        Table wine = Tables.wine();
        int[] places = {1, 3, 2, 2, 3, 1, 0, 5, 2, 2, 2, 0};
        Table back = thereAndBack(wine, new EncodingSettings(scaling, false, true, 3));
        for (int c = 0; c < 12; c++) {
            double unit = Math.pow(10, places[c]);
            for (int i = 0; i < wine.rows(); i++) {
                double cell = wine.get(i, c);
                boolean onGrid = Math.rint(cell * unit) / unit == cell;
                assertEquals(
                        cell,
                        back.get(i, c),
                        onGrid ? 0 : 0.51 / unit,
                        wine.columns().get(c).name());
            }
        }
    }

    private static Table thereAndBack(Table table, EncodingSettings settings) {
        TableEncoding encoding = TableEncoding.fit(table, settings, Monitor.none());
        return encoding.decode(encoding.encode(table, TableRole.TARGET, Monitor.none()), Monitor.none());
    }

    /** Fresh normal scores give observed values alone, each as often as in the table (five standard errors). */
    @Test
    void normalScoresGiveTheValuesOfTheTableInTheirShares() throws Exception {
        Table wine = Tables.wine();
        TableEncoding encoding = TableEncoding.fit(wine, EncodingSettings.defaults(), Monitor.none());
        int n = 100_000;
        float[] z = new float[n * 12];
        new KeyedRandom(5, Purpose.METRIC).gaussians(0, 0, z, 0, z.length);
        Table drawn = encoding.decode(RowMatrix.of(z, 12), Monitor.none());
        for (int c = 0; c < 12; c++) {
            RankTable seen = RankTable.of(wine.column(c));
            int[] counts = new int[seen.size()];
            for (double value : drawn.column(c)) {
                int k = Arrays.binarySearch(seen.values(), value);
                assertTrue(
                        k >= 0,
                        value + " was never observed in "
                                + wine.columns().get(c).name());
                counts[k]++;
            }
            for (int k = 0; k < counts.length; k++) {
                double share = (double) seen.count(k) / wine.rows();
                assertEquals(n * share, counts[k], 5 * Math.sqrt(n * share) + 1);
            }
        }
    }

    @Test
    void interpolatedValuesKeepRangeAndDecimals() throws Exception {
        Table wine = Tables.wine();
        EncodingSettings settings = new EncodingSettings(Scaling.QUANTILE, true, true, 0);
        TableEncoding encoding = TableEncoding.fit(wine, settings, Monitor.none());
        float[] z = new float[20_000 * 12];
        new KeyedRandom(6, Purpose.METRIC).gaussians(0, 0, z, 0, z.length);
        Table drawn = encoding.decode(RowMatrix.of(z, 12), Monitor.none());
        int fresh = 0;
        for (int c = 0; c < 12; c++) {
            RankTable seen = RankTable.of(wine.column(c));
            double smallest = seen.value(0);
            double largest = seen.value(seen.size() - 1);
            Resolution resolution = Resolution.of(wine.column(c), smallest, largest);
            for (double value : drawn.column(c)) {
                assertTrue(value >= smallest && value <= largest);
                if (Arrays.binarySearch(seen.values(), value) < 0) {
                    fresh++;
                    assertEquals(resolution.round(value), value);
                }
            }
        }
        assertTrue(fresh > 100, fresh + " values between observed ones");
    }

    @Test
    void aTableIsEncodedTheSameWayAgainAndRolesDiffer() throws Exception {
        Table wine = Tables.wine();
        TableEncoding encoding = TableEncoding.fit(wine, EncodingSettings.defaults(), Monitor.none());
        float[] first = encoding.encode(wine, TableRole.TARGET, Monitor.none()).toArray();
        float[] second = encoding.encode(wine, TableRole.TARGET, Monitor.none()).toArray();
        float[] source = encoding.encode(wine, TableRole.SOURCE, Monitor.none()).toArray();
        assertArrayEquals(first, second);
        assertTrue(Arrays.mismatch(first, source) >= 0);
    }

    /** The description of 12 columns with up to 890 values each. */
    @Test
    void theDescriptionIsSmall() throws Exception {
        TableEncoding encoding = TableEncoding.fit(Tables.wine(), EncodingSettings.defaults(), Monitor.none());
        int length = encoding.toJson().toString().length();
        assertTrue(length < 100_000, length + " characters");
    }
}
