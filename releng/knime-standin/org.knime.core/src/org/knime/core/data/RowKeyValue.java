// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

/** A row's key. */
public interface RowKeyValue {

    String getString();

    default RowKey materializeRowKey() {
        return new RowKey(getString());
    }
}
