// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.flowmatch.engine.metric.MixedSample;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/**
 * The first two principal components of mixed rows (Pages 2004, factor analysis of mixed data): numbers are standardised, gaps at
 * the mean; of labels each level and a missing cell is a coordinate (1 - p) / sqrt(p) or -p / sqrt(p). By orthogonal iteration on
 * the rows, whose labels are never written out as coordinates.
 */
public final class PrincipalPlane {
    private static final int MOST_ROWS = 4_000;
    private static final int ITERATIONS = 60;
    /** One outlier must not be a component. */
    private static final double FARTHEST = 5;

    private final int[] offsets;
    private final double[] mean;
    private final double[] deviation;
    private final double[] share;
    private final boolean[] nominal;
    private final double[][] components = new double[2][];
    private final double[] explained = new double[2];

    private PrincipalPlane(MixedSample fitted) {
        int columns = fitted.columns().size();
        offsets = new int[columns + 1];
        mean = new double[columns];
        deviation = new double[columns];
        nominal = new boolean[columns];
        for (int c = 0; c < columns; c++) {
            double[] cells = fitted.values()[c];
            nominal[c] = fitted.columns().get(c).nominal();
            double[] present =
                    Arrays.stream(cells).filter(cell -> !Double.isNaN(cell)).toArray();
            int levels = nominal[c] ? 2 + (int) Arrays.stream(present).max().orElse(0) : 1;
            offsets[c + 1] = offsets[c] + levels;
            mean[c] = Arrays.stream(present).average().orElse(0);
            double centre = mean[c];
            deviation[c] = Math.sqrt(Arrays.stream(present)
                    .map(x -> (x - centre) * (x - centre))
                    .average()
                    .orElse(0));
        }
        share = new double[offsets[columns]];
        for (int c = 0; c < columns; c++) {
            if (nominal[c]) {
                for (double cell : fitted.values()[c]) {
                    share[place(c, cell)] += 1.0 / fitted.rows();
                }
            }
        }
    }

    /** Fits the plane to the first sample and bins all. */
    public static Projection of(List<MixedSample> tables, long seed) {
        Coordinates of = coordinates(tables, seed);
        ColumnBins.Fitted x = axis(of.points().get(0)[0]);
        ColumnBins.Fitted y = axis(of.points().get(0)[1]);
        return new Projection(
                x.bins().edges(),
                y.bins().edges(),
                of.points().stream().map(table -> shares(table, x, y)).toList(),
                of.explained());
    }

    /**
     * Rows by their two coordinates, each up to a constant of the plane.
     *
     * @param points [2][n] of each sample
     * @param explained the share of the variance of the first sample along each component
     */
    public record Coordinates(List<double[][]> points, List<Double> explained) {}

    /** Fits the plane to the first sample and places the rows of all on it. */
    public static Coordinates coordinates(List<MixedSample> tables, long seed) {
        MixedSample fitted = tables.get(0).draw(MOST_ROWS, seed, 9);
        PrincipalPlane plane = new PrincipalPlane(fitted);
        plane.fit(fitted, seed);
        return new Coordinates(
                tables.stream().map(plane::points).toList(),
                Arrays.stream(plane.explained).boxed().toList());
    }

    private static ColumnBins.Fitted axis(double[] points) {
        // a hundred places between the points make sure of bins with edges
        double[] all = IntStream.rangeClosed(0, 100).mapToDouble(i -> i / 100.0).toArray();
        return ColumnBins.ofNumbers(points, all);
    }

    private static List<List<Double>> shares(double[][] points, ColumnBins.Fitted x, ColumnBins.Fitted y) {
        double[][] shares = new double[ColumnBins.MOST][ColumnBins.MOST];
        for (int row = 0; row < points[0].length; row++) {
            shares[x.binning().bin(points[0][row])][y.binning().bin(points[1][row])] += 1.0 / points[0].length;
        }
        return Arrays.stream(shares)
                .map(bins -> Arrays.stream(bins).boxed().toList())
                .toList();
    }

    private int place(int column, double cell) {
        int levels = offsets[column + 1] - offsets[column];
        // a level that the fitted rows have not is like a missing cell
        return offsets[column] + (Double.isNaN(cell) || cell >= levels - 1 ? levels - 1 : (int) cell);
    }

    private double number(int column, double cell) {
        return Double.isNaN(cell) || deviation[column] == 0
                ? 0
                : Math.max(-FARTHEST, Math.min(FARTHEST, (cell - mean[column]) / deviation[column]));
    }

    /** The coordinate of each row along a direction, up to a constant. */
    private double[] along(MixedSample rows, double[] direction) {
        double[] sums = new double[rows.rows()];
        for (int c = 0; c < nominal.length; c++) {
            double[] cells = rows.values()[c];
            for (int row = 0; row < sums.length; row++) {
                if (nominal[c]) {
                    int at = place(c, cells[row]);
                    sums[row] += share[at] > 0 ? direction[at] / Math.sqrt(share[at]) : 0;
                } else {
                    sums[row] += direction[offsets[c]] * number(c, cells[row]);
                }
            }
        }
        return sums;
    }

    /** The covariance of the rows times a direction. */
    private double[] spread(MixedSample rows, double[] direction) {
        double[] along = along(rows, direction);
        double centre = Arrays.stream(along).average().orElseThrow();
        double[] result = new double[direction.length];
        for (int c = 0; c < nominal.length; c++) {
            double[] cells = rows.values()[c];
            for (int row = 0; row < along.length; row++) {
                double weight = (along[row] - centre) / along.length;
                if (nominal[c]) {
                    int at = place(c, cells[row]);
                    result[at] += weight / Math.sqrt(share[at]);
                } else {
                    result[offsets[c]] += weight * number(c, cells[row]);
                }
            }
        }
        return result;
    }

    private void fit(MixedSample rows, long seed) {
        KeyedRandom random = new KeyedRandom(seed, Purpose.METRIC, 2);
        for (int k = 0; k < components.length; k++) {
            int component = k;
            components[k] = new double[share.length];
            Arrays.setAll(components[k], i -> random.uniform(i, component) - 0.5);
        }
        double total = total(rows);
        for (int i = 0; i < ITERATIONS; i++) {
            Batch.checkInterrupt();
            double[][] next = {spread(rows, components[0]), spread(rows, components[1])};
            explained[0] = normalise(next[0]) / total;
            double shared = dot(next[0], next[1]);
            for (int j = 0; j < share.length; j++) {
                next[1][j] -= shared * next[0][j];
            }
            explained[1] = normalise(next[1]) / total;
            components[0] = next[0];
            components[1] = next[1];
        }
    }

    /** The variance of all coordinates: 1 of each number that varies, levels - 1 of a label; at least tiny. */
    private double total(MixedSample rows) {
        double total = 1e-300;
        for (int c = 0; c < nominal.length; c++) {
            if (nominal[c]) {
                total += Arrays.stream(share, offsets[c], offsets[c + 1])
                        .filter(p -> p > 0)
                        .map(p -> 1 - p)
                        .sum();
                continue;
            }
            int column = c;
            double[] numbers = Arrays.stream(rows.values()[c])
                    .map(cell -> number(column, cell))
                    .toArray();
            double centre = Arrays.stream(numbers).average().orElseThrow();
            total += Arrays.stream(numbers)
                    .map(x -> (x - centre) * (x - centre))
                    .average()
                    .orElseThrow();
        }
        return total;
    }

    private static double normalise(double[] vector) {
        double length = Math.sqrt(dot(vector, vector));
        if (length > 0) {
            for (int i = 0; i < vector.length; i++) {
                vector[i] /= length;
            }
        }
        return length;
    }

    private static double dot(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
    }

    /** Both coordinates of the rows [2][n]. */
    private double[][] points(MixedSample rows) {
        List<double[]> points = new ArrayList<>();
        for (double[] component : components) {
            points.add(along(rows, component));
        }
        return points.toArray(double[][]::new);
    }
}
