// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

import java.io.Serializable;

/** One immutable value of a table; two cells are equal when they are of one class and hold the same content. */
public abstract class DataCell implements DataValue, Serializable {

    private static final long serialVersionUID = 1L;

    public final DataType getType() {
        return DataType.getType(getClass());
    }

    public boolean isMissing() {
        return false;
    }

    protected abstract boolean equalsDataCell(DataCell cell);

    /** Whether another value means the same, though it may be of another class. */
    protected boolean equalContent(final DataValue otherValue) {
        return equals(otherValue);
    }

    @Override
    public final boolean equals(final Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof DataCell cell && cell.getClass() == getClass() && equalsDataCell(cell);
    }

    @Override
    public abstract int hashCode();

    @Override
    public DataCell materializeDataCell() {
        return this;
    }

    @Override
    public abstract String toString();
}
