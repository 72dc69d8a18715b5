// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.task;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.flowmatch.benchmarks.quality.DataSet;
import org.flowmatch.benchmarks.quality.NodeDefaults;
import org.flowmatch.benchmarks.quality.TextTable;
import org.flowmatch.benchmarks.quality.TypedTable;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.mixed.Imputation;
import org.flowmatch.engine.mixed.ImputationSettings;
import org.flowmatch.engine.mixed.Imputed;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.polish.TreePolish;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/**
 * A fifth of the cells of a table, whichever they are, taken away: the flow learns from the table with its gaps and fills
 * them. The error of a number is a share of its column's range.
 */
record ImputationTask(DataSet data, double mostError, double leastAccuracy) implements TableTask {
    private static final double SHARE = 0.2;
    private static final int ROWS_WITH_INTERVALS = 500;

    @Override
    public String label() {
        return "imputation of " + data.label();
    }

    @Override
    public List<Figure> measure(Path folder, long seed, double minutes) throws IOException {
        TextTable whole = data == DataSet.ADULT
                ? TextTable.read(folder.resolve("adult-train.csv"))
                : TextTable.read(folder.resolve(data.label() + ".csv"));
        Table truth = TypedTable.of(whole);
        KeyedRandom random = new KeyedRandom(seed, Purpose.SPLIT);
        double[][] cells = new double[truth.columns().size()][];
        for (int c = 0; c < cells.length; c++) {
            cells[c] = truth.column(c);
            for (int row = 0; row < cells[c].length; row++) {
                cells[c][row] = random.uniform(row, c) < SHARE ? Double.NaN : cells[c][row];
            }
        }
        Table holed = new Table(
                truth.columns(),
                cells,
                IntStream.range(0, cells.length)
                        .mapToObj(c -> truth.columns().get(c).kind() == ColumnKind.TEXT
                                ? truth.dictionary(c).texts()
                                : List.<String>of())
                        .toList(),
                truth.rows());
        FlowModel model = NodeDefaults.model(holed, seed, minutes);
        Imputed best = filled(model, holed, Optional.empty(), seed);
        Score score = Score.of(truth, holed, best.table());
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.atMost("mean absolute error of numbers, of their range", score.error(), mostError));
        if (!Double.isNaN(leastAccuracy)) {
            figures.add(Figure.atLeast("labels that are right", score.accuracy(), leastAccuracy));
        }
        int[] few = IntStream.range(0, ROWS_WITH_INTERVALS).toArray();
        Imputed sure = filled(model, holed.select(few), Optional.of(ImputationSettings.DEFAULT_COVERAGE), seed);
        double covered = Score.covered(truth.select(few), sure);
        figures.add(Figure.atLeast("numbers within their interval of 95%", covered, 0.93));
        figures.add(Figure.atMost("the same", covered, 0.97));
        return figures;
    }

    private static Imputed filled(FlowModel model, Table table, Optional<Double> coverage, long seed) {
        ImputationSettings settings =
                new ImputationSettings(NodeDefaults.sampling(), ImputationSettings.DEFAULT_DRAWS, coverage, seed);
        Imputed best = new Imputation(model, table, Optional.empty(), settings, Monitor.none()).best(Monitor.none());
        return new TreePolish(model, table, Optional.empty(), settings).polish(best, Monitor.none());
    }

    /** How near filled cells are. */
    private record Score(double error, double accuracy) {
        static Score of(Table truth, Table holed, Table filled) {
            double[] sums = new double[4];
            for (int c = 0; c < truth.columns().size(); c++) {
                boolean numbers = truth.columns().get(c).kind().numeric();
                double[] values = truth.column(c);
                double range = range(values);
                double[] gaps = holed.column(c);
                double[] got = filled.column(filled.indexOf(truth.names().get(c)));
                for (int row = 0; row < values.length; row++) {
                    if (Double.isNaN(gaps[row]) && !Double.isNaN(values[row])) {
                        boolean right = !numbers && text(truth, c, values[row]).equals(text(filled, c, got[row]));
                        sums[numbers ? 0 : 2] += numbers ? Math.abs(got[row] - values[row]) / range : right ? 1 : 0;
                        sums[numbers ? 1 : 3]++;
                    }
                }
            }
            return new Score(sums[0] / sums[1], sums[2] / sums[3]);
        }

        private static String text(Table table, int column, double code) {
            return table.dictionary(column).text((int) code);
        }

        private static double range(double[] values) {
            double[] present =
                    Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
            return Arrays.stream(present).max().orElse(1)
                    - Arrays.stream(present).min().orElse(0);
        }

        static double covered(Table truth, Imputed filled) {
            Table lower = filled.lower().orElseThrow();
            Table upper = filled.upper().orElseThrow();
            double inside = 0;
            double all = 0;
            for (int c = 0; c < lower.columns().size(); c++) {
                double[] values = truth.column(truth.indexOf(lower.names().get(c)));
                for (int row = 0; row < values.length; row++) {
                    if (!Double.isNaN(lower.get(row, c)) && !Double.isNaN(values[row])) {
                        all++;
                        inside += values[row] >= lower.get(row, c) && values[row] <= upper.get(row, c) ? 1 : 0;
                    }
                }
            }
            return inside / all;
        }
    }
}
