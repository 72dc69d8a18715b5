// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.container;

import java.util.Objects;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.RowKey;
import org.knime.core.node.ExecutionMonitor;

/** Makes new cells of a row from its present ones. */
public interface CellFactory {

    DataColumnSpec[] getColumnSpecs();

    default DataCell[] getCells(final DataRow row) {
        throw new UnsupportedOperationException(
                "No cells for row \"" + row.getKey() + "\": override getCells(DataRow) or getCells(DataRow, long).");
    }

    default DataCell[] getCells(final DataRow row, final long rowIndex) {
        Objects.checkIndex(rowIndex, Long.MAX_VALUE);
        return getCells(row);
    }

    @Deprecated
    void setProgress(int row, int rows, RowKey lastKey, ExecutionMonitor exec);

    default void setProgress(final long row, final long rows, final RowKey lastKey, final ExecutionMonitor exec) {
        setProgress((int) row, (int) rows, lastKey, exec);
    }
}
