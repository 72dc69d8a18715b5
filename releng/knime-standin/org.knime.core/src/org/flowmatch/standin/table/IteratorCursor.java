// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.table;

import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.v2.RowCursor;
import org.knime.core.data.v2.RowRead;

/** A cursor over an iterator's rows. */
public record IteratorCursor(CloseableRowIterator rows, int columns) implements RowCursor {

    @Override
    public RowRead forward() {
        return rows.hasNext() ? RowRead.from(rows.next()) : null;
    }

    @Override
    public boolean canForward() {
        return rows.hasNext();
    }

    @Override
    public int getNumColumns() {
        return columns;
    }

    @Override
    public void close() {
        rows.close();
    }
}
