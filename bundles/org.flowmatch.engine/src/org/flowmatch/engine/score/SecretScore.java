// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import org.flowmatch.engine.metric.Estimate;

/**
 * Attribute inference: how often an attacker who knows all other columns of a person guesses a secret one right, by taking that of the
 * closest synthetic row (Giomi and others 2023). A number is right within a twentieth of the training rows by rank. What is
 * guessed of held-back rows follows from the law; only what is guessed better of training rows leaks.
 *
 * @param column that is secret
 * @param training share of training rows guessed right
 * @param heldBack the same of held-back rows
 * @param gain the difference, with Newcombe's interval
 */
public record SecretScore(String column, Estimate training, Estimate heldBack, Estimate gain) {
    /** The gain beside the largest that it could be, 0 to 1. */
    public double share() {
        return heldBack.value() < 1 ? Math.max(0, gain.value()) / (1 - heldBack.value()) : 0;
    }
}
