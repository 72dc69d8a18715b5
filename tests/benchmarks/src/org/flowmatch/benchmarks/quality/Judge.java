// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.quality;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.metric.BoostedTrees;
import org.flowmatch.engine.metric.ColumnShapes;
import org.flowmatch.engine.metric.Detection;
import org.flowmatch.engine.metric.MixedSample;
import org.flowmatch.engine.metric.PairTrends;
import org.flowmatch.engine.metric.QualitySettings;
import org.flowmatch.engine.metric.TableQuality;

/** Judges synthetic rows beside real ones of the same columns. */
final class Judge {
    private static final int WORST = 8;

    private final TextTable training;
    private final TextTable heldBack;
    private final QualitySettings settings;

    /**
     * @param threads of the trees
     * @param mostRows of either side that are told apart
     */
    record Effort(int threads, int mostRows) {}

    /** @param target the column to predict */
    Judge(TextTable training, TextTable heldBack, Optional<String> target, Effort effort, long seed) {
        this.training = training.choose(heldBack.names());
        this.heldBack = heldBack;
        this.settings = QualitySettings.defaults(target, effort.threads(), seed).withMostRows(effort.mostRows());
    }

    TableQuality floor() {
        ColumnTypes types = new ColumnTypes(List.of(training, heldBack));
        return TableQuality.floor(types.sample(heldBack), types.sample(training), settings, Monitor.none());
    }

    /** @param synthetic rows with all columns of the held-back ones, perhaps with more */
    TableQuality of(TextTable synthetic) {
        ColumnTypes types = types(synthetic);
        return TableQuality.of(
                types.sample(synthetic), types.sample(heldBack), types.sample(training), settings, Monitor.none());
    }

    private ColumnTypes types(TextTable synthetic) {
        return new ColumnTypes(List.of(training, heldBack), List.of(synthetic));
    }

    /** What gives the rows away: the columns that are easiest to tell by themselves, and the worst laws of columns and pairs. */
    String parts(TextTable synthetic) {
        ColumnTypes types = types(synthetic);
        MixedSample made = types.sample(synthetic);
        MixedSample real = types.sample(heldBack);
        double[] areas = Detection.ofColumns(
                made, real, BoostedTrees.ofOneColumn(settings.trees().threads()), settings.mostRows(), settings.seed());
        double[] shapes = ColumnShapes.errors(made, real);
        List<MixedSample.Column> columns = real.columns();
        return "AUC of single columns: " + largest(columns, areas, 1) + "; mean "
                + String.format(
                        Locale.ROOT,
                        "%.3f",
                        IntStream.range(0, areas.length)
                                .mapToDouble(c -> areas[c])
                                .average()
                                .orElseThrow())
                + "\nshape error %: " + largest(columns, shapes, 100)
                + "\ntrend error %: "
                + PairTrends.errors(made, real).stream()
                        .sorted(Comparator.comparingDouble(PairTrends.Pair::error)
                                .reversed())
                        .limit(WORST)
                        .map(pair -> number(
                                columns.get(pair.first()).name() + " x "
                                        + columns.get(pair.second()).name(),
                                100 * pair.error()))
                        .collect(Collectors.joining(", "));
    }

    private static String largest(List<MixedSample.Column> columns, double[] values, double unit) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer c) -> values[c]).reversed())
                .limit(WORST)
                .map(c -> number(columns.get(c).name(), unit * values[c]))
                .collect(Collectors.joining(", "));
    }

    private static String number(String name, double value) {
        return name + String.format(Locale.ROOT, " %.3f", value);
    }
}
