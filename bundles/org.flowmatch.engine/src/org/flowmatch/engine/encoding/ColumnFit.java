// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.Identifier;

/** Fits the encoding of one column. */
final class ColumnFit {
    private ColumnFit() {}

    /**
     * A fitted column.
     *
     * @param notes what a user should know about its values; mostly nothing
     */
    record Fit(FittedColumn column, List<String> notes) {}

    /**
     * @param values finite, NaN for missing cells where columns may have gaps; in the order of the rows, which is lost
     * @throws org.flowmatch.engine.FlowException when a column cannot be scaled as the settings say, because of its range or
     *     of one cell, or has no value at all
     */
    static Fit fit(ColumnInfo info, double[] values, EncodingSettings settings) {
        double smallest = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        boolean gaps = false;
        for (double value : values) {
            if (Double.isNaN(value)) {
                gaps = true;
            } else {
                smallest = Math.min(smallest, value);
                largest = Math.max(largest, value);
            }
        }
        if (smallest > largest) {
            throw new FlowException(
                    "Column " + Quoted.of(info.name()) + " of the target table has missing cells alone.",
                    "Leave the column out.");
        }
        Resolution resolution = info.kind().whole() || !info.kind().numeric()
                ? new Resolution(0)
                : Resolution.of(gaps ? present(values) : values, smallest, largest);
        List<String> notes = new ArrayList<>();
        ColumnValues column = new ColumnValues(info, values, smallest, largest, settings, notes);
        ColumnEncoding encoding = smallest == largest && !gaps
                ? new ConstantColumn(smallest)
                : form(column, gaps).fit(column);
        if (info.kind().numeric() && resolution.places() == 0 && !gaps && Identifier.looksLikeOne(values)) {
            notes.add("The column " + Quoted.of(info.name()) + " looks like an identifier: its values are whole numbers"
                    + " of which hardly two are equal. The model stores observed values, and by default a sampled cell is"
                    + " one of them. Leave the column out if it names persons or things.");
        }
        return new Fit(new FittedColumn(info, encoding, resolution, smallest, largest), List.copyOf(notes));
    }

    private static double[] present(double[] values) {
        return Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
    }

    /** What the settings, or its values, make of a column. */
    private static ColumnForm<?> form(ColumnValues column, boolean gaps) {
        Modelling modelling = column.settings().modelling();
        ColumnForm<?> numbers = column.settings().scaling().form();
        if (!column.info().kind().numeric()) {
            return ColumnForms.LEVELS;
        }
        return switch (modelling.of(column.info().name())) {
            case NUMBER -> gaps ? ColumnForms.SPIKED : numbers;
            case LABEL -> ColumnForms.LEVELS;
            case AUTOMATIC -> {
                PartRule rule = PartRule.of(column.values().clone());
                boolean spiked = gaps || rule.spikes().length > 0;
                yield rule.few() ? ColumnForms.LEVELS : spiked ? ColumnForms.SPIKED : numbers;
            }
        };
    }
}
