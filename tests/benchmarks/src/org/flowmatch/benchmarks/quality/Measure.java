// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.quality;

import java.util.Locale;
import org.flowmatch.engine.metric.TableQuality;

/** The columns of the benchmark's table, in order; the numbers of a row are kept in this order. */
enum Measure {
    DETECTION("detection AUC", "%.3f", 1),
    SHAPE("shape error %", "%.2f", 100),
    WORST("worst column's %", "%.2f", 100),
    TREND("trend error %", "%.2f", 100),
    UTILITY("utility", "%.3f", 1),
    CLOSER("closer to training", "%.3f", 1),
    GAPS("gap patterns", "%.4f", 1),
    SECONDS("seconds", "%.0f", 1);

    private final String label;
    private final String format;
    private final double unit;

    Measure(String label, String format, double unit) {
        this.label = label;
        this.format = format;
        this.unit = unit;
    }

    String label() {
        return label;
    }

    double of(double[] numbers) {
        return numbers[ordinal()];
    }

    /** A number in this column's unit; a dash where there is none. */
    String text(double number) {
        return Double.isNaN(number) ? "-" : String.format(Locale.ROOT, format, number * unit);
    }

    /** @param seconds that making the rows took, NaN for real ones */
    static double[] numbers(TableQuality quality, double seconds) {
        return new double[] {
            quality.detection(),
            quality.shape(),
            quality.worstColumn().error(),
            quality.trend(),
            quality.utility().orElse(Double.NaN),
            quality.closer(),
            quality.gaps(),
            seconds
        };
    }
}
