// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.likelihood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.encoding.DensityEncoding;
import org.flowmatch.engine.encoding.DensityRows;
import org.flowmatch.engine.encoding.TableEncoding;
import org.flowmatch.engine.encoding.TiePoints;
import org.flowmatch.engine.random.NormalQuantile;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.solver.Tolerances;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One column under the flow of N(0, 1) to N({@value #MEAN}, {@value #DEVIATION}^2), whose log-density is solved in double
 * precision: whatever the column, probabilities of its tied values and the integral over all others sum to 1, although the
 * flow is not that of normal scores.
 */
class TableDensityTest {
    private static final double MEAN = 0.2;
    private static final double DEVIATION = 0.9;
    private static final int ROWS = 2000;

    enum Column {
        CONTINUOUS(Random::nextGaussian),
        HEAVY_TAILS(random -> random.nextGaussian() / Math.abs(random.nextGaussian())),
        WHOLE_NUMBERS(random -> Math.floor(4 * random.nextGaussian())),
        SPIKES(random -> {
            double place = random.nextDouble();
            return place < 0.4 ? 0 : place < 0.5 ? 3 : random.nextExponential() - 0.2;
        }),
        TWO_VALUES(random -> random.nextInt(3) == 0 ? 1 : 0),
        /** Eight in ten rows are one of more values than are kept. */
        MANY_VALUES(random -> random.nextInt(5) == 0 ? 1 : random.nextGaussian());

        private final ToDoubleFunction<Random> law;

        Column(ToDoubleFunction<Random> law) {
            this.law = law;
        }

        double[] draw() {
            Random random = new Random(7);
            return DoubleStream.generate(() -> law.applyAsDouble(random))
                    .limit(this == MANY_VALUES ? 15_000 : ROWS)
                    .toArray();
        }
    }

    @ParameterizedTest
    @EnumSource
    void probabilitiesAndDensitiesSumToOne(Column column) {
        double[] fitted = column.draw();
        DensityEncoding density = density(fitted, 999);
        double unit = density.units()[0];
        double[] tied = Arrays.stream(fitted)
                .distinct()
                .filter(value -> points(density, value) > 1)
                .toArray();
        double mass = DoubleStream.of(logDensity(density, tied)).map(Math::exp).sum();

        double[] edges = edges(fitted, unit);
        double[] middles = new double[edges.length - 1];
        for (int i = 0; i < middles.length; i++) {
            // never one of the observed values, but for chance
            middles[i] = edges[i] + 0.4999 * (edges[i + 1] - edges[i]);
        }
        double[] between = logDensity(density, middles);
        for (int i = 0; i < middles.length; i++) {
            mass += Math.exp(between[i]) * (edges[i + 1] - edges[i]) / unit;
        }
        assertEquals(1, mass, 2e-3);
    }

    /** Rising places: 20 between observed values (2 where there are many), and 600 beyond each end, farther and farther. */
    private static double[] edges(double[] fitted, double unit) {
        double[] seen = Arrays.stream(fitted).sorted().distinct().toArray();
        int steps = seen.length > 5000 ? 2 : 20;
        DoubleStream inside = IntStream.range(0, (seen.length - 1) * steps).mapToDouble(i -> {
            int k = i / steps;
            return seen[k] + (seen[k + 1] - seen[k]) * (i % steps) / steps;
        });
        double largest = seen[seen.length - 1];
        double[] beyond = DoubleStream.iterate(1e-3, y -> y * 1.05).limit(600).toArray();
        DoubleStream below =
                DoubleStream.of(beyond).map(y -> seen[0] - unit * y).sorted();
        DoubleStream above = DoubleStream.of(beyond).map(y -> largest + unit * y);
        return Stream.of(below, inside, DoubleStream.of(largest), above)
                .flatMapToDouble(part -> part)
                .toArray();
    }

    @Test
    void aTiedValueHasTheProbabilityOfItsRanks() {
        double[] fitted = new double[ROWS];
        // 0 in 600 rows, 1 in 1,000, 2 in 400
        Arrays.fill(fitted, 600, 1600, 1);
        Arrays.fill(fitted, 1600, ROWS, 2);
        double[] probabilities = logDensity(density(fitted, 999), 0, 1, 2);
        // a quarter of a rank is left to what lies beyond an end, an eighth to each side of a gap
        assertEquals(Math.log(mass(0, 0.3) * (600 - 0.375) / 600), probabilities[0], 1e-3);
        assertEquals(Math.log(mass(0.3, 0.8) * (1000 - 0.25) / 1000), probabilities[1], 1e-3);
        assertEquals(Math.log(mass(0.8, 1) * (400 - 0.375) / 400), probabilities[2], 1e-3);
    }

    /** Of N(MEAN, DEVIATION^2) between two standard normal quantiles, by the midpoint rule. */
    private static double mass(double low, double high) {
        int steps = 200_000;
        double sum = 0;
        for (int i = 0; i < steps; i++) {
            double z = NormalQuantile.of(low + (high - low) * (i + 0.5) / steps);
            double place = (z - MEAN) / DEVIATION;
            sum += Math.exp((z * z - place * place) / 2) / DEVIATION * (high - low) / steps;
        }
        return sum;
    }

    /** What was not seen is less than what was seen least, on and off the grid, and falls beyond the ends for ever. */
    @ParameterizedTest
    @EnumSource(names = {"WHOLE_NUMBERS", "TWO_VALUES"})
    void unseenValuesAreLessLikelyThanSeenOnes(Column column) {
        double[] fitted = column.draw();
        DensityEncoding density = density(fitted, 17);
        double[] seen = Arrays.stream(fitted).distinct().toArray();
        double least = DoubleStream.of(factors(density, seen)).min().orElseThrow();
        double largest = DoubleStream.of(seen).max().orElseThrow();
        double[] unseen = DoubleStream.concat(
                        DoubleStream.of(seen).map(value -> value + 0.5), DoubleStream.of(largest + 1e-9, largest + 1))
                .toArray();
        assertTrue(DoubleStream.of(factors(density, unseen)).max().orElseThrow() < least);
    }

    private static double[] factors(DensityEncoding density, double... values) {
        return density.encode(table(values), Monitor.none()).logFactor();
    }

    @ParameterizedTest
    @EnumSource
    void theDensityFallsForEverBeyondTheRange(Column column) {
        double[] fitted = column.draw();
        double smallest = DoubleStream.of(fitted).min().orElseThrow();
        double largest = DoubleStream.of(fitted).max().orElseThrow();
        DensityEncoding density = density(fitted, 17);
        double[] beyond = {1e-9, 0.1, 1, 10, 1e3, 1e6, 1e9, 1e30, 1e300, Double.MAX_VALUE};
        double[] above = logDensity(
                density, DoubleStream.of(beyond).map(y -> largest + y).toArray());
        double[] below = logDensity(
                density, DoubleStream.of(beyond).map(y -> smallest - y).toArray());
        for (int i = 1; i < beyond.length; i++) {
            assertTrue(above[i] < above[i - 1] && Double.isFinite(above[i]), "above by " + beyond[i]);
            assertTrue(below[i] < below[i - 1] && Double.isFinite(below[i]), "below by " + beyond[i]);
        }
    }

    private static DensityEncoding density(double[] fitted, int points) {
        TableEncoding encoding = GaussianCopula.quantiles(table(fitted));
        return DensityEncoding.of(encoding, new TiePoints(points, 0));
    }

    private static int points(DensityEncoding density, double value) {
        return density.encode(table(value), Monitor.none()).points().rows();
    }

    private static Table table(double... values) {
        return new Table(
                List.of(new ColumnInfo("a", ColumnKind.DOUBLE)), new double[][] {values.clone()}, values.length);
    }

    private static double[] logDensity(DensityEncoding density, double... values) {
        if (values.length == 0) {
            return new double[0];
        }
        DensityRows rows = density.encode(table(values), Monitor.none());
        LogDensities encoded = ofNormal(rows.points());
        double[] result = new double[values.length];
        for (int row = 0; row < result.length; row++) {
            result[row] = PointMean.of(rows, row, encoded).log() + rows.logFactor()[row];
        }
        return result;
    }

    /** x_t = (1 - t + t s) x0 + t m has the velocity m + (s - 1) (x - t m) / (1 - t + t s). */
    private static LogDensities ofNormal(RowMatrix points) {
        double[] z = new double[points.rows()];
        for (int i = 0; i < z.length; i++) {
            z[i] = points.get(i, 0);
        }
        JavaLikelihood flow = new JavaLikelihood(
                (t, x, v) ->
                        Arrays.setAll(v, i -> MEAN + (DEVIATION - 1) * (x[i] - t * MEAN) / (1 - t + t * DEVIATION)),
                (t, x, divergence) -> Arrays.fill(divergence, (DEVIATION - 1) / (1 - t + t * DEVIATION)),
                1,
                1);
        JavaLikelihood.Result result =
                flow.solve(Solver.DORMAND_PRINCE, z, 1, 0, new Tolerances(1e-7, 1e-7, 1e-9, 100_000));
        return new LogDensities(result.logDensity(), new double[z.length], points, 1, true, List.of());
    }
}
