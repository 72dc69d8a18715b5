// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import java.util.Map;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.metric.MixedSample;

/**
 * One column determines another: a functional dependency. A missing cell is a value. Rows with a value that was not seen when the
 * rule was learnt are not judged.
 *
 * @param values what each value of the one column gives in the other; a missing cell is NaN
 */
public record DependencyRule(String column, String determined, Map<Double, Double> values) implements Rule {
    public DependencyRule {
        values = Map.copyOf(values);
    }

    @Override
    public String text() {
        return Quoted.of(column) + " determines " + Quoted.of(determined);
    }

    @Override
    public Count count(MixedSample rows) {
        return count(values, Rule.cells(rows, column), Rule.cells(rows, determined));
    }

    static Count count(Map<Double, Double> values, double[] keys, double[] cells) {
        int judged = 0;
        int broken = 0;
        for (int row = 0; row < keys.length; row++) {
            Double expected = values.get(keys[row] + 0.0);
            if (expected != null) {
                judged++;
                broken += Double.compare(expected, cells[row] + 0.0) == 0 ? 0 : 1;
            }
        }
        return new Count(judged, broken);
    }
}
