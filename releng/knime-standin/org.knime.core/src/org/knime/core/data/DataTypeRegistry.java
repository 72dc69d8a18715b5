// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

import java.util.Collection;
import java.util.Optional;
import org.flowmatch.standin.cell.InstalledCells;

/** The types that are installed. */
public final class DataTypeRegistry {

    private static final DataTypeRegistry INSTANCE = new DataTypeRegistry();

    private DataTypeRegistry() {}

    public static DataTypeRegistry getInstance() {
        return INSTANCE;
    }

    public Collection<DataType> availableDataTypes() {
        return InstalledCells.classes().stream().map(DataType::getType).toList();
    }

    public Optional<Class<? extends DataCell>> getCellClass(final String className) {
        return InstalledCells.named(className);
    }
}
