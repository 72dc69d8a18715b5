// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.flowmatch.engine.Monitor;

/**
 * How good a synthetic table is: all measures against real rows that were held back, best read beside {@link #floor}, the same
 * measures of real training rows.
 *
 * @param detection AUC of {@link Detection}
 * @param shape mean error of {@link ColumnShapes}
 * @param worstColumn with the largest error of its law
 * @param trend mean error of {@link PairTrends}; NaN for a single column
 * @param utility {@link TargetUtility} of the column that was named
 * @param closer share of {@link CloserToTraining}; NaN in a floor
 * @param gaps distance of {@link GapPatterns}
 */
public record TableQuality(
        double detection,
        double shape,
        Worst worstColumn,
        double trend,
        Optional<Double> utility,
        double closer,
        double gaps) {

    /**
     * @param column position
     * @param error 0 to 1
     */
    public record Worst(int column, double error) {}

    /**
     * @param synthetic rows, best as many as held back
     * @param heldBack real rows that nothing was trained on
     * @param training real rows
     * @throws org.flowmatch.engine.FlowException as the measures do
     */
    public static TableQuality of(
            MixedSample synthetic,
            MixedSample heldBack,
            MixedSample training,
            QualitySettings settings,
            Monitor monitor) {
        return of(synthetic, heldBack, Optional.of(training), settings, monitor);
    }

    /** What a perfect model would reach: training rows, as many as held back (or all), in place of synthetic ones. */
    public static TableQuality floor(
            MixedSample heldBack, MixedSample training, QualitySettings settings, Monitor monitor) {
        return of(training.draw(heldBack.rows(), settings.seed(), 1), heldBack, Optional.empty(), settings, monitor);
    }

    private static TableQuality of(
            MixedSample judged,
            MixedSample heldBack,
            Optional<MixedSample> training,
            QualitySettings settings,
            Monitor monitor) {
        BoostedTrees trees = settings.trees();
        monitor.report(0, "Compares columns");
        double[] shapes = ColumnShapes.errors(judged, heldBack);
        List<PairTrends.Pair> pairs = PairTrends.errors(judged, heldBack);
        double gaps = GapPatterns.distance(judged, heldBack);
        monitor.check();
        monitor.report(0.1, "Tells synthetic rows from real ones");
        double detection = Detection.auc(judged, heldBack, trees, settings.mostRows(), settings.seed());
        monitor.check();
        monitor.report(0.7, "Predicts a column");
        Optional<Double> utility =
                settings.target().map(target -> TargetUtility.of(judged, heldBack, target, trees, settings.seed()));
        monitor.check();
        monitor.report(0.9, "Looks for the closest records");
        double closer = training.map(known ->
                        CloserToTraining.share(judged, known, heldBack, settings.closestRows(), settings.seed()))
                .orElse(Double.NaN);
        int worst = IntStream.range(0, shapes.length)
                .boxed()
                .max(Comparator.comparingDouble(c -> shapes[c]))
                .orElseThrow();
        return new TableQuality(
                detection,
                IntStream.range(0, shapes.length)
                        .mapToDouble(c -> shapes[c])
                        .average()
                        .orElseThrow(),
                new Worst(worst, shapes[worst]),
                pairs.stream().mapToDouble(PairTrends.Pair::error).average().orElse(Double.NaN),
                utility,
                closer,
                gaps);
    }
}
