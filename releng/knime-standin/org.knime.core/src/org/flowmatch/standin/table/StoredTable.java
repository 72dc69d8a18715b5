// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.table;

import org.knime.core.data.DataTable;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.CloseableRowIterator;

/** A finished table: its spec and its rows. */
public record StoredTable(DataTableSpec spec, RowStore rows) implements DataTable {

    @Override
    public DataTableSpec getDataTableSpec() {
        return spec;
    }

    @Override
    public CloseableRowIterator iterator() {
        return rows.iterator();
    }
}
