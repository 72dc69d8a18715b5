// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.table;

import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.IntStream;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.UnmaterializedCell;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.container.filter.TableFilter;
import org.knime.core.data.def.DefaultRow;

/** A table's rows in a range; cells of columns that were not asked for are left unread. */
public final class FilteredRows extends CloseableRowIterator {

    private final CloseableRowIterator m_rows;
    private final Set<Integer> m_columns;
    private long m_left;

    public FilteredRows(final CloseableRowIterator rows, final TableFilter filter) {
        m_rows = rows;
        m_columns = filter.getMaterializeColumnIndices().orElse(null);
        long from = filter.getFromRowIndex().orElse(0L);
        for (long i = 0; i < from && rows.hasNext(); i++) {
            rows.next();
        }
        m_left = filter.getToRowIndex().map(to -> to - from + 1).orElse(Long.MAX_VALUE);
    }

    @Override
    public boolean hasNext() {
        return m_left > 0 && m_rows.hasNext();
    }

    @Override
    public DataRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException("There are no more rows in the range.");
        }
        m_left--;
        DataRow row = m_rows.next();
        if (m_columns == null) {
            return row;
        }
        return new DefaultRow(
                row.getKey(),
                IntStream.range(0, row.getNumCells())
                        .mapToObj(i -> m_columns.contains(i) ? row.getCell(i) : UnmaterializedCell.getInstance())
                        .toArray(DataCell[]::new));
    }

    @Override
    public void close() {
        m_rows.close();
    }
}
