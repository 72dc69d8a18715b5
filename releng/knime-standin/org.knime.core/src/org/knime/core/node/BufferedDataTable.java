// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import javax.swing.JComponent;
import org.flowmatch.standin.table.FilteredRows;
import org.flowmatch.standin.table.IteratorCursor;
import org.knime.core.data.DataTable;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.RowIterator;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.container.filter.CloseableDataRowIterable;
import org.knime.core.data.container.filter.TableFilter;
import org.knime.core.data.v2.RowCursor;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;

/** A table as a port object. */
public final class BufferedDataTable implements DataTable, PortObject {

    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(BufferedDataTable.class);

    public static final PortType TYPE_OPTIONAL =
            PortTypeRegistry.getInstance().getPortType(BufferedDataTable.class, true);

    private final DataTable m_content;
    private final long m_size;

    BufferedDataTable(final DataTable content, final long size) {
        m_content = content;
        m_size = size;
    }

    @Override
    public DataTableSpec getDataTableSpec() {
        return m_content.getDataTableSpec();
    }

    @Override
    public DataTableSpec getSpec() {
        return getDataTableSpec();
    }

    @Override
    public CloseableRowIterator iterator() {
        RowIterator rows = m_content.iterator();
        return rows instanceof CloseableRowIterator closeable ? closeable : CloseableRowIterator.from(rows);
    }

    public CloseableDataRowIterable filter(final TableFilter filter) {
        filter.validate(getDataTableSpec(), m_size);
        return () -> new FilteredRows(iterator(), filter);
    }

    public RowCursor cursor() {
        return new IteratorCursor(iterator(), getDataTableSpec().getNumColumns());
    }

    public RowCursor cursor(final TableFilter filter) {
        return new IteratorCursor(filter(filter).iterator(), getDataTableSpec().getNumColumns());
    }

    /** The number of rows. */
    public long size() {
        return m_size;
    }

    @Deprecated
    public int getRowCount() {
        return Math.toIntExact(m_size);
    }

    @Override
    public String getSummary() {
        return "Rows: " + m_size + ", Columns: " + getDataTableSpec().getNumColumns();
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }
}
