// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleUnaryOperator;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Distances that take means over all pairs of rows, beside plain loops in double and closed forms. */
class PairwiseDistancesTest {
    private static final double[] BANDWIDTHS = {0.25, 0.5, 1, 2, 4};
    /** The largest relative error of a rounding to float32. */
    private static final double UNIT = 0x1p-24;

    /** The mean of a function of the squared distance over all pairs. */
    private static double mean(RowMatrix a, RowMatrix b, DoubleUnaryOperator function) {
        double sum = 0;
        for (int i = 0; i < a.rows(); i++) {
            for (int j = 0; j < b.rows(); j++) {
                double square = 0;
                for (int k = 0; k < a.columns(); k++) {
                    double difference = (double) a.get(i, k) - b.get(j, k);
                    square += difference * difference;
                }
                sum += function.applyAsDouble(square);
            }
        }
        return sum / a.rows() / b.rows();
    }

    private static double kernel(double square, double bandwidth) {
        return Arrays.stream(BANDWIDTHS)
                .map(s -> Math.exp(-square / (2 * s * s * bandwidth * bandwidth)))
                .average()
                .orElseThrow();
    }

    private static double discrepancyByLoops(RowMatrix a, RowMatrix b, double bandwidth) {
        DoubleUnaryOperator k = square -> kernel(square, bandwidth);
        return mean(a, a, k) + mean(b, b, k) - 2 * mean(a, b, k);
    }

    /**
     * What rounding to float32 makes of the discrepancy. With u = 2^-24 and y = |x - y|^2 / (2 s^2) of a kernel that is the
     * widest one squared twice j times, the relative error of exp(-y) is at most e_j = 4^j (2 u y_0 + 2 u) + (4^j - 1) u: the
     * distance and its product with the width are rounded (u each), the exponential errs by a unit in the last place (2 u), and
     * two squarings make 4 e + 3 u of an error e. Additions of up to 256 numbers in a tree have errors whose squares add up to
     * 2 (u sum)^2, at most 2 u^2 256 times the sum of squares. Roundings are as often up as down, so that the chance of a sum of
     * errors beyond six times the root of the sum of their squared bounds is 2 exp(-18) = 3e-8 (Hoeffding's inequality). Pairs
     * within a sample count twice with the same error. The width itself is rounded once for all pairs, which moves the result
     * by u times its derivative by the logarithm of the width.
     */
    private static double rounding(RowMatrix a, RowMatrix b, double bandwidth) {
        double squares = 2 * squaredRounding(a, a, bandwidth)
                + 2 * squaredRounding(b, b, bandwidth)
                + 4 * squaredRounding(a, b, bandwidth);
        DoubleUnaryOperator slope = square -> Arrays.stream(BANDWIDTHS)
                .map(s -> square / (2 * s * s * bandwidth * bandwidth))
                .map(y -> y * Math.exp(-y))
                .average()
                .orElseThrow();
        double byWidth = mean(a, a, slope) + mean(b, b, slope) - 2 * mean(a, b, slope);
        return 6 * Math.sqrt(squares) + UNIT * Math.abs(byWidth);
    }

    /** The sum of the squared bounds of the errors in the mean kernel of all pairs. */
    private static double squaredRounding(RowMatrix a, RowMatrix b, double bandwidth) {
        int addends = Math.min(256, b.rows());
        DoubleUnaryOperator ofPair = square -> {
            double bound = 0;
            double additions = 0;
            double y = square / (2 * 16 * bandwidth * bandwidth);
            for (int j = 0; j < BANDWIDTHS.length; j++) {
                double power = Math.pow(4, j);
                double value = Math.exp(-power * y);
                // of a row with itself the kernel is exact
                bound += square == 0 ? 0 : value * (power * (2 * y + 2) + power - 1);
                additions += addends == 1 ? 0 : 2 * addends * value * value;
            }
            return UNIT * UNIT * (bound * bound + additions) / (BANDWIDTHS.length * BANDWIDTHS.length);
        };
        return mean(a, b, ofPair) / a.rows() / b.rows();
    }

    /** Sizes around the blocks of 256 rows; rows far from 0 keep their distances. */
    @ParameterizedTest
    @CsvSource({"1, 1, 2, 0", "255, 1, 3, 0", "257, 600, 1, 0", "513, 300, 40, 0", "300, 520, 2, 1000"})
    void theyAreTheMeansOfPlainLoops(int n, int m, int columns, double mean) {
        RowMatrix a = Gaussians.rows(n, columns, 1, mean, 1);
        RowMatrix b = Gaussians.rows(m, columns, 1.1, mean + 0.1, 2);
        double between = mean(a, b, Math::sqrt);
        double energy = 2 * between - mean(a, a, Math::sqrt) - mean(b, b, Math::sqrt);
        // of a mean distance; of it the distance of two samples of one law is (1/n + 1/m)
        double error = 1e-8 + 2e-7 / Math.sqrt((double) n * m);
        assertEquals(energy, EnergyDistance.between(a, b), error * between);
        MaximumMeanDiscrepancy seen = MaximumMeanDiscrepancy.between(a, b, 1.5, 2, Monitor.none());
        assertEquals(discrepancyByLoops(a, b, 1.5), seen.biased(), rounding(a, b, 1.5));
    }

    @Test
    void equalSamplesHaveNoDistance() {
        RowMatrix rows = Gaussians.rows(700, 5, 1, 3, 1);
        float[] turned = new float[700 * 5];
        for (int i = 0; i < 700; i++) {
            rows.copyRow(699 - i, turned, 5 * i);
        }
        RowMatrix same = RowMatrix.of(turned, 5);
        assertEquals(0, EnergyDistance.between(rows, same), 3e-8);
        double bandwidth = MaximumMeanDiscrepancy.bandwidth(rows, same);
        assertEquals(0, MaximumMeanDiscrepancy.between(rows, same).biased(), rounding(rows, same, bandwidth));
        assertEquals(0, Wasserstein.sliced(rows, same, 10, 1), 1e-6);
    }

    /**
     * The standard error of the unbiased estimate (Gretton and others 2012; Serfling 1980, section 5.2): the variance is
     * 4 var f(x) (1/n + 1/m) + 2 E k^2 (1/n + 1/m)^2 at most, where f(x) = E k(x, x') - E k(x, y) is a difference of Gaussian
     * bells of variance v = s^2 + 1 around both means. Laws N(0, I) and N((shift, shift), I), in which var f is the same.
     */
    private static double standardError(double shift, int n, int m) {
        double mean = 0;
        double square = 0;
        double kernels = 0;
        for (double first : BANDWIDTHS) {
            double w = first * first * 2.25;
            mean += w
                    / (w + 1)
                    * (bells(0, 0, w + 1, Double.POSITIVE_INFINITY) - bells(shift, 0, w + 1, Double.POSITIVE_INFINITY));
            for (double second : BANDWIDTHS) {
                double v = second * second * 2.25;
                square += w
                        / (w + 1)
                        * v
                        / (v + 1)
                        * (bells(0, 0, w + 1, v + 1)
                                - bells(shift, 0, w + 1, v + 1)
                                - bells(0, shift, w + 1, v + 1)
                                + bells(shift, shift, w + 1, v + 1));
                kernels += 1 / (1 + 2 / w + 2 / v);
            }
        }
        int count = BANDWIDTHS.length;
        double ofWitness = square / (count * count) - Math.pow(mean / count, 2);
        double sizes = 1.0 / n + 1.0 / m;
        return Math.sqrt(4 * ofWitness * sizes + 2 * kernels / (count * count) * sizes * sizes);
    }

    /** The mean over N(0, I) in the plane of exp(-|x - (a, a)|^2 / (2 v) - |x - (b, b)|^2 / (2 w)). */
    private static double bells(double a, double b, double v, double w) {
        double precision = 1 + 1 / v + 1 / w;
        double linear = a / v + b / w;
        double constant = a * a / v + b * b / w;
        // both coordinates are alike
        return Math.exp(-(constant - linear * linear / precision)) / precision;
    }

    /** x - y of N(0, I) and N(mu, I) is N(mu, 2 I), whose Gaussian integrals are known. */
    @Test
    void discrepancyOfShiftedGaussians() {
        double squaredShift = 2 * 0.5 * 0.5;
        double expected = 0;
        for (double s : BANDWIDTHS) {
            double width = s * s * 2.25;
            double same = width / (width + 2);
            expected += 2 * same * (1 - Math.exp(-squaredShift / (2 * (width + 2)))) / BANDWIDTHS.length;
        }
        RowMatrix a = Gaussians.rows(3000, 2, 1, 0, 1);
        RowMatrix b = Gaussians.rows(2500, 2, 1, 0.5, 2);
        var seen = MaximumMeanDiscrepancy.between(a, b, 1.5, 1, Monitor.none());
        assertEquals(expected, seen.unbiased(), 4 * standardError(0.5, 3000, 2500));
        assertEquals(Math.sqrt(seen.biased()), seen.distance());
    }

    /** Gretton and others 2012, lemma 6: without pairs of a row with itself there is no bias. */
    @Test
    void unbiasedEstimatesOfOneLawAreAboutZero() {
        double sum = 0;
        int below = 0;
        for (int seed = 0; seed < 30; seed++) {
            var seen = MaximumMeanDiscrepancy.between(
                    Gaussians.rows(40, 2, 1, 0, 2 * seed + 1), Gaussians.rows(40, 2, 1, 0, 2 * seed + 2));
            assertTrue(seen.biased() > seen.unbiased());
            sum += seen.unbiased();
            below += seen.unbiased() < 0 ? 1 : 0;
        }
        // a single one has a standard deviation of about 0.006
        assertEquals(0, sum / 30, 0.005);
        assertTrue(below > 5 && below < 28, below + " of 30 below 0");
        assertTrue(Double.isNaN(
                MaximumMeanDiscrepancy.between(Gaussians.rows(1, 2, 1, 0, 1), Gaussians.rows(5, 2, 1, 0, 2))
                        .unbiased()));
    }

    @Test
    void theBandwidthIsTheMedianDistance() {
        // distances 1, 2, 3 (twice), 5, 6: the upper of the two in the middle
        assertEquals(3, MaximumMeanDiscrepancy.bandwidth(RowMatrix.of(new float[] {0, 1, 3, 6}, 1)));
        RowMatrix zeros = RowMatrix.of(new float[10], 1);
        assertEquals(1, MaximumMeanDiscrepancy.bandwidth(zeros), "no rows differ");
        // of N(0, I) in the plane |x - y|^2 / 4 is exponential with mean 1: the median of |x - y| is 2 sqrt(ln 2)
        RowMatrix many = Gaussians.rows(3000, 2, 1, 0, 1);
        assertEquals(2 * Math.sqrt(Math.log(2)), MaximumMeanDiscrepancy.bandwidth(many, many), 0.05);
    }

    @Test
    void slicesOfOneColumnAreTheDistanceOfSortedRows() {
        RowMatrix a = Gaussians.rows(1000, 1, 3, -1e3, 1);
        RowMatrix b = Gaussians.rows(1000, 1, 1, 5, 2);
        double[] left = sorted(a);
        double[] right = sorted(b);
        double square = 0;
        for (int i = 0; i < left.length; i++) {
            square += (left[i] - right[i]) * (left[i] - right[i]) / left.length;
        }
        assertEquals(Math.sqrt(square), Wasserstein.sliced(a, b, 3, 1), 1e-5 * Math.sqrt(square));
    }

    private static double[] sorted(RowMatrix rows) {
        double[] values = new double[rows.rows()];
        Arrays.setAll(values, i -> rows.get(i, 0));
        Arrays.sort(values);
        return values;
    }

    @Test
    void threadsAndMeasurementsAtTheSameTimeChangeNothing() {
        RowMatrix a = Gaussians.rows(900, 3, 1, 0, 1);
        RowMatrix b = Gaussians.rows(1100, 3, 1, 0.1, 2);
        double energy = EnergyDistance.between(a, b, 1, Monitor.none());
        double discrepancy =
                MaximumMeanDiscrepancy.between(b, a, 1, 1, Monitor.none()).unbiased();
        CompletableFuture<Double> other = CompletableFuture.supplyAsync(
                () -> MaximumMeanDiscrepancy.between(b, a, 1, 3, Monitor.none()).unbiased());
        assertEquals(energy, EnergyDistance.between(a, b, 3, Monitor.none()));
        assertEquals(discrepancy, other.join());
        assertEquals(
                Wasserstein.sliced(a, a, 20, 1, 1, Monitor.none()), Wasserstein.sliced(a, a, 20, 1, 3, Monitor.none()));
        RowMatrix shifted = Gaussians.shifted(a, 1, 0, 2);
        assertEquals(
                Wasserstein.sliced(a, shifted, 20, 1, 1, Monitor.none()),
                Wasserstein.sliced(a, shifted, 20, 1, 3, Monitor.none()));
    }

    @Test
    void theyEndWhenCancelled() {
        RowMatrix rows = Gaussians.rows(300, 2, 1, 0, 1);
        Monitor cancelled = new Monitor() {
            @Override
            public void report(double fraction, String message) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };
        assertThrows(CancellationException.class, () -> EnergyDistance.between(rows, rows, 2, cancelled));
        assertThrows(CancellationException.class, () -> MaximumMeanDiscrepancy.between(rows, rows, 1, 2, cancelled));
        assertThrows(CancellationException.class, () -> Wasserstein.sliced(rows, rows, 50, 1, 2, cancelled));
        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, () -> EnergyDistance.between(rows, rows));
        assertTrue(Thread.interrupted());
    }

    @Test
    void aBandwidthMustBeAboveZero() {
        RowMatrix one = RowMatrix.of(new float[1], 1);
        for (double bandwidth : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            FlowException error = assertThrows(
                    FlowException.class, () -> MaximumMeanDiscrepancy.between(one, one, bandwidth, 1, Monitor.none()));
            assertTrue(error.problem().contains("bandwidth"), error.problem());
        }
        RowMatrix none = RowMatrix.of(new float[0], 1);
        assertThrows(FlowException.class, () -> MaximumMeanDiscrepancy.between(none, one));
    }
}
