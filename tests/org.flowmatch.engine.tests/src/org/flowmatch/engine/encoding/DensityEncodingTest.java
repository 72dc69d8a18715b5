// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;
import org.junit.jupiter.api.Test;

/** Densities in original units: the slope of the encoding. */
class DensityEncodingTest {
    private static final int ROWS = 10_000;

    private final RandomGenerator random = RandomGenerator.of("L64X128MixRandom");

    @Test
    void aStandardisedColumnHasTheSlopeOneOverItsDeviation() {
        // deviation of (1, 3) is 1 around 2; of (0, 1000) it is 500 around 500
        Table table = new Table(
                List.of(new ColumnInfo("a", ColumnKind.DOUBLE), new ColumnInfo("b", ColumnKind.DOUBLE)),
                new double[][] {{1, 3}, {0, 1000}},
                2);
        DensityRows rows = densities(table, Scaling.STANDARDISE).encode(table, Monitor.none());
        assertArrayEquals(new float[] {-1, -1, 1, 1}, rows.points().toArray());
        assertArrayEquals(new double[] {-Math.log(500), -Math.log(500)}, rows.logFactor(), 1e-12);
    }

    @Test
    void anUnscaledColumnHasTheSlopeOne() {
        Table table = Tables.of(ColumnKind.DOUBLE, -5, 7, 11);
        DensityRows rows = densities(table, Scaling.NONE).encode(table, Monitor.none());
        assertArrayEquals(new float[] {-5, 7, 11}, rows.points().toArray());
        assertArrayEquals(new double[3], rows.logFactor());
    }

    /** z = (x - 40) / 3 exactly, so that log dz/dx = -log 3, and 0 per deviation. */
    @Test
    void slopesOfANormalColumn() {
        assertTrue(slopeError(() -> 40 + 3 * random.nextGaussian(), x -> 0) < 0.09);
    }

    /** z = log x exactly, so that log dz/dx = -log x; the quartiles are exp(+-0.67449), a normal column's 1.34898 apart. */
    @Test
    void slopesOfALogNormalColumn() {
        double unit = (Math.exp(0.67449) - Math.exp(-0.67449)) / 1.34898;
        assertTrue(slopeError(() -> Math.exp(random.nextGaussian()), x -> Math.log(unit / x)) < 0.09);
    }

    @Test
    void theSlopeIsTheDerivativeOfTheCode() {
        double[] grid = grid(0.5, 700, 0.01);
        double[] fitted = draw(() -> random.nextExponential() * 100, ROWS);
        DensityRows rows = scored(fitted, grid);
        double unit = unit(fitted);
        double integral = rows.points().get(0, 0);
        for (int i = 1; i < grid.length; i++) {
            integral += 0.005 / unit * (Math.exp(rows.logFactor()[i - 1]) + Math.exp(rows.logFactor()[i]));
            assertEquals(integral, rows.points().get(i, 0), 1e-2, "at " + grid[i]);
        }
    }

    @Test
    void codesStayCloseToThoseOfTraining() {
        Table table = Tables.of(ColumnKind.DOUBLE, draw(random::nextGaussian, ROWS));
        TableEncoding encoding = TableEncoding.fit(table, settings(Scaling.QUANTILE), Monitor.none());
        float[] trained =
                encoding.encode(table, TableRole.TARGET, Monitor.none()).toArray();
        float[] scored = DensityEncoding.of(encoding, TiePoints.defaults())
                .encode(table, Monitor.none())
                .points()
                .toArray();
        double squares = 0;
        for (int i = 0; i < ROWS; i++) {
            squares += (trained[i] - scored[i]) * (trained[i] - scored[i]);
        }
        // 464 ranks lie between two knots, 0.12 in score in the middle
        assertTrue(Math.sqrt(squares / ROWS) < 0.05);
    }

    @Test
    void twoRowsAreEnough() {
        DensityRows rows = scored(new double[] {1, 5}, 3);
        // scores of the ranks 1/4 and 3/4 of the normal distribution, -0.6745 and 0.6745, four units apart, as are the
        // quartiles
        assertEquals(Math.log(2 * 0.6744898 / 4 * 4 / (2 * 0.6744898)), rows.logFactor()[0], 1e-6);
        assertEquals(0, rows.points().get(0, 0), 1e-7);
    }

    @Test
    void aHandfulOfTiesAmongManyRowsIsNoRepetition() {
        double[] values = draw(random::nextGaussian, 1000);
        values[3] = values[4];
        assertEquals(1, scored(values, values).first()[1]);
        assertEquals(1000, scored(values, values).points().rows());
    }

    @Test
    void aValueWithoutFiniteDensityIsNamed() {
        double[] values = {-Double.MAX_VALUE, -1, 0, 1, Double.MAX_VALUE};
        FlowException error = assertThrows(FlowException.class, () -> scored(values, 0.5));
        assertTrue(error.problem().contains("\"a\""), error.problem());
    }

    /** The mean absolute error of log dz/dx over fresh values. */
    private double slopeError(DoubleSupplier law, DoubleUnaryOperator logSlope) {
        double[] fresh = draw(law, ROWS);
        double[] fitted = draw(law, ROWS);
        double smallest = DoubleStream.of(fitted).min().orElseThrow();
        double largest = DoubleStream.of(fitted).max().orElseThrow();
        double[] inside =
                DoubleStream.of(fresh).filter(x -> x > smallest && x < largest).toArray();
        double[] slopes = scored(fitted, inside).logFactor();
        double sum = 0;
        for (int i = 0; i < inside.length; i++) {
            sum += Math.abs(slopes[i] - logSlope.applyAsDouble(inside[i]));
        }
        return sum / inside.length;
    }

    /** Values scored by quantiles fitted on others. */
    private static DensityRows scored(double[] fitted, double... values) {
        return densities(Tables.of(ColumnKind.DOUBLE, fitted), Scaling.QUANTILE)
                .encode(Tables.of(ColumnKind.DOUBLE, values), Monitor.none());
    }

    private static double unit(double[] fitted) {
        return densities(Tables.of(ColumnKind.DOUBLE, fitted), Scaling.QUANTILE).units()[0];
    }

    private static double[] grid(double from, double to, double step) {
        return DoubleStream.iterate(from, x -> x < to, x -> x + step).toArray();
    }

    private static double[] draw(DoubleSupplier law, int rows) {
        return DoubleStream.generate(law).limit(rows).toArray();
    }

    private static DensityEncoding densities(Table table, Scaling scaling) {
        return DensityEncoding.of(TableEncoding.fit(table, settings(scaling), Monitor.none()), TiePoints.defaults());
    }

    private static EncodingSettings settings(Scaling scaling) {
        return new EncodingSettings(scaling, false, true, 0);
    }
}
