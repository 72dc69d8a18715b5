// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import java.io.IOException;
import java.util.stream.Stream;
import org.flowmatch.standin.FileStoreFolder;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTable;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.container.ColumnRearranger;
import org.knime.core.data.container.DataContainerSettings;
import org.knime.core.data.container.RearrangeColumnsTable;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.filestore.FileStore;

/** Makes tables and file stores during an execution. */
public class ExecutionContext extends ExecutionMonitor {

    private final FileStoreFolder m_folder;

    ExecutionContext(final NodeProgressMonitor monitor, final FileStoreFolder folder) {
        super(monitor);
        m_folder = folder;
    }

    FileStoreFolder folder() {
        return m_folder;
    }

    public ExecutionContext createSubExecutionContext(final double fraction) {
        return new ExecutionContext(new SubProgress(getProgressMonitor(), fraction, false), m_folder);
    }

    public ExecutionContext createSilentSubExecutionContext(final double fraction) {
        return new ExecutionContext(new SubProgress(getProgressMonitor(), fraction, true), m_folder);
    }

    /** A new file store; a name that the execution has used already is refused. */
    public FileStore createFileStore(final String name) throws IOException {
        return m_folder.create(name);
    }

    public BufferedDataContainer createDataContainer(final DataTableSpec spec) {
        return new BufferedDataContainer(spec, DataContainerSettings.getDefault());
    }

    public BufferedDataContainer createDataContainer(final DataTableSpec spec, final DataContainerSettings settings) {
        return new BufferedDataContainer(spec, settings);
    }

    public BufferedDataContainer createDataContainer(final DataTableSpec spec, final boolean initDomain) {
        return new BufferedDataContainer(
                spec,
                DataContainerSettings.builder()
                        .withInitializedDomain(initDomain)
                        .build());
    }

    @Deprecated
    public BufferedDataContainer createDataContainer(
            final DataTableSpec spec, final boolean initDomain, final int maxCellsInMemory) {
        return new BufferedDataContainer(spec, initDomain, maxCellsInMemory);
    }

    public BufferedDataTable createBufferedDataTable(final DataTable table, final ExecutionMonitor exec)
            throws CanceledExecutionException {
        if (table instanceof BufferedDataTable buffered) {
            return buffered;
        }
        BufferedDataContainer container = createDataContainer(table.getDataTableSpec(), true);
        for (DataRow row : table) {
            exec.checkCanceled();
            container.addRowToTable(row);
        }
        container.close();
        return container.getTable();
    }

    public BufferedDataTable createColumnRearrangeTable(
            final BufferedDataTable table, final ColumnRearranger rearranger, final ExecutionMonitor exec)
            throws CanceledExecutionException {
        RearrangeColumnsTable made = RearrangeColumnsTable.create(rearranger, table, exec, this);
        return new BufferedDataTable(made, made.size());
    }

    /** The same rows under another spec, which must have as many columns of fitting types. */
    public BufferedDataTable createSpecReplacerTable(final BufferedDataTable table, final DataTableSpec spec) {
        DataTableSpec old = table.getDataTableSpec();
        if (old.getNumColumns() != spec.getNumColumns()) {
            throw new IllegalArgumentException("A spec of " + spec.getNumColumns() + " columns cannot replace one of "
                    + old.getNumColumns() + ".");
        }
        for (int i = 0; i < spec.getNumColumns(); i++) {
            if (!spec.getColumnSpec(i)
                    .getType()
                    .isASuperTypeOf(old.getColumnSpec(i).getType())) {
                throw new IllegalArgumentException(
                        "Column \"" + old.getColumnSpec(i).getName() + "\" of type "
                                + old.getColumnSpec(i).getType() + " cannot become one of type "
                                + spec.getColumnSpec(i).getType() + ".");
            }
        }
        return new BufferedDataTable(new Respecified(spec, table), table.size());
    }

    private record Respecified(DataTableSpec spec, BufferedDataTable table) implements DataTable {

        @Override
        public DataTableSpec getDataTableSpec() {
            return spec;
        }

        @Override
        public CloseableRowIterator iterator() {
            return table.iterator();
        }
    }

    public BufferedDataTable createWrappedTable(final BufferedDataTable table) {
        return new BufferedDataTable(table, table.size());
    }

    /** The rows of all tables one after the other; their columns must be the same, their keys different. */
    public BufferedDataTable createConcatenateTable(final ExecutionMonitor exec, final BufferedDataTable... tables)
            throws CanceledExecutionException {
        DataTableSpec spec = tables[0].getDataTableSpec();
        for (BufferedDataTable table : tables) {
            if (!spec.equalStructure(table.getDataTableSpec())) {
                throw new IllegalArgumentException("Tables of unlike columns cannot be put one after the other: " + spec
                        + " and " + table.getDataTableSpec() + ".");
            }
        }
        BufferedDataContainer container = createDataContainer(spec, true);
        for (BufferedDataTable table : tables) {
            for (DataRow row : table) {
                exec.checkCanceled();
                container.addRowToTable(row);
            }
        }
        container.close();
        return container.getTable();
    }

    /** The columns of both tables side by side; row keys must be the same in the same order. */
    public BufferedDataTable createJoinedTable(
            final BufferedDataTable left, final BufferedDataTable right, final ExecutionMonitor exec)
            throws CanceledExecutionException {
        BufferedDataContainer container =
                createDataContainer(new DataTableSpec(left.getDataTableSpec(), right.getDataTableSpec()), true);
        try (CloseableRowIterator lefts = left.iterator();
                CloseableRowIterator rights = right.iterator()) {
            while (lefts.hasNext() || rights.hasNext()) {
                exec.checkCanceled();
                if (!lefts.hasNext() || !rights.hasNext()) {
                    throw new IllegalArgumentException(
                            "Tables of " + left.size() + " and " + right.size() + " rows cannot be put side by side.");
                }
                DataRow l = lefts.next();
                DataRow r = rights.next();
                if (!l.getKey().equals(r.getKey())) {
                    throw new IllegalArgumentException("Tables with unlike row keys cannot be put side by side: \""
                            + l.getKey() + "\" and \"" + r.getKey() + "\".");
                }
                container.addRowToTable(new DefaultRow(
                        l.getKey(), Stream.concat(l.stream(), r.stream()).toArray(DataCell[]::new)));
            }
        }
        container.close();
        return container.getTable();
    }
}
