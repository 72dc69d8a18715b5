// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.flowmatch.engine.Aside;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.KeptOrder;
import org.flowmatch.engine.encoding.KeptRule;
import org.flowmatch.engine.encoding.KeptSum;
import org.flowmatch.engine.metric.MixedSample;
import org.flowmatch.engine.metric.MixedSamples;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/**
 * Rules between the columns of a table that an encoding could keep: those that {@link RuleFinder} finds in one half of some rows and
 * confirms in the other, sums before orders, and orders of two columns joined to the longest chains. Each column is in one rule.
 */
public final class RuleOffers {
    private static final int MOST_ROWS = 10_000;
    private static final int MOST_COLUMNS = 300;
    private static final int FEWEST_ROWS = 100;

    private final Table table;
    private final EncodingSettings settings;
    private final Set<String> used = new HashSet<>();
    private final List<Offer> offers = new ArrayList<>();

    /**
     * A rule that rows keep.
     *
     * @param kept whether the encoding keeps it already
     * @param obstacle why it cannot be kept, a sentence: a row that breaks it, a missing cell
     */
    public record Offer(KeptRule rule, boolean kept, Optional<String> obstacle) {}

    private RuleOffers(Table table, EncodingSettings settings) {
        this.table = table;
        this.settings = settings;
    }

    /**
     * @param table whose rows are to be learnt
     * @param settings how they are encoded
     * @throws java.util.concurrent.CancellationException within a second when the monitor is cancelled
     */
    public static List<Offer> of(Table table, EncodingSettings settings, Monitor monitor) {
        return Aside.run(watched -> new RuleOffers(table, settings).find(), monitor);
    }

    private List<Offer> find() {
        for (KeptRule rule : settings.rules()) {
            offers.add(new Offer(rule, true, Optional.empty()));
            used.addAll(rule.columns());
        }
        List<ColumnInfo> columns = table.columns().stream()
                .filter(column -> column.kind().numeric() && column.kind() != ColumnKind.BOOLEAN)
                .filter(column -> !used.contains(column.name()))
                .filter(column -> column.kind() == ColumnKind.TIME
                        || !settings.modelling().periods().containsKey(column.name()))
                .limit(MOST_COLUMNS)
                .toList();
        if (columns.size() > 1 && table.rows() >= FEWEST_ROWS) {
            List<Rule> found = found(columns);
            found.stream()
                    .filter(SumRule.class::isInstance)
                    .map(SumRule.class::cast)
                    .filter(sum -> sum.parts().size() > 1)
                    .forEach(sum -> offer(new KeptSum(sum.parts(), sum.whole())));
            chains(found.stream()
                    .filter(OrderRule.class::isInstance)
                    .map(OrderRule.class::cast)
                    .toList());
        }
        return offers;
    }

    private List<Rule> found(List<ColumnInfo> columns) {
        int[] order = new KeyedRandom(settings.seed(), Purpose.SPLIT).permutation(table.rows(), 0);
        int half = Math.min(MOST_ROWS, order.length) / 2;
        Table chosen = table.choose(columns);
        List<MixedSample> halves = MixedSamples.of(List.of(
                chosen.select(Arrays.copyOfRange(order, 0, half)),
                chosen.select(Arrays.copyOfRange(order, half, 2 * half))));
        return new RuleFinder(halves.get(0), halves.get(1), columns, settings.seed())
                .keepable().stream().map(FoundRule::rule).toList();
    }

    private void chains(List<OrderRule> orders) {
        OrderChains chains = new OrderChains(orders);
        for (List<String> chain = chains.longest(used); chain.size() > 1; chain = chains.longest(used)) {
            offer(new KeptOrder(chain));
            used.addAll(chain);
        }
    }

    /** A rule that a few rows break is told, too: they may be slips. */
    private void offer(KeptRule rule) {
        if (rule.columns().stream().noneMatch(used::contains)) {
            offers.add(new Offer(
                    rule, false, rule.obstacle(table, settings.modelling().gaps())));
            used.addAll(rule.columns());
        }
    }
}
