// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.quality;

import java.util.Map;
import java.util.Optional;

/**
 * What the mixed flow has to reach on a data set, by medians of the seeds.
 *
 * @param minutes from which on it counts
 * @param beside the bound is {@code factor} times that row's number plus {@code bound}; none for the bound alone
 * @param atLeast whether more is better
 */
record Limit(Measure measure, double minutes, String beside, double factor, double bound, boolean atLeast) {
    private static final String NOTHING = "";

    static Limit atMost(Measure measure, double bound, double minutes) {
        return new Limit(measure, minutes, NOTHING, 0, bound, false);
    }

    static Limit atLeast(Measure measure, double bound, double minutes) {
        return new Limit(measure, minutes, NOTHING, 0, bound, true);
    }

    /** At most some times the floor. */
    static Limit floors(Measure measure, double factor, double minutes) {
        return new Limit(measure, minutes, Rows.FLOOR, factor, 0, false);
    }

    /** At most so much above another row. */
    static Limit above(Measure measure, String row, double bound) {
        return new Limit(measure, 0, row, 1, bound, false);
    }

    /**
     * @param rows numbers by the label of their row
     * @return a sentence unless the limit holds
     */
    Optional<String> missed(String data, String ours, Map<String, double[]> rows) {
        if (!rows.containsKey(ours) || !beside.equals(NOTHING) && !rows.containsKey(beside)) {
            return Optional.of(data + ": " + measure.label() + " could not be checked, as there is no row of "
                    + (rows.containsKey(ours) ? beside : ours));
        }
        double most = bound + (beside.equals(NOTHING) ? 0 : factor * measure.of(rows.get(beside)));
        double number = measure.of(rows.get(ours));
        // NaN misses as well
        boolean holds = atLeast ? number >= most : number <= most;
        return holds
                ? Optional.empty()
                : Optional.of(data + ": " + measure.label() + " is " + measure.text(number) + ", limit "
                        + (atLeast ? "at least " : "at most ") + measure.text(most)
                        + (beside.equals(NOTHING) ? "" : " by the row of " + beside));
    }
}
