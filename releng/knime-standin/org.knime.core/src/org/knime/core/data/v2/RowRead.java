// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.v2;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataValue;
import org.knime.core.data.RowKeyValue;

/** The key and the values of a row. */
public interface RowRead extends RowValueRead {

    RowKeyValue getRowKey();

    static RowRead from(final DataRow row) {
        return new RowRead() {

            @Override
            public RowKeyValue getRowKey() {
                return row.getKey();
            }

            @Override
            public int getNumColumns() {
                return row.getNumCells();
            }

            @Override
            public boolean isMissing(final int index) {
                return row.getCell(index).isMissing();
            }

            @Override
            @SuppressWarnings("unchecked") // the caller names the value class that the column is compatible with
            public <D extends DataValue> D getValue(final int index) {
                if (isMissing(index)) {
                    throw new IllegalStateException(
                            "The cell at " + index + " of row \"" + row.getKey() + "\" is missing.");
                }
                return (D) row.getCell(index);
            }

            @Override
            public DataCell getAsDataCell(final int index) {
                return row.getCell(index);
            }
        };
    }
}
