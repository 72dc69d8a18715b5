// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.container;

import java.util.Objects;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;

/** A cell factory of one column. */
public abstract class SingleCellFactory extends AbstractCellFactory {

    public SingleCellFactory(final DataColumnSpec column) {
        super(column);
    }

    public SingleCellFactory(final boolean parallel, final DataColumnSpec column) {
        super(parallel, column);
    }

    public DataCell getCell(final DataRow row) {
        throw new UnsupportedOperationException(
                "No cell for row \"" + row.getKey() + "\": override getCell(DataRow) or getCell(DataRow, long).");
    }

    public DataCell getCell(final DataRow row, final long rowIndex) {
        Objects.checkIndex(rowIndex, Long.MAX_VALUE);
        return getCell(row);
    }

    @Override
    public DataCell[] getCells(final DataRow row, final long rowIndex) {
        return new DataCell[] {getCell(row, rowIndex)};
    }
}
