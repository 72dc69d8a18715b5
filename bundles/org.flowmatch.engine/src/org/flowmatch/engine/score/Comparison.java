// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.flowmatch.engine.Quoted;

/** Synthetic tables side by side, in sentences that name the best; tables whose figures chance may tell apart are named together. */
final class Comparison {
    private final List<SyntheticScore> tables;

    private Comparison(List<SyntheticScore> tables) {
        this.tables = tables;
    }

    /**
     * Which can be used, which is most like the real table, from which most can be learnt, which give training rows away. None for a
     * single table.
     *
     * @param split whether no rows were held back
     */
    static List<String> of(List<SyntheticScore> tables, boolean split) {
        if (tables.size() < 2) {
            return List.of();
        }
        Comparison comparison = new Comparison(tables);
        return Stream.of(
                        Optional.of(comparison.use()),
                        comparison.best("Most like the real table", "detection AUC", List.of(Measure.DETECTION)),
                        comparison.best(
                                "Most useful to learn from",
                                "prediction",
                                List.of(Measure.UTILITY, Measure.GLOBAL_UTILITY)),
                        Optional.of(comparison.privacy(split)))
                .flatMap(Optional::stream)
                .toList();
    }

    private String use() {
        List<SyntheticScore> fit = tables.stream()
                .filter(table -> table.verdict().quality() != Grade.POOR
                        && table.verdict().privacy() != Grade.POOR)
                .toList();
        String can = " can stand in for the real table and be handed over.";
        if (fit.isEmpty()) {
            return "None of these tables" + can;
        }
        return fit.size() == tables.size() ? "Each of these tables" + can : "Only " + names(fit) + can;
    }

    /** By the first of these measures that all tables have. */
    private Optional<String> best(String what, String figure, List<Measure> measures) {
        return measures.stream()
                .filter(measure ->
                        tables.stream().allMatch(table -> table.find(measure).isPresent()))
                .findFirst()
                .map(measure -> best(what, figure, measure));
    }

    private String best(String what, String figure, Measure measure) {
        List<SyntheticScore> order = tables.stream()
                .sorted(Comparator.comparingDouble(
                        table -> score(table, measure).share()))
                .toList();
        double first = score(order.get(0), measure).value().value();
        List<SyntheticScore> leading = order.stream()
                .filter(table ->
                        table == order.get(0) || score(table, measure).value().holds(first))
                .toList();
        if (leading.size() == tables.size()) {
            return what + ": all alike, as far as chance can tell (" + figure + " " + values(leading, measure) + ").";
        }
        SyntheticScore next = order.stream()
                .filter(table -> !leading.contains(table))
                .findFirst()
                .orElseThrow();
        return what + ": " + names(leading) + " (" + figure + " " + values(leading, measure) + "), before "
                + names(List.of(next)) + " (" + values(List.of(next), measure) + ").";
    }

    private static MeasureScore score(SyntheticScore table, Measure measure) {
        return table.find(measure).orElseThrow();
    }

    private static String values(List<SyntheticScore> of, Measure measure) {
        List<String> values = of.stream()
                .limit(Quoted.MOST)
                .map(table -> String.format(
                        Locale.ROOT, "%.2f", score(table, measure).value().value()))
                .toList();
        return Quoted.first(values, of.size());
    }

    private String privacy(boolean split) {
        String tested = split ? ", as far as it could be tested without held-back rows" : "";
        List<SyntheticScore> poor = privacy(Grade.POOR);
        List<SyntheticScore> fair = privacy(Grade.FAIR);
        List<SyntheticScore> good = privacy(Grade.GOOD);
        if (good.size() == tables.size()) {
            return "None gives training rows away" + tested + ".";
        }
        return "Training rows are given away"
                + Stream.of(
                                poor.isEmpty() ? "" : " by " + names(poor),
                                fair.isEmpty() ? "" : " a little by " + names(fair),
                                good.isEmpty() ? "" : " not by " + names(good))
                        .filter(part -> !part.isEmpty())
                        .reduce((before, after) -> before + "," + after)
                        .orElseThrow()
                + tested + ".";
    }

    private List<SyntheticScore> privacy(Grade grade) {
        return tables.stream()
                .filter(table -> table.verdict().privacy() == grade)
                .toList();
    }

    private static String names(List<SyntheticScore> of) {
        return Quoted.all(of.stream().map(SyntheticScore::name).toList());
    }
}
