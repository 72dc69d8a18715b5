// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.metric.MixedSample;

/** One number, or time, is never above another one: a start before an end. */
public record OrderRule(String lower, String upper) implements Rule {
    @Override
    public String text() {
        return Quoted.of(lower) + " is at most " + Quoted.of(upper);
    }

    @Override
    public Count count(MixedSample rows) {
        return count(Rule.cells(rows, lower), Rule.cells(rows, upper));
    }

    static Count count(double[] lower, double[] upper) {
        int judged = 0;
        int broken = 0;
        for (int row = 0; row < lower.length; row++) {
            if (!Double.isNaN(lower[row]) && !Double.isNaN(upper[row])) {
                judged++;
                broken += lower[row] > upper[row] ? 1 : 0;
            }
        }
        return new Count(judged, broken);
    }
}
