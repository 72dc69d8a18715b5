// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.ArrayList;
import java.util.List;
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
     * @param values finite, in the order of the rows, which is lost
     * @throws org.flowmatch.engine.FlowException when a column cannot be scaled as the settings say, because of its range or
     *     of one cell
     */
    static Fit fit(ColumnInfo info, double[] values, EncodingSettings settings) {
        double smallest = values[0];
        double largest = values[0];
        for (double value : values) {
            smallest = Math.min(smallest, value);
            largest = Math.max(largest, value);
        }
        Resolution resolution = info.kind().whole() ? new Resolution(0) : Resolution.of(values, smallest, largest);
        List<String> notes = new ArrayList<>();
        ColumnEncoding encoding = smallest == largest
                ? new ConstantColumn(smallest)
                : settings.scaling().form().fit(new ColumnValues(info, values, smallest, largest, settings, notes));
        if (resolution.places() == 0 && Identifier.looksLikeOne(values)) {
            notes.add("The column " + Quoted.of(info.name()) + " looks like an identifier: its values are whole numbers"
                    + " of which hardly two are equal. The model stores observed values, and by default a sampled cell is"
                    + " one of them. Leave the column out if it names persons or things.");
        }
        return new Fit(new FittedColumn(info, encoding, resolution, smallest, largest), List.copyOf(notes));
    }
}
