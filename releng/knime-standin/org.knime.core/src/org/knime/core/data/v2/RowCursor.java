// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.v2;

import java.io.Closeable;

/** Goes over a table's rows. */
public interface RowCursor extends Closeable {

    /** The next row, null after the last. */
    RowRead forward();

    boolean canForward();

    int getNumColumns();

    @Override
    void close();
}
