// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

/** Takes the place of a cell that the reader of a table did not ask for. */
public final class UnmaterializedCell extends DataCell {

    private static final long serialVersionUID = 1L;

    private static final UnmaterializedCell INSTANCE = new UnmaterializedCell();

    private UnmaterializedCell() {}

    public static UnmaterializedCell getInstance() {
        return INSTANCE;
    }

    @Override
    protected boolean equalsDataCell(final DataCell cell) {
        return true;
    }

    @Override
    public int hashCode() {
        return 1;
    }

    @Override
    public String toString() {
        return "unmaterialized";
    }
}
