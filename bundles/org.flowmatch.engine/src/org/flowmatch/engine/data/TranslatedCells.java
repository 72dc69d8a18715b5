// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.data;

/**
 * Columns of texts that follow from the text of one column.
 *
 * @param map as of {@link Table#translate}
 */
record TranslatedCells(StoredColumn from, int[][] map) implements TableCells {

    private double of(double text, int column) {
        int at = Double.isNaN(text) ? map.length - 1 : Math.min((int) text, map.length - 2);
        int code = map[at][column];
        return code < 0 ? Double.NaN : code;
    }

    @Override
    public double get(int row, int column) {
        return of(from.get(row), column);
    }

    @Override
    public void copy(int column, int first, int count, double[] dst) {
        from.copy(first, count, dst);
        for (int i = 0; i < count; i++) {
            dst[i] = of(dst[i], column);
        }
    }
}
