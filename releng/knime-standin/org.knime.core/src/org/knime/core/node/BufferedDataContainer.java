// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import org.flowmatch.standin.table.StoredTable;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.DataContainer;
import org.knime.core.data.container.DataContainerSettings;

/** Takes the rows of a node's output table. */
public class BufferedDataContainer extends DataContainer {

    BufferedDataContainer(final DataTableSpec spec, final DataContainerSettings settings) {
        super(spec, settings);
    }

    @SuppressWarnings("deprecation") // the only way to give a bound
    BufferedDataContainer(final DataTableSpec spec, final boolean initDomain, final int maxCellsInMemory) {
        super(spec, initDomain, maxCellsInMemory);
    }

    @Override
    public BufferedDataTable getTable() {
        var table = (StoredTable) super.getTable();
        return new BufferedDataTable(table, table.rows().size());
    }
}
