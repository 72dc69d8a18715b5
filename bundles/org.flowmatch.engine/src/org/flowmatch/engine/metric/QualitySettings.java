// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import java.util.Optional;
import org.flowmatch.engine.Range;

/**
 * How a synthetic table is judged.
 *
 * @param trees that detect and predict
 * @param target column that is predicted; none for no utility
 * @param mostRows of either side that are told apart, at least 10
 * @param closestRows synthetic rows whose closest records are looked for, at least 10
 */
public record QualitySettings(BoostedTrees trees, Optional<String> target, int mostRows, int closestRows, long seed) {
    private static final Range ROWS = Range.atLeast(10);

    public QualitySettings {
        ROWS.check("The number of rows that are told apart", mostRows, "16,000 are as many as are of use.");
        ROWS.check("The number of rows whose closest records are looked for", closestRows, "4,000 are enough.");
    }

    /** At most 16,000 rows a side, the closest records of 4,000. */
    public static QualitySettings defaults(Optional<String> target, int threads, long seed) {
        return new QualitySettings(BoostedTrees.judge(threads), target, 16_000, 4_000, seed);
    }

    public QualitySettings withMostRows(int other) {
        return new QualitySettings(trees, target, other, closestRows, seed);
    }
}
