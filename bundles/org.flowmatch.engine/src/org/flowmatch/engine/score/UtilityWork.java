// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.metric.BoostedTrees;
import org.flowmatch.engine.metric.ColumnPrediction;
import org.flowmatch.engine.metric.Estimate;
import org.flowmatch.engine.metric.MixedSample;
import org.flowmatch.engine.metric.TargetUtility;

/** Predicts columns of held-back rows from what some tables teach; the first one is of real training rows. */
final class UtilityWork {
    /** Above no knowledge; a column that real rows teach less of says nothing of a table. */
    private static final double LEAST_SKILL = 0.05;
    /** Of a column that is one of many. */
    private static final int MOST_LEVELS = 4;

    private final List<MixedSample> tables;
    private final MixedSample heldBack;
    private final ScoreSettings settings;
    private final List<String> columns;

    /** Of one column, learnt from one table; none where it cannot be predicted. */
    private record Answer(Optional<Estimate> skill, Optional<Estimate> rareF1) {
        static final Answer NONE = new Answer(Optional.empty(), Optional.empty());
    }

    /** @param tables of real training rows, then those that are judged */
    UtilityWork(List<MixedSample> tables, MixedSample heldBack, ScoreSettings settings) {
        this.tables = tables;
        this.heldBack = heldBack;
        this.settings = settings;
        columns = heldBack.columns().stream()
                .limit(settings.effort().utilityColumns())
                .map(MixedSample.Column::name)
                .toList();
    }

    /**
     * A score for each table, the first included.
     *
     * @throws org.flowmatch.engine.FlowException when the chosen column cannot be predicted
     */
    List<UtilityScore> run(Monitor monitor) {
        int perTable = 1 + columns.size();
        List<Answer> answers = Batch.run(
                tables.size() * perTable,
                settings.threads(),
                "Predicts columns",
                job -> answer(job / perTable, job % perTable),
                monitor);
        return IntStream.range(0, tables.size())
                .mapToObj(table ->
                        score(answers.subList(table * perTable, (table + 1) * perTable), answers.subList(0, perTable)))
                .toList();
    }

    private Answer answer(int table, int column) {
        Effort effort = settings.effort();
        if (column == 0) {
            return settings.target()
                    .map(target -> predicted(
                            learnt(table, effort.detectionRows()),
                            asked(effort.detectionRows()),
                            target,
                            Integer.MAX_VALUE,
                            effort.trees()))
                    .orElse(Answer.NONE);
        }
        String name = columns.get(column - 1);
        MixedSample learnt = learnt(table, effort.columnRows());
        MixedSample asked = asked(effort.columnRows());
        return asked.columns().size() == 1 || !varies(asked, name) || none(learnt, name)
                ? Answer.NONE
                : predicted(learnt, asked, name, MOST_LEVELS, effort.columnTrees());
    }

    /** As many rows of every table. */
    private MixedSample learnt(int table, int most) {
        int fewest = tables.stream().mapToInt(MixedSample::rows).min().orElseThrow();
        return tables.get(table).draw(Math.min(most, fewest), settings.seed(), 2);
    }

    private MixedSample asked(int most) {
        return heldBack.draw(most, settings.seed(), 3);
    }

    private Answer predicted(MixedSample learnt, MixedSample asked, String name, int levels, BoostedTrees trees) {
        ColumnPrediction prediction = TargetUtility.prediction(learnt, asked, name, levels, trees, settings.seed());
        return new Answer(Optional.of(prediction.skill()), prediction.rareF1());
    }

    private static boolean varies(MixedSample sample, String name) {
        double[] cells = sample.values()[sample.find(name).orElseThrow()];
        return Arrays.stream(cells)
                        .filter(cell -> !Double.isNaN(cell))
                        .distinct()
                        .limit(2)
                        .count()
                == 2;
    }

    private static boolean none(MixedSample sample, String name) {
        return Arrays.stream(sample.values()[sample.find(name).orElseThrow()]).allMatch(Double::isNaN);
    }

    private UtilityScore score(List<Answer> answers, List<Answer> ofReal) {
        List<UtilityScore.Column> predicted = new ArrayList<>();
        double squares = 0;
        for (int i = 1; i < answers.size(); i++) {
            String name = columns.get(i - 1);
            double none = nothing(name);
            Optional<Estimate> real = ofReal.get(i).skill().filter(skill -> skill.value() - none > LEAST_SKILL);
            if (real.isPresent()) {
                double best = real.get().value() - none;
                Estimate skill = answers.get(i).skill().orElse(Estimate.exact(none));
                predicted.add(
                        new UtilityScore.Column(name, skill, real.get(), Math.max(0, (skill.value() - none) / best)));
                double error = (skill.high() - skill.low()) / 2 / Estimate.REACH / best;
                squares += error * error;
            }
        }
        int count = predicted.size();
        Optional<Estimate> global = count == 0
                ? Optional.empty()
                : Optional.of(Estimate.normal(
                        predicted.stream()
                                .mapToDouble(UtilityScore.Column::ratio)
                                .average()
                                .orElseThrow(),
                        Math.sqrt(squares) / count,
                        0,
                        Double.POSITIVE_INFINITY));
        return new UtilityScore(answers.get(0).skill(), answers.get(0).rareF1(), predicted, global);
    }

    /** What a prediction without any knowledge reaches. */
    private double nothing(String column) {
        return heldBack.columns().get(heldBack.find(column).orElseThrow()).nominal() ? 0.5 : 0;
    }
}
