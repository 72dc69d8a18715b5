// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.container;

import org.flowmatch.standin.table.StoredTable;
import org.flowmatch.standin.table.TableWriter;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTable;
import org.knime.core.data.DataTableSpec;

/** Takes rows until it is closed, then gives the table. */
public class DataContainer implements RowAppender {

    private final TableWriter m_writer;
    private StoredTable m_table;

    public DataContainer(final DataTableSpec spec) {
        this(spec, DataContainerSettings.getDefault());
    }

    public DataContainer(final DataTableSpec spec, final boolean initDomain) {
        this(spec, initDomain, -1);
    }

    @Deprecated
    public DataContainer(final DataTableSpec spec, final boolean initDomain, final int maxCellsInMemory) {
        this(spec, DataContainerSettings.of(maxCellsInMemory, initDomain));
    }

    public DataContainer(final DataTableSpec spec, final DataContainerSettings settings) {
        m_writer = new TableWriter(spec, settings);
    }

    @Override
    public void addRowToTable(final DataRow row) {
        if (isClosed()) {
            throw new IllegalStateException("No row can be added: the container is closed.");
        }
        m_writer.add(row);
    }

    public boolean isOpen() {
        return m_table == null;
    }

    public boolean isClosed() {
        return m_table != null;
    }

    public void close() {
        if (m_table == null) {
            m_table = m_writer.finish();
        }
    }

    public DataTable getTable() {
        if (m_table == null) {
            throw new IllegalStateException("There is no table before the container is closed.");
        }
        return m_table;
    }

    public DataTableSpec getTableSpec() {
        return m_table == null ? m_writer.spec() : m_table.spec();
    }

    public long size() {
        return m_writer.size();
    }
}
