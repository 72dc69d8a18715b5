// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.container;

import java.util.List;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTable;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;

/** The table that a rearranger describes. */
public final class RearrangeColumnsTable implements DataTable {

    private final DataTable m_content;
    private final long m_size;

    private RearrangeColumnsTable(final DataTable content, final long size) {
        m_content = content;
        m_size = size;
    }

    /** Makes the rows; the rearranger must have been made for the table's columns. */
    public static RearrangeColumnsTable create(
            final ColumnRearranger rearranger,
            final BufferedDataTable table,
            final ExecutionMonitor progress,
            final ExecutionContext context)
            throws CanceledExecutionException {
        if (!rearranger.input().equalStructure(table.getDataTableSpec())) {
            throw new IllegalArgumentException(
                    "The rearranger was made for other columns than those of the table: " + rearranger.input() + ".");
        }
        var container = new DataContainer(rearranger.createSpec(), true);
        List<CellFactory> factories = rearranger.factories();
        long index = 0;
        try (CloseableRowIterator rows = table.iterator()) {
            while (rows.hasNext()) {
                DataRow row = rows.next();
                context.checkCanceled();
                container.addRowToTable(new DefaultRow(row.getKey(), rearranger.cells(row, index)));
                index++;
                for (CellFactory factory : factories) {
                    factory.setProgress(index, table.size(), row.getKey(), progress);
                }
            }
        }
        for (CellFactory factory : factories) {
            if (factory instanceof AbstractCellFactory finishing) {
                finishing.afterProcessing();
            }
        }
        container.close();
        return new RearrangeColumnsTable(container.getTable(), index);
    }

    @Override
    public DataTableSpec getDataTableSpec() {
        return m_content.getDataTableSpec();
    }

    @Override
    public CloseableRowIterator iterator() {
        return CloseableRowIterator.from(m_content.iterator());
    }

    public long size() {
        return m_size;
    }
}
