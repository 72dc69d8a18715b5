// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.metric.MixedSample;

/**
 * Finds rules on training rows and keeps those that held-back rows confirm. A rule is one that at most one row in 200 breaks, and
 * that independent columns would break in at least one row in 20, and in ten rows.
 */
public final class RuleFinder {
    private static final long MOST_QUICK_SUMS = 100_000;

    private final MixedSample training;
    private final MixedSample shuffled;
    private final MixedSample heldBack;
    private final List<ColumnInfo> columns;
    private final List<FoundRule> rules = new ArrayList<>();

    /** @param columns kinds of the samples' columns */
    public RuleFinder(MixedSample training, MixedSample heldBack, List<ColumnInfo> columns, long seed) {
        this.training = training;
        this.heldBack = heldBack;
        this.columns = columns;
        shuffled = new MatchedColumns(seed).shuffled(training);
    }

    /** @throws java.util.concurrent.CancellationException when the thread is interrupted */
    public List<FoundRule> run() {
        sums(SumSearch.MOST_CANDIDATES);
        orders();
        dependencies();
        return rules;
    }

    /** Sums and orders alone, in time that wide tables do not stretch. */
    List<FoundRule> keepable() {
        sums(MOST_QUICK_SUMS);
        orders();
        return rules;
    }

    private void sums(long mostCandidates) {
        int[] numbers = places(ColumnKind::quantity);
        double[][] cells =
                Arrays.stream(numbers).mapToObj(c -> training.values()[c]).toArray(double[][]::new);
        for (int[] sum : new SumSearch(cells, mostCandidates).run()) {
            int last = sum.length - 1;
            keep(new SumRule(
                    Arrays.stream(sum)
                            .limit(last)
                            .mapToObj(i -> name(numbers[i]))
                            .toList(),
                    name(numbers[sum[last]])));
        }
    }

    private int[] places(Predicate<ColumnKind> wanted) {
        return IntStream.range(0, columns.size())
                .filter(c -> wanted.test(columns.get(c).kind()))
                .toArray();
    }

    private String name(int place) {
        return columns.get(place).name();
    }

    private void orders() {
        int[] ordered = places(kind -> kind != ColumnKind.TEXT && kind != ColumnKind.BOOLEAN);
        for (int lower : ordered) {
            Batch.checkInterrupt();
            for (int upper : ordered) {
                if (lower != upper && comparable(lower, upper) && !equal(lower, upper)) {
                    keep(new OrderRule(name(lower), name(upper)));
                }
            }
        }
    }

    private boolean comparable(int a, int b) {
        ColumnKind first = columns.get(a).kind();
        ColumnKind second = columns.get(b).kind();
        return first == second || first.quantity() && second.quantity();
    }

    private boolean equal(int a, int b) {
        return OrderRule.count(training.values()[a], training.values()[b]).broken() == 0
                && OrderRule.count(training.values()[b], training.values()[a]).broken() == 0;
    }

    private void dependencies() {
        DependencySearch search = new DependencySearch(training.values());
        int[] repeated =
                IntStream.range(0, columns.size()).filter(search::repeats).toArray();
        for (int column : repeated) {
            Batch.checkInterrupt();
            for (int determined : repeated) {
                if (column != determined) {
                    Optional<Map<Double, Double>> partners = search.partners(column, determined);
                    if (partners.isPresent()) {
                        keep(new DependencyRule(name(column), name(determined), partners.get()));
                    }
                }
            }
        }
    }

    private void keep(Rule rule) {
        double independent = rule.count(shuffled).share();
        if (FoundRule.holds(rule.count(training), independent)) {
            Rule.Count confirmed = rule.count(heldBack);
            if (FoundRule.confirmed(confirmed)) {
                rules.add(new FoundRule(rule, confirmed.share(), independent));
            }
        }
    }
}
