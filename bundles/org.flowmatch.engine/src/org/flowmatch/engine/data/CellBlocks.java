// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.FlowException;

/**
 * Cells in blocks of rows, each by column: in memory while the table is small, from then on all in a file that goes with the
 * table, so that a table's size is not bounded by memory. Takes rows until it is first read.
 */
final class CellBlocks implements TableCells {
    private static final int CELLS_PER_BLOCK = 1 << 19;
    private static final int FEWEST_ROWS = 64;
    private static final int MOST_ROWS = Integer.MAX_VALUE - 16;

    private final int columns;
    private final int rowsPerBlock;
    private final long cellsInMemory;
    private final List<double[][]> blocks = new ArrayList<>();
    private Optional<CellFile> file = Optional.empty();
    private double[][] last;
    private int rowsOfLast;
    private int rows;

    /** @param cellsInMemory the most cells, beyond the last block, that stay in memory */
    CellBlocks(int columns, long cellsInMemory) {
        this.columns = columns;
        this.cellsInMemory = cellsInMemory;
        rowsPerBlock = Math.max(FEWEST_ROWS, CELLS_PER_BLOCK / Math.max(1, columns));
        last = new double[columns][FEWEST_ROWS];
    }

    int rows() {
        return rows;
    }

    /** @throws FlowException when there are too many rows, or the file cannot be written */
    void add(double[] row) {
        if (rows == MOST_ROWS) {
            throw new FlowException(
                    "The table has more than " + rows + " rows.", "Take a sample of its rows beforehand.");
        }
        if (rowsOfLast == rowsPerBlock) {
            endBlock();
        } else if (columns > 0 && rowsOfLast == last[0].length) {
            int longer = Math.min(rowsPerBlock, 2 * rowsOfLast);
            for (int c = 0; c < columns; c++) {
                last[c] = Arrays.copyOf(last[c], longer);
            }
        }
        for (int c = 0; c < columns; c++) {
            last[c][rowsOfLast] = row[c];
        }
        rowsOfLast++;
        rows++;
    }

    private void endBlock() {
        blocks.add(last);
        if (file.isPresent() || (long) rows * columns > cellsInMemory) {
            CellFile spill = file.orElseGet(() -> new CellFile(columns, rowsPerBlock));
            file = Optional.of(spill);
            blocks.forEach(spill::append);
            blocks.clear();
        } else {
            last = new double[columns][FEWEST_ROWS];
        }
        rowsOfLast = 0;
    }

    @Override
    public double get(int row, int column) {
        int place = row % rowsPerBlock;
        if (row >= rows - rowsOfLast) {
            return last[column][place];
        }
        return file.isPresent()
                ? file.get().read(row / rowsPerBlock, column, place)
                : blocks.get(row / rowsPerBlock)[column][place];
    }

    @Override
    public void copy(int column, int first, int count, double[] dst) {
        int endOfBlocks = rows - rowsOfLast;
        for (int done = 0; done < count; ) {
            int row = first + done;
            int block = row / rowsPerBlock;
            int place = row % rowsPerBlock;
            int part = Math.min(count - done, row < endOfBlocks ? rowsPerBlock - place : rows - row);
            if (row >= endOfBlocks) {
                System.arraycopy(last[column], place, dst, done, part);
            } else if (file.isPresent()) {
                file.get().read(block, column, place, part, dst, done);
            } else {
                System.arraycopy(blocks.get(block)[column], place, dst, done, part);
            }
            done += part;
        }
    }

    @Override
    public void close() {
        file.ifPresent(CellFile::close);
    }
}
