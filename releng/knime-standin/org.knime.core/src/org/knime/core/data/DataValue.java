// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

/** What a cell can be read as: a number, a text, a set of categories. */
public interface DataValue {

    default DataCell materializeDataCell() {
        return (DataCell) this;
    }
}
