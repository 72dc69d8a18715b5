// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.FarCell;
import org.flowmatch.engine.data.Moments;
import org.flowmatch.engine.data.TableRole;

/**
 * What an encoding is fitted to.
 *
 * @param column its cells in the order of the rows, NaN for missing ones
 * @param values those to fit, [n], of which two are different; in the order of the rows, which may be changed
 * @param smallest of the values
 * @param largest of the values
 * @param notes takes what a user should know about the values
 */
record ColumnValues(
        ColumnInfo info,
        double[] column,
        double[] values,
        double smallest,
        double largest,
        EncodingSettings settings,
        List<String> notes) {

    /** What to do about a cell far from all others. */
    static final String FAR_CELL_REMEDY = "Choose quantile scaling, or correct or remove that cell.";

    /** The same column with some of its values. */
    ColumnValues with(double[] some) {
        double low = Arrays.stream(some).min().orElse(smallest);
        double high = Arrays.stream(some).max().orElse(largest);
        return new ColumnValues(info, column, some, low, high, settings, notes);
    }

    Moments moments() {
        return Moments.of(values, smallest, largest);
    }

    /** The cell that decides the deviation, if there is one; the values must be in the order of the rows. */
    Optional<FarCell> farCell(Moments moments) {
        return FarCell.of(values, moments.mean(), moments.deviation()).map(this::inColumn);
    }

    /** The cell with its row in the column, of which some may have been left out. */
    private FarCell inColumn(FarCell cell) {
        int row = 0;
        while (column[row] != cell.value()) {
            row++;
        }
        return new FarCell(row, cell.value(), cell.from(), cell.to(), cell.share());
    }

    String problem(FarCell cell) {
        return cell.problem("The column", info.name(), TableRole.TARGET.label());
    }

    void note(FarCell cell) {
        notes.add(problem(cell) + " " + FAR_CELL_REMEDY);
    }
}
