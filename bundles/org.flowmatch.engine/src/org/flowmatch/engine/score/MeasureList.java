// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.flowmatch.engine.metric.Estimate;

/** All measures of a synthetic table beside their floors. */
final class MeasureList {
    private static final Estimate EVEN = Estimate.exact(0.5);
    /** Where real columns hardly depend on each other, shuffled ones are as good; the way is at least so long. */
    private static final double SHORTEST_DETECTION = 0.1;

    private static final double SHORTEST_TREND = 0.05;

    private final List<MeasureScore> list = new ArrayList<>();
    private final List<String> columns;

    private MeasureList(List<String> columns) {
        this.columns = columns;
    }

    /**
     * @param columns names
     * @param judged what was found of the synthetic table
     * @param real the same of training rows in its place
     * @param target the chosen column
     */
    static List<MeasureScore> of(List<String> columns, Findings judged, RealFindings real, Optional<String> target) {
        MeasureList measures = new MeasureList(columns);
        measures.detection(judged.detection(), real.detection());
        measures.likeness(judged.likeness(), real);
        measures.utility(judged.utility(), real.utility(), target);
        measures.privacy(judged.privacy());
        measures.rules(judged.rules());
        return List.copyOf(measures.list);
    }

    private void add(Measure measure, String of, Estimate value, Estimate floor, double worst) {
        list.add(MeasureScore.of(measure, of, value, floor, worst));
    }

    private void detection(DetectionScore judged, DetectionScore real) {
        add(Measure.DETECTION, "", judged.boosted(), real.boosted(), 1);
        add(Measure.FOREST, "", judged.forest(), real.forest(), 1);
        int largest = IntStream.range(0, columns.size())
                .boxed()
                .max(Comparator.comparingDouble(c -> judged.columns().get(c).value()))
                .orElseThrow();
        add(Measure.COLUMN, columns.get(largest), judged.largestColumn(), real.largestColumn(), 1);
        add(Measure.COLUMNS, "", judged.meanColumn(), real.meanColumn(), 1);
        if (columns.size() > 1) {
            double floor = real.dependency().value();
            double worst = Math.max(judged.shuffled().value(), floor + SHORTEST_DETECTION);
            add(Measure.DEPENDENCY, "", judged.dependency(), real.dependency(), worst);
        }
    }

    private void likeness(Likeness judged, RealFindings real) {
        Likeness floor = real.likeness();
        add(Measure.SHAPE, "", judged.estimate(judged.shape()), floor.estimate(floor.shape()), 1);
        int worst = IntStream.range(0, columns.size())
                .boxed()
                .max(Comparator.comparingDouble(c -> judged.shapes().get(c)))
                .orElseThrow();
        add(
                Measure.WORST_SHAPE,
                columns.get(worst),
                judged.estimate(judged.worstShape()),
                floor.estimate(floor.worstShape()),
                1);
        if (columns.size() > 1) {
            double most = Math.max(real.shuffled().trend(), floor.trend() + SHORTEST_TREND);
            add(Measure.TREND, "", judged.estimate(judged.trend()), floor.estimate(floor.trend()), most);
        }
        add(Measure.GAPS, "", judged.estimate(judged.gaps()), floor.estimate(floor.gaps()), 1);
    }

    private void utility(UtilityScore judged, UtilityScore real, Optional<String> target) {
        String of = target.orElse("");
        real.skill()
                .ifPresent(floor -> add(
                        Measure.UTILITY,
                        of,
                        judged.skill().orElseThrow(),
                        floor,
                        Math.min(floor.value(), real.rareF1().isPresent() ? 0.5 : 0)));
        real.rareF1().ifPresent(floor -> add(Measure.RARE, of, judged.rareF1().orElseThrow(), floor, 0));
        judged.global().ifPresent(value -> add(Measure.GLOBAL_UTILITY, "", value, Estimate.exact(1), 0));
    }

    private void privacy(PrivacyScore judged) {
        add(Measure.COPIES, "", judged.copies(), judged.copiesOfHeldBack(), 1);
        add(Measure.DISTANCE, "", judged.distance(), judged.distanceOfHeldBack(), 0);
        judged.closer().ifPresent(value -> add(Measure.CLOSER, "", value, EVEN, 1));
        judged.membershipByDistance().ifPresent(value -> add(Measure.MEMBERSHIP, "", value, EVEN, 1));
        judged.membershipByDensity().ifPresent(value -> add(Measure.DENSITY, "", value, EVEN, 1));
        for (SecretScore secret : judged.secrets()) {
            add(
                    Measure.SECRET,
                    secret.column(),
                    secret.gain(),
                    Estimate.exact(0),
                    1 - secret.heldBack().value());
        }
    }

    private void rules(List<RuleScore> rules) {
        rules.stream()
                .map(rule -> MeasureScore.of(
                        Measure.RULE,
                        rule.rule().text(),
                        rule.synthetic(),
                        Estimate.exact(rule.heldBack()),
                        rule.independent()))
                .max(Comparator.comparingDouble(MeasureScore::share))
                .ifPresent(list::add);
    }
}
