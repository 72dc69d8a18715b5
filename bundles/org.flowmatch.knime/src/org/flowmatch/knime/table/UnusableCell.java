// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.table;

import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.TableRole;
import org.knime.core.data.LongValue;
import org.knime.core.data.v2.RowRead;

/**
 * What a user is told about a cell that the engine cannot use: that it holds no number, or which whole number it holds.
 *
 * @param what the column is, in the middle of a sentence: "column"
 */
record UnusableCell(String what, ColumnInfo column, TableRole role) {

    /** @param remedy what to do about a missing cell */
    FlowException in(RowRead row, int cell, String remedy) {
        ColumnKind kind = column.kind();
        // a double cannot tell which number stands in the table
        if (kind.quantity() && !row.isMissing(cell) && row.getValue(cell) instanceof LongValue whole) {
            return in(row, kind.outside(Long.toString(whole.getLongValue())), kind.remedyOutside());
        }
        if (kind == ColumnKind.DATE_TIME && !row.isMissing(cell)) {
            return in(row, kind.outside(row.getAsDataCell(cell).toString()), kind.remedyOutside());
        }
        return in(row, kind.absent(), remedy);
    }

    private FlowException in(RowRead row, String reason, String remedy) {
        return new FlowException(
                "The " + what + " " + Quoted.of(column.name()) + " of the " + role.label() + " " + reason
                        + " in the row " + Quoted.of(row.getRowKey().getString()) + ".",
                remedy);
    }
}
