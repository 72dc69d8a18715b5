// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.ColumnInfo;

/**
 * Columns without negative values sum to a constant: they are shares of it.
 *
 * @param columns 2 to 50 names
 * @param total above 0
 */
public record KeptShares(List<String> columns, double total) implements KeptRule {
    private static final int MOST = 50;

    /** @throws org.flowmatch.engine.FlowException when there are too few or too many columns, or one comes twice, or the total is not above 0 */
    public KeptShares {
        columns = List.copyOf(columns);
        KeptRule.requireColumns(columns, "shares", 2, MOST);
        if (!(total > 0) || !Double.isFinite(total)) {
            throw new FlowException("Shares are to sum to " + total + ".", "Give a number above 0, such as 1 or 100.");
        }
    }

    @Override
    public List<ColumnInfo> infos(List<ColumnInfo> among) {
        return KeptRule.numbers(this, among);
    }

    @Override
    public String text() {
        return columns.stream().map(Quoted::of).collect(Collectors.joining(" + ")) + " = "
                + (total == Math.rint(total) ? String.format(Locale.ROOT, "%.0f", total) : Double.toString(total));
    }
}
