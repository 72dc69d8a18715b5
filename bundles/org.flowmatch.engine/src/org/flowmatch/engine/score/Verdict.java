// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.flowmatch.engine.Quoted;

/**
 * A synthetic table in two sentences for someone who decides on it, and its model in a third.
 *
 * @param quality the worst grade of what is like the real table, and of what it can be used for
 * @param privacy the worst grade of copies, distances and attacks by the table alone
 * @param model the grade of the attack by the model's density, where it is known: whoever has the table alone cannot make it
 * @param ofQuality a sentence
 * @param ofPrivacy a sentence
 * @param ofModel a sentence, empty where the model is not known
 * @param alarms the poor measures, the worst first
 */
public record Verdict(
        Grade quality,
        Grade privacy,
        Optional<Grade> model,
        String ofQuality,
        String ofPrivacy,
        String ofModel,
        List<MeasureScore> alarms) {

    static Verdict of(List<MeasureScore> measures, boolean split) {
        List<MeasureScore> quality = measures.stream()
                .filter(score -> score.measure().subject() != Measure.Subject.PRIVACY)
                .toList();
        List<MeasureScore> privacy = measures.stream()
                .filter(score ->
                        score.measure().subject() == Measure.Subject.PRIVACY && score.measure() != Measure.DENSITY)
                .toList();
        Optional<MeasureScore> density = measures.stream()
                .filter(score -> score.measure() == Measure.DENSITY)
                .findFirst();
        return new Verdict(
                worst(quality),
                worst(privacy),
                density.map(MeasureScore::grade),
                quality(quality),
                privacy(privacy, split),
                density.map(Verdict::model).orElse(""),
                measures.stream()
                        .filter(score -> score.grade() == Grade.POOR)
                        .sorted(Comparator.comparingDouble(MeasureScore::severity)
                                .reversed())
                        .toList());
    }

    private static Grade worst(List<MeasureScore> measures) {
        return measures.stream()
                .map(MeasureScore::grade)
                .max(Comparator.naturalOrder())
                .orElse(Grade.GOOD);
    }

    private static Optional<MeasureScore> worstOf(List<MeasureScore> measures) {
        return measures.stream()
                .filter(score -> score.grade() != Grade.GOOD)
                .max(Comparator.comparing(MeasureScore::grade).thenComparingDouble(MeasureScore::severity));
    }

    private static String quality(List<MeasureScore> measures) {
        String use =
                switch (worst(measures)) {
                    case GOOD -> "The synthetic table can stand in for the real one";
                    case FAIR -> "The synthetic table can stand in for the real one where its faults do not matter";
                    case POOR -> "The synthetic table should not stand in for the real one";
                };
        String told = measures.stream()
                .filter(score -> score.measure() == Measure.DETECTION)
                .findFirst()
                .map(score ->
                        ": shown one real and one synthetic row, trees that look for differences pick the synthetic"
                                + " one in " + hundred(score.value().value())
                                + " of 100 cases, where guessing gives 50 and real rows give "
                                + hundred(score.floor().value()))
                .orElse("");
        return use + told
                + worstOf(measures)
                        .map(score -> "; its weakest point is " + fault(score))
                        .orElse("") + ".";
    }

    private static String privacy(List<MeasureScore> measures, boolean split) {
        String copies = measures.stream()
                .filter(score -> score.measure() == Measure.COPIES)
                .findFirst()
                .map(score -> percent(score.value().value()) + " of its rows equal a training row, of real rows "
                        + percent(score.floor().value()))
                .orElse("");
        String risk =
                switch (worst(measures)) {
                    case GOOD -> split
                            ? "Whether it gives training rows away could be tested in part only, because no real rows were held back"
                            : "There is no sign that it gives training rows away";
                    case FAIR -> "It gives a little of its training rows away";
                    case POOR -> "It gives its training rows away and should not be handed over";
                };
        return risk + ": " + copies + attack(measures)
                + worstOf(measures)
                        .map(score -> "; its weakest point is " + fault(score))
                        .orElse("") + ".";
    }

    private static String attack(List<MeasureScore> measures) {
        return measures.stream()
                .filter(score -> score.measure() == Measure.MEMBERSHIP)
                .findFirst()
                .map(score -> ", and shown a training row and another real one, an attacker picks the training row in "
                        + hundred(score.value().value()) + " of 100 cases, where guessing gives 50")
                .orElse("");
    }

    private static String model(MeasureScore density) {
        String risk =
                switch (density.grade()) {
                    case GOOD -> "There is no sign that its model gives training rows away";
                    case FAIR -> "Its model gives a little of its training rows away to those who have it";
                    case POOR -> "Its model has learnt training rows by heart and should not be handed over";
                };
        return risk + ": of a training row and another real one it finds the training row likelier in "
                + hundred(density.value().value()) + " of 100 cases, where chance gives 50.";
    }

    private static String fault(MeasureScore score) {
        return switch (score.measure()) {
            case DETECTION, FOREST -> "what many columns show together";
            case COLUMN, WORST_SHAPE -> "column " + Quoted.of(score.of());
            case COLUMNS, SHAPE -> "the laws of its columns";
            case DEPENDENCY, TREND -> "how columns belong together";
            case GAPS -> "which cells are missing together";
            case UTILITY, RARE -> "the prediction of " + Quoted.of(score.of());
            case GLOBAL_UTILITY -> "what can be learnt from it";
            case COPIES -> "exact copies";
            case DISTANCE, CLOSER -> "rows that lie close to training rows";
            case MEMBERSHIP, DENSITY -> "that one can tell who was in the training table";
            case SECRET -> "that " + Quoted.of(score.of()) + " of training rows can be guessed from it";
            case RULE -> "the rule that " + score.of();
        };
    }

    private static String hundred(double share) {
        return String.format(Locale.ROOT, "%.0f", 100 * share);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, share > 0 && share < 0.01 ? "%.2f%%" : "%.0f%%", 100 * share);
    }
}
