// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.table;

import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.TableRole;
import org.knime.core.data.LongValue;
import org.knime.core.data.v2.RowRead;

/**
 * What a user is told about a cell that the engine cannot use: that it holds no number, or which whole number it holds.
 *
 * @param what the column is, in the middle of a sentence: "column"
 * @param number the kind of its numbers; empty for texts
 */
record UnusableCell(String what, String name, Optional<ColumnKind> number, TableRole role) {

    /** @param remedy what to do about a missing cell */
    FlowException in(RowRead row, int cell, String remedy) {
        // a double cannot tell which number stands in the table
        if (number.isPresent() && !row.isMissing(cell) && row.getValue(cell) instanceof LongValue whole) {
            ColumnKind kind = number.get();
            return in(row, kind.outside(Long.toString(whole.getLongValue())), kind.remedyOutside());
        }
        return in(row, number.isPresent() ? "is missing, NaN or infinite" : "is missing", remedy);
    }

    private FlowException in(RowRead row, String reason, String remedy) {
        return new FlowException(
                "The " + what + " " + Quoted.of(name) + " of the " + role.label() + " " + reason + " in the row "
                        + Quoted.of(row.getRowKey().getString()) + ".",
                remedy);
    }
}
