// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import java.util.List;
import java.util.stream.Collectors;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.metric.MixedSample;

/** Numbers add up to another one, up to the rounding of floating-point numbers; of a single part both columns are equal. */
public record SumRule(List<String> parts, String whole) implements Rule {
    private static final double ROUNDING = 1e-9;

    public SumRule {
        parts = List.copyOf(parts);
    }

    @Override
    public String text() {
        return parts.stream().map(Quoted::of).collect(Collectors.joining(" + ")) + " = " + Quoted.of(whole);
    }

    @Override
    public Count count(MixedSample rows) {
        double[][] cells = parts.stream().map(part -> Rule.cells(rows, part)).toArray(double[][]::new);
        return count(cells, Rule.cells(rows, whole), rows.rows());
    }

    /** @param first how many rows are looked at */
    static Count count(double[][] parts, double[] whole, int first) {
        int judged = 0;
        int broken = 0;
        for (int row = 0; row < first; row++) {
            double sum = 0;
            double size = Math.abs(whole[row]);
            for (double[] part : parts) {
                sum += part[row];
                size = Math.max(size, Math.abs(part[row]));
            }
            double difference = Math.abs(sum - whole[row]);
            if (!Double.isNaN(difference)) {
                judged++;
                broken += difference > ROUNDING * size ? 1 : 0;
            }
        }
        return new Count(judged, broken);
    }
}
