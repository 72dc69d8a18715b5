// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.Range;

/**
 * How synthetic tables are judged.
 *
 * @param target column whose prediction is judged; none for the global utility alone
 * @param secrets columns that an attacker may want to guess; none for no attribute inference
 * @param riskyRows synthetic rows that are listed as the riskiest, 0 to 1,000
 * @param threads 1 to 256; no figure depends on it
 */
public record ScoreSettings(
        Optional<String> target, List<String> secrets, Effort effort, int riskyRows, int threads, long seed) {
    public static final Range RISKY = Range.between(0, 1_000);
    private static final Range THREADS = Range.between(1, 256);

    public ScoreSettings {
        secrets = List.copyOf(secrets);
        RISKY.check("The number of riskiest rows", riskyRows, "20 are enough to look at.");
        THREADS.check("The number of threads", threads, "Use as many as there are idle cores.");
    }

    /** Usual effort, the 20 riskiest rows. */
    public static ScoreSettings defaults(Optional<String> target, List<String> secrets, int threads, long seed) {
        return new ScoreSettings(target, secrets, Effort.usual(), 20, threads, seed);
    }

    public ScoreSettings with(Effort other) {
        return new ScoreSettings(target, secrets, other, riskyRows, threads, seed);
    }
}
