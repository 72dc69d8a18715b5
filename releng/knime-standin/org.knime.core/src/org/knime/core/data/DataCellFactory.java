// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

/** Makes cells of one type. */
public interface DataCellFactory {

    DataType getDataType();

    /** Makes them of texts. */
    interface FromString extends DataCellFactory {

        /** Throws a RuntimeException for a text that tells no value. */
        DataCell createCell(String input);
    }
}
