// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import java.util.Arrays;

/**
 * The error of each column's law: the Kolmogorov-Smirnov statistic of numbers, the total variation of labels, where a missing
 * cell is a level of its own (of numbers the largest one, so that a wrong share of missing cells counts as well). The mean
 * over the columns is one minus the "shape" score of the field (Patki and others 2016, SDMetrics).
 */
public final class ColumnShapes {
    private ColumnShapes() {}

    /**
     * @return errors [d], 0 to 1
     * @throws org.flowmatch.engine.FlowException when the columns differ or a sample is empty
     */
    public static double[] errors(MixedSample synthetic, MixedSample real) {
        MixedSample.checkComparable(synthetic, real, "shape of columns");
        double[] errors = new double[real.columns().size()];
        Arrays.setAll(errors, c -> {
            double[] a = synthetic.values()[c];
            double[] b = real.values()[c];
            return real.columns().get(c).nominal()
                    ? TotalVariation.between(Levels.ofLabels(a), Levels.ofLabels(b))
                    : KolmogorovSmirnov.statistic(missingLast(a), missingLast(b));
        });
        return errors;
    }

    private static double[] missingLast(double[] values) {
        return Arrays.stream(values)
                .map(value -> Double.isNaN(value) ? Double.POSITIVE_INFINITY : value)
                .toArray();
    }
}
