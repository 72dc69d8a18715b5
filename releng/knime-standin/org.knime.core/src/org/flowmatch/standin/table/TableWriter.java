// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.table;

import java.io.IOException;
import java.util.stream.Stream;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;
import org.knime.core.data.RowIterator;
import org.knime.core.data.container.DataContainerException;
import org.knime.core.data.container.DataContainerSettings;
import org.knime.core.util.DuplicateKeyException;

/**
 * Fills a table: every row must have the spec's number of cells, cells of the columns' types, and a new key; domains are
 * collected on the way.
 */
public final class TableWriter {

    private final DataTableSpec m_spec;
    private final RowStore m_rows;
    private final DuplicateKeys m_keys;
    private final ColumnStatistics[] m_statistics;

    public TableWriter(final DataTableSpec spec, final DataContainerSettings settings) {
        m_spec = spec;
        m_rows = new RowStore(
                spec.getNumColumns(), settings.getMaxCellsInMemory().orElse(-1));
        m_keys = settings.isCheckDuplicateRowKeys() ? new DuplicateKeys() : null;
        m_statistics = settings.isEnableDomainUpdate()
                ? spec.stream()
                        .map(column -> new ColumnStatistics(
                                column, settings.isInitializeDomain(), settings.getMaxDomainValues()))
                        .toArray(ColumnStatistics[]::new)
                : null;
    }

    public DataTableSpec spec() {
        return m_spec;
    }

    public long size() {
        return m_rows.size();
    }

    public void add(final DataRow row) {
        checkCells(row);
        try {
            checkKey(row.getKey().getString());
            m_rows.add(row);
        } catch (IOException failure) {
            throw new DataContainerException("Cannot write a table's rows: " + failure.getMessage(), failure);
        }
    }

    private void checkCells(final DataRow row) {
        if (row.getNumCells() != m_spec.getNumColumns()) {
            throw new DataContainerException("Row \"" + row.getKey() + "\" has " + row.getNumCells()
                    + " cells, the table has " + m_spec.getNumColumns() + " columns.");
        }
        for (int i = 0; i < row.getNumCells(); i++) {
            DataCell cell = row.getCell(i);
            DataColumnSpec column = m_spec.getColumnSpec(i);
            if (!column.getType().isASuperTypeOf(cell.getType())) {
                throw new DataContainerException("Row \"" + row.getKey() + "\": a "
                        + cell.getClass().getSimpleName() + " does not fit column \"" + column.getName()
                        + "\" of type " + column.getType().getName() + ".");
            }
            if (m_statistics != null) {
                m_statistics[i].see(cell);
            }
        }
    }

    private void checkKey(final String key) throws IOException {
        if (m_keys == null || m_keys.isNew(key)) {
            return;
        }
        m_rows.flush();
        for (RowIterator rows = m_rows.iterator(); rows.hasNext(); ) {
            if (rows.next().getKey().getString().equals(key)) {
                throw new DuplicateKeyException("Encountered duplicate row ID \"" + key + "\"", key);
            }
        }
    }

    public StoredTable finish() {
        try {
            m_rows.close();
        } catch (IOException failure) {
            throw new DataContainerException("Cannot write a table's rows: " + failure.getMessage(), failure);
        }
        if (m_statistics == null) {
            return new StoredTable(m_spec, m_rows);
        }
        DataColumnSpec[] columns =
                Stream.of(m_statistics).map(ColumnStatistics::column).toArray(DataColumnSpec[]::new);
        DataTableSpec spec = new DataTableSpecCreator(m_spec)
                .dropAllColumns()
                .addColumns(columns)
                .createSpec();
        return new StoredTable(spec, m_rows);
    }
}
