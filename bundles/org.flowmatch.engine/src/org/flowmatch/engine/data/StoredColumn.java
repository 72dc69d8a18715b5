// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.data;

import java.util.Optional;

/**
 * Where the cells of a column are.
 *
 * @param place of the column among the cells
 * @param texts of a text column, whose codes the cells are
 */
record StoredColumn(TableCells cells, int place, Optional<Dictionary> texts) {

    double get(int row) {
        return cells.get(row, place);
    }

    /** Copies the cells first .. first+count to dst[0 .. count). */
    void copy(int first, int count, double[] dst) {
        cells.copy(place, first, count, dst);
    }
}
