// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import org.flowmatch.engine.metric.MixedSample;

/** What real rows keep to, each by itself. */
public sealed interface Rule permits OrderRule, SumRule, DependencyRule {
    /** In words, with the names of the columns. */
    String text();

    /** How the rows of a table keep to it; the columns are found by name. */
    Count count(MixedSample rows);

    /**
     * @param judged rows of which the rule says something: those without gaps in its columns, and so on
     * @param broken rows among them that break it
     */
    record Count(int judged, int broken) {
        /** Share of the judged rows; 0 where there are none. */
        public double share() {
            return judged == 0 ? 0 : (double) broken / judged;
        }
    }

    /** The cells of the column of this name, which is there. */
    static double[] cells(MixedSample rows, String column) {
        return rows.values()[rows.find(column).orElseThrow()];
    }
}
