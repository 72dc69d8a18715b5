// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.metric.BoostedTrees;
import org.flowmatch.engine.metric.RandomForest;

/** Enough to see gross faults in seconds. */
final class SmallEffort {
    static final Effort EFFORT = new Effort(
            new BoostedTrees(40, 4, 0.3, 1),
            new RandomForest(20, 10, 1),
            new BoostedTrees(15, 3, 0.3, 1),
            1_000,
            1_000,
            500,
            12,
            800,
            800,
            2_000);

    private SmallEffort() {}

    static ScoreSettings settings(String target, String... secrets) {
        return new ScoreSettings(Optional.of(target), List.of(secrets), EFFORT, 10, 2, 5);
    }

    static ScoreSettings settings() {
        return new ScoreSettings(Optional.empty(), List.of(), EFFORT, 10, 2, 5);
    }
}
