// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

/** Rows of one structure; every iterator starts at the first row. */
public interface DataTable extends Iterable<DataRow> {

    DataTableSpec getDataTableSpec();

    @Override
    RowIterator iterator();
}
