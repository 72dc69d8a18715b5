// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.metric.EnergyDistance;

/**
 * Real rows in groups of equal cells, and how far other rows are from them within the groups, in the columns that do not
 * make the groups: numbers by their standard deviation, labels as far apart as numbers that differ by one of them.
 */
public final class GroupedRows {
    private static final int SPREAD_OF = 400;

    private final Table real;
    private final int cuts;
    private final int fewest;
    private final Map<Integer, double[]> edges = new HashMap<>();

    /**
     * @param cuts groups of equal size that a number is cut into
     * @param fewest rows of a group, of both tables, that counts
     */
    public GroupedRows(Table real, int cuts, int fewest) {
        this.real = real;
        this.cuts = cuts;
        this.fewest = fewest;
    }

    /** The mean over groups by their rows; the rows' own cells say to which group they belong. */
    public double distance(Table rows, List<String> by) {
        return distance(rows, by, groups(rows, by));
    }

    /** As {@link #distance}, but a row belongs to the group of the real row in its place. */
    public double distanceByRow(Table rows, List<String> by) {
        return distance(rows, by, groups(real, by));
    }

    private double distance(Table rows, List<String> by, Map<String, List<Integer>> groups) {
        float[][] made = features(rows, by);
        float[][] ours = features(real, by);
        double sum = 0;
        double weight = 0;
        for (Map.Entry<String, List<Integer>> group : groups(real, by).entrySet()) {
            List<Integer> there = group.getValue();
            List<Integer> here = groups.getOrDefault(group.getKey(), List.of());
            if (there.size() >= fewest && here.size() >= fewest) {
                sum += there.size() * unbiased(matrix(made, here), matrix(ours, there));
                weight += there.size();
            }
        }
        return sum / weight;
    }

    /** The energy distance without what two samples of one law have of it, which depends on their sizes. */
    private static double unbiased(RowMatrix a, RowMatrix b) {
        return EnergyDistance.between(a, b) - spread(a) / a.rows() - spread(b) / b.rows();
    }

    /** The mean distance of two different rows, of the first ones. */
    private static double spread(RowMatrix rows) {
        double sum = 0;
        int most = Math.min(rows.rows(), SPREAD_OF);
        float[] x = new float[rows.columns()];
        float[] y = new float[rows.columns()];
        for (int i = 0; i < most; i++) {
            rows.copyRow(i, x, 0);
            for (int j = 0; j < i; j++) {
                rows.copyRow(j, y, 0);
                double square = 0;
                for (int c = 0; c < x.length; c++) {
                    square += (x[c] - y[c]) * (x[c] - y[c]);
                }
                sum += Math.sqrt(square);
            }
        }
        return sum / (most * (most - 1) / 2.0);
    }

    private static RowMatrix matrix(float[][] features, List<Integer> rows) {
        int width = features[0].length;
        float[] picked = new float[rows.size() * width];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(features[rows.get(i)], 0, picked, i * width, width);
        }
        return RowMatrix.of(picked, width);
    }

    private Map<String, List<Integer>> groups(Table rows, List<String> by) {
        Map<String, List<Integer>> groups = new HashMap<>();
        for (int row = 0; row < rows.rows(); row++) {
            StringBuilder key = new StringBuilder();
            for (String name : by) {
                int here = rows.indexOf(name);
                int there = real.indexOf(name);
                key.append(
                        real.columns().get(there).kind().numeric()
                                ? String.valueOf(cut(there, rows.get(row, here)))
                                : Cells.text(rows, here, row));
                key.append('|');
            }
            groups.computeIfAbsent(key.toString(), none -> new ArrayList<>()).add(row);
        }
        return groups;
    }

    private int cut(int column, double value) {
        double[] of = edges.computeIfAbsent(column, c -> {
            double[] sorted = Arrays.stream(real.column(c)).sorted().toArray();
            return IntStream.range(1, cuts)
                    .mapToDouble(i -> sorted[i * sorted.length / cuts])
                    .toArray();
        });
        return (int) Arrays.stream(of).filter(edge -> value >= edge).count();
    }

    private float[][] features(Table rows, List<String> by) {
        List<float[]> columns = new ArrayList<>();
        for (int c = 0; c < real.columns().size(); c++) {
            String name = real.names().get(c);
            if (!by.contains(name)) {
                int here = rows.indexOf(name);
                if (real.columns().get(c).kind().numeric()) {
                    columns.add(scaled(real.column(c), rows.column(here)));
                } else {
                    columns.addAll(indicators(c, rows, here));
                }
            }
        }
        float[][] features = new float[rows.rows()][columns.size()];
        for (int c = 0; c < columns.size(); c++) {
            for (int row = 0; row < features.length; row++) {
                features[row][c] = columns.get(c)[row];
            }
        }
        return features;
    }

    private static float[] scaled(double[] real, double[] values) {
        double mean = Arrays.stream(real).average().orElseThrow();
        double deviation = Math.sqrt(Arrays.stream(real)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow());
        float[] scaled = new float[values.length];
        for (int row = 0; row < values.length; row++) {
            scaled[row] = (float) ((values[row] - mean) / deviation);
        }
        return scaled;
    }

    private List<float[]> indicators(int column, Table rows, int here) {
        List<float[]> indicators = new ArrayList<>();
        TreeSet<String> levels = new TreeSet<>();
        for (int row = 0; row < real.rows(); row++) {
            levels.add(Cells.text(real, column, row));
        }
        for (String level : levels) {
            float[] indicator = new float[rows.rows()];
            for (int row = 0; row < indicator.length; row++) {
                indicator[row] = Cells.text(rows, here, row).equals(level) ? (float) Math.sqrt(0.5) : 0;
            }
            indicators.add(indicator);
        }
        return indicators;
    }
}
