// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import org.flowmatch.engine.metric.Estimate;

/**
 * A rule that was found on training rows and confirmed on held-back ones, and what a synthetic table makes of it.
 *
 * @param heldBack share of held-back rows that break it
 * @param independent share of training rows that would break it if their columns were independent
 * @param synthetic share of synthetic rows that break it, among those of which it says something
 * @param judged number of those rows
 */
public record RuleScore(Rule rule, double heldBack, double independent, Estimate synthetic, int judged) {}
