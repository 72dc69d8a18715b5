// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.PlainNumber;
import org.flowmatch.engine.Quoted;

/**
 * Columns with a period as trees do not see them by themselves: cosine and sine of the angle stand beside the numbers, so that
 * {@link Detection} finds rows that are wrong across the end of a period, such as too few of them around midnight, or weekdays that
 * do not go with their hours.
 */
public final class PeriodicColumns {
    private PeriodicColumns() {}

    /**
     * The sample with cos(2 pi x / period) and sin(2 pi x / period) behind its columns; missing where x is.
     *
     * @param periods of columns of numbers, by name, above 0
     * @throws FlowException for a column that is not there or of labels, and for another period
     */
    public static MixedSample beside(MixedSample sample, Map<String, Double> periods) {
        List<MixedSample.Column> columns = new ArrayList<>(sample.columns());
        List<double[]> values = new ArrayList<>(Arrays.asList(sample.values()));
        new TreeMap<>(periods).forEach((name, period) -> {
            if (!(period > 0) || !Double.isFinite(period)) {
                throw new FlowException(
                        "The period of the column " + Quoted.of(name) + " is " + PlainNumber.of(period) + ".",
                        "Give a number above 0, such as 24 for hours.");
            }
            double[] cells = sample.find(name)
                    .filter(place -> !sample.columns().get(place).nominal())
                    .map(place -> sample.values()[place])
                    .orElseThrow(() -> new FlowException(
                            "There is no column of numbers " + Quoted.of(name) + " to have a period.",
                            "Name one of the sample."));
            add("cos", Math::cos, name, period, cells, columns, values);
            add("sin", Math::sin, name, period, cells, columns, values);
        });
        return new MixedSample(columns, values.toArray(double[][]::new));
    }

    private static void add(
            String label,
            DoubleUnaryOperator function,
            String name,
            double period,
            double[] cells,
            List<MixedSample.Column> columns,
            List<double[]> values) {
        columns.add(new MixedSample.Column(label + " of " + name, false));
        values.add(Arrays.stream(cells)
                .map(x -> function.applyAsDouble(2 * Math.PI * x / period))
                .toArray());
    }
}
