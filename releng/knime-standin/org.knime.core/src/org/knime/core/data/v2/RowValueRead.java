// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.v2;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataValue;

/** The values of a row. */
public interface RowValueRead {

    int getNumColumns();

    /** The value at the index; throws when it is missing. */
    <D extends DataValue> D getValue(int index);

    boolean isMissing(int index);

    default DataCell getAsDataCell(final int index) {
        return getValue(index).materializeDataCell();
    }
}
