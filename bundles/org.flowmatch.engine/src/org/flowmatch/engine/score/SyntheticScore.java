// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.flowmatch.engine.metric.Estimate;

/**
 * All that is known of one synthetic table.
 *
 * @param name of the table
 * @param measures beside their floors, in the order of {@link Measure}
 * @param columns the worst first
 * @param pairs the worst first
 * @param detection what trees see, for the table
 * @param detectionFloor the same of training rows
 * @param utility of what it teaches
 * @param utilityFloor of what training rows teach
 * @param rules that real rows keep, those that it breaks most first
 */
public record SyntheticScore(
        String name,
        Verdict verdict,
        List<MeasureScore> measures,
        List<Column> columns,
        List<Pair> pairs,
        DetectionScore detection,
        DetectionScore detectionFloor,
        UtilityScore utility,
        UtilityScore utilityFloor,
        PrivacyScore privacy,
        List<RuleScore> rules) {

    /**
     * A column beside the same of training rows.
     *
     * @param place among the compared columns
     * @param shape error of its law, 0 to 1
     * @param detection AUC by this column alone
     * @param utility how well it is predicted; none where real rows cannot predict it either
     */
    public record Column(
            int place,
            String name,
            double shape,
            double shapeFloor,
            Estimate detection,
            Estimate detectionFloor,
            Optional<UtilityScore.Column> utility) {}

    /**
     * A pair of columns beside the same of training rows.
     *
     * @param first place among the compared columns
     * @param second place of a later one
     * @param trend error, 0 to 1
     */
    public record Pair(int first, int second, double trend, double trendFloor) {}

    static SyntheticScore of(
            String name,
            List<String> columns,
            Findings judged,
            RealFindings real,
            Optional<String> target,
            boolean split) {
        List<MeasureScore> measures = MeasureList.of(columns, judged, real, target);
        return new SyntheticScore(
                name,
                Verdict.of(measures, split),
                measures,
                IntStream.range(0, columns.size())
                        .mapToObj(c -> column(c, columns.get(c), judged, real))
                        .sorted(Comparator.comparingDouble(Column::shape).reversed())
                        .toList(),
                IntStream.range(0, judged.likeness().trends().size())
                        .mapToObj(i -> new Pair(
                                judged.likeness().trends().get(i).first(),
                                judged.likeness().trends().get(i).second(),
                                judged.likeness().trends().get(i).error(),
                                real.likeness().trends().get(i).error()))
                        .sorted(Comparator.comparingDouble(Pair::trend).reversed())
                        .toList(),
                judged.detection(),
                real.detection(),
                judged.utility(),
                real.utility(),
                judged.privacy(),
                judged.rules().stream()
                        .sorted(Comparator.comparingDouble(
                                        (RuleScore rule) -> rule.synthetic().value())
                                .reversed())
                        .toList());
    }

    private static Column column(int place, String name, Findings judged, RealFindings real) {
        return new Column(
                place,
                name,
                judged.likeness().shapes().get(place),
                real.likeness().shapes().get(place),
                judged.detection().columns().get(place),
                real.detection().columns().get(place),
                judged.utility().columns().stream()
                        .filter(column -> column.name().equals(name))
                        .findFirst());
    }

    /** The score of a measure, the first where there are several. */
    public Optional<MeasureScore> find(Measure measure) {
        return measures.stream().filter(score -> score.measure() == measure).findFirst();
    }
}
