// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import org.flowmatch.engine.metric.Estimate;
import org.flowmatch.engine.metric.MixedSample;

/**
 * A rule with what real rows make of it.
 *
 * @param heldBack share of held-back rows that break it
 * @param independent share of training rows that would break it if their columns were independent
 */
public record FoundRule(Rule rule, double heldBack, double independent) {
    /** The most rows of a hundred that may break a rule: real tables have slips. */
    static final double SLIPS = 0.005;
    /** A rule that independent columns hardly break says nothing. */
    private static final double LEAST_BROKEN = 0.05;
    /** So many training rows would have broken it, were the columns independent. */
    private static final double LEAST_ROWS = 10;

    /** Whether training rows keep to a rule to which they would not by chance. */
    static boolean holds(Rule.Count found, double independent) {
        return found.share() <= SLIPS && independent >= LEAST_BROKEN && independent * found.judged() >= LEAST_ROWS;
    }

    /** Whether held-back rows keep to it, too, as far as their number can tell. */
    static boolean confirmed(Rule.Count found) {
        return found.judged() > 0
                && Estimate.share(found.broken(), found.judged()).low() <= SLIPS;
    }

    RuleScore score(MixedSample synthetic) {
        Rule.Count count = rule.count(synthetic);
        Estimate broken = count.judged() == 0 ? Estimate.exact(0) : Estimate.share(count.broken(), count.judged());
        return new RuleScore(rule, heldBack, independent, broken, count.judged());
    }
}
