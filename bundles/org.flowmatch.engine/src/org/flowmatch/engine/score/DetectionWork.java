// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.metric.AreaUnderCurve;
import org.flowmatch.engine.metric.Detection;
import org.flowmatch.engine.metric.Estimate;
import org.flowmatch.engine.metric.MixedSample;
import org.flowmatch.engine.metric.PooledRanks;
import org.flowmatch.engine.metric.RowClassifier;
import org.flowmatch.engine.metric.TwoSampleFolds;

/** All classifiers that tell some tables from held-back rows: a job for each fold of each. */
final class DetectionWork {
    private static final int BOOSTED = 0;
    private static final int FOREST = 1;
    private static final int DEPENDENCY = 2;
    private static final int SHUFFLED = 3;
    private static final int COLUMNS = 4;

    private final MixedSample heldBack;
    private final ScoreSettings settings;
    private final MatchedColumns changed;
    private final List<Comparison> comparisons = new ArrayList<>();
    private final List<Integer> rows = new ArrayList<>();

    private record Comparison(TwoSampleFolds folds, RowClassifier classifier) {}

    DetectionWork(MixedSample heldBack, ScoreSettings settings) {
        this.heldBack = heldBack;
        this.settings = settings;
        changed = new MatchedColumns(settings.seed());
    }

    /**
     * Adds a table to be told from the held-back rows.
     *
     * @param most rows of either side
     * @throws java.util.concurrent.CancellationException when the monitor is cancelled
     */
    void add(MixedSample judged, int most, Monitor monitor) {
        Effort effort = settings.effort();
        int size = Math.min(Math.min(most, effort.detectionRows()), Math.min(judged.rows(), heldBack.rows()));
        rows.add(size);
        MixedSample left = judged.draw(size, settings.seed(), 2);
        MixedSample right = heldBack.draw(size, settings.seed(), 3);
        monitor.check();
        compare(left, right, effort.trees());
        compare(
                left.draw(effort.forestRows(), settings.seed(), 4),
                right.draw(effort.forestRows(), settings.seed(), 5),
                effort.forest());
        monitor.check();
        compare(changed.matched(left, right), right, effort.trees());
        monitor.check();
        compare(changed.shuffled(left), right, effort.trees());
        MixedSample fewLeft = left.draw(effort.columnRows(), settings.seed(), 4);
        MixedSample fewRight = right.draw(effort.columnRows(), settings.seed(), 5);
        for (int c = 0; c < left.columns().size(); c++) {
            monitor.check();
            compare(fewLeft.choose(c), fewRight.choose(c), effort.columnTrees());
        }
    }

    private void compare(MixedSample left, MixedSample right, RowClassifier classifier) {
        PooledRanks ranks = PooledRanks.of(left, right);
        comparisons.add(new Comparison(
                new TwoSampleFolds(ranks.first(), ranks.second(), Detection.FOLDS, settings.seed()), classifier));
    }

    /** A score for each table that was added, in order. */
    List<DetectionScore> run(Monitor monitor) {
        List<TwoSampleFolds.Scores> scores = Batch.run(
                comparisons.size() * Detection.FOLDS,
                settings.threads(),
                "Tells synthetic rows from real ones",
                job -> {
                    Comparison comparison = comparisons.get(job / Detection.FOLDS);
                    return comparison.folds().scores(job % Detection.FOLDS, comparison.classifier());
                },
                monitor);
        int perTable = COLUMNS + heldBack.columns().size();
        return IntStream.range(0, rows.size())
                .mapToObj(table -> score(
                        rows.get(table),
                        scores.subList(table * perTable * Detection.FOLDS, (table + 1) * perTable * Detection.FOLDS)))
                .toList();
    }

    private DetectionScore score(int size, List<TwoSampleFolds.Scores> scores) {
        List<TwoSampleFolds.Scores> boosted = folds(scores, BOOSTED);
        return new DetectionScore(
                size,
                area(boosted),
                area(folds(scores, FOREST)),
                IntStream.range(0, heldBack.columns().size())
                        .mapToObj(c -> area(folds(scores, COLUMNS + c)))
                        .toList(),
                area(folds(scores, DEPENDENCY)),
                area(folds(scores, SHUFFLED)),
                ScoreBins.of(
                        boosted.stream()
                                .flatMapToDouble(fold -> DoubleStream.of(fold.first()))
                                .toArray(),
                        boosted.stream()
                                .flatMapToDouble(fold -> DoubleStream.of(fold.second()))
                                .toArray()));
    }

    private static List<TwoSampleFolds.Scores> folds(List<TwoSampleFolds.Scores> scores, int comparison) {
        return scores.subList(comparison * Detection.FOLDS, (comparison + 1) * Detection.FOLDS);
    }

    private static Estimate area(List<TwoSampleFolds.Scores> folds) {
        return AreaUnderCurve.mean(
                        folds.stream().map(TwoSampleFolds.Scores::area).toList())
                .estimate();
    }
}
