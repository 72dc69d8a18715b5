// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.container;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.RowKey;
import org.knime.core.node.ExecutionMonitor;

/** A cell factory that knows its columns and reports the rows done; rows are always made one after the other. */
public abstract class AbstractCellFactory implements CellFactory {

    private final DataColumnSpec[] m_columns;
    private boolean m_parallel;

    public AbstractCellFactory(final DataColumnSpec... columns) {
        this(false, columns);
    }

    public AbstractCellFactory(final boolean parallel, final DataColumnSpec... columns) {
        m_columns = columns.clone();
        m_parallel = parallel;
    }

    @Override
    public DataColumnSpec[] getColumnSpecs() {
        return m_columns.clone();
    }

    public final boolean isParallelProcessing() {
        return m_parallel;
    }

    public final void setParallelProcessing(final boolean parallel) {
        m_parallel = parallel;
    }

    /** Called after the last row. */
    public void afterProcessing() {}

    @Override
    @Deprecated
    public void setProgress(final int row, final int rows, final RowKey lastKey, final ExecutionMonitor exec) {
        setProgress((long) row, (long) rows, lastKey, exec);
    }

    @Override
    public void setProgress(final long row, final long rows, final RowKey lastKey, final ExecutionMonitor exec) {
        exec.setProgress(row / (double) rows, () -> "Processed row " + row + "/" + rows + " (\"" + lastKey + "\")");
    }
}
