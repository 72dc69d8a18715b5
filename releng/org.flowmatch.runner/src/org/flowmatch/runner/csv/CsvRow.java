// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner.csv;

/**
 * One record of a CSV file.
 *
 * @param line the line that it starts in, counted from 1
 * @param cells its texts; null is a missing cell
 */
record CsvRow(long line, String[] cells) {

    /** True when this text is its only cell. */
    boolean isOnly(String text) {
        return cells.length == 1 && text.equals(cells[0]);
    }

    /** True when no cell has a value. */
    boolean isEmpty() {
        for (String cell : cells) {
            if (cell != null) {
                return false;
            }
        }
        return true;
    }
}
