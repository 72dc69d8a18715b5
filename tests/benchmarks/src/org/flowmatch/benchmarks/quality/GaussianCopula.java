// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.quality;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.flowmatch.engine.metric.MixedSample;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.NormalQuantile;
import org.flowmatch.engine.random.Purpose;

/**
 * Normal scores with the training rows' correlation (Nelsen 2006): each column's cells in order, missing numbers first and
 * labels by their frequency, have ranks, ties in random order; scores of the ranks are correlated, and new ones are drawn and turned into
 * the cells of those ranks. Every column has the right law, and pairs have what a single number says about them.
 */
public final class GaussianCopula implements Generator {
    /** Keeps the correlation of columns that determine each other invertible. */
    private static final double RIDGE = 1e-6;

    @Override
    public String label() {
        return "Gaussian copula";
    }

    @Override
    public TextTable generate(TextTable training, int rows, long seed, double minutes) {
        ColumnTypes types = new ColumnTypes(List.of(training));
        MixedSample real = types.sample(training);
        KeyedRandom random = new KeyedRandom(seed, Purpose.EXAMPLE);
        int columns = real.columns().size();
        int known = real.rows();
        double[][] sorted = new double[columns][];
        double[][] scores = new double[columns][known];
        for (int c = 0; c < columns; c++) {
            double[] cells = real.values()[c];
            double[] keys = real.columns().get(c).nominal() ? commonFirst(cells) : missingFirst(cells);
            int[] shuffled = random.permutation(known, c);
            int[] order = IntStream.of(shuffled)
                    .boxed()
                    .sorted((i, j) -> Double.compare(keys[i], keys[j]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            sorted[c] = IntStream.of(order).mapToDouble(i -> cells[i]).toArray();
            for (int rank = 0; rank < known; rank++) {
                scores[c][order[rank]] = NormalQuantile.of((rank + 0.5) / known);
            }
        }
        double[][] root = root(correlation(scores));
        double[][] made = new double[columns][rows];
        float[] noise = new float[columns];
        double[] quantiles = Arrays.stream(scores[0]).sorted().toArray();
        for (int row = 0; row < rows; row++) {
            random.gaussians(row, columns, noise, 0, columns);
            for (int c = 0; c < columns; c++) {
                double z = 0;
                for (int k = 0; k <= c; k++) {
                    z += root[c][k] * noise[k];
                }
                int place = Arrays.binarySearch(quantiles, z);
                made[c][row] = sorted[c][Math.min(known - 1, place < 0 ? -place - 1 : place)];
            }
        }
        return types.texts(new MixedSample(real.columns(), made));
    }

    private static double[] missingFirst(double[] numbers) {
        return Arrays.stream(numbers)
                .map(number -> Double.isNaN(number) ? Double.NEGATIVE_INFINITY : number)
                .toArray();
    }

    /** Labels by how often they occur, equally frequent ones by their number; a missing cell is a label as well. */
    private static double[] commonFirst(double[] labels) {
        Map<Double, Integer> counts = new TreeMap<>();
        for (double label : labels) {
            counts.merge(label, 1, Integer::sum);
        }
        Map<Double, Integer> places = new HashMap<>();
        counts.keySet().stream()
                .sorted(Comparator.comparing(label -> -counts.get(label)))
                .forEach(label -> places.put(label, places.size()));
        return Arrays.stream(labels).map(places::get).toArray();
    }

    /** All scores have mean 0 and the same variance. */
    private static double[][] correlation(double[][] scores) {
        double[][] correlation = new double[scores.length][scores.length];
        double variance = dot(scores[0], scores[0]);
        for (int i = 0; i < scores.length; i++) {
            for (int j = 0; j < scores.length; j++) {
                correlation[i][j] = i == j ? 1 : dot(scores[i], scores[j]) / variance / (1 + RIDGE);
            }
        }
        return correlation;
    }

    private static double dot(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
    }

    /** Cholesky's lower triangle. */
    private static double[][] root(double[][] matrix) {
        double[][] root = new double[matrix.length][matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j <= i; j++) {
                double rest = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    rest -= root[i][k] * root[j][k];
                }
                root[i][j] = i == j ? Math.sqrt(Math.max(rest, RIDGE)) : rest / root[j][j];
            }
        }
        return root;
    }
}
