// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.executor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.flowmatch.engine.data.RowMatrix;

/**
 * Keeps the states of some rows at some times while all rows are solved. It rides on the solution, which does not depend on it: a
 * solve of a few rows of its own would be more than a fiftieth of the work where rows are few, and other rows where their steps
 * depend on their neighbours. The rows lie in stretches that are spread evenly over all rows: what costs is a chunk that is asked for
 * states on its way, however many of its rows are kept. Rows of a table, which may be sorted, come from everywhere; of rows that
 * are drawn one stretch is as good as another, and a quarter of the chunks is enough. Of wide states fewer rows are kept, because
 * what is made of the numbers takes its time as well.
 */
final class StateRecorder {
    private static final int MOST_STRETCHES = 10;
    private static final int CHUNKS_FOR_ONE = 4;
    private static final int NUMBERS = 2500; // of the recorded rows at one time
    private static final int FEWEST_ROWS = 100;

    private final int[] rows;
    private final int[] times;
    private final double[] grid;
    private final int columns;
    private final float[][] states;

    /**
     * @param all the number of rows that are solved
     * @param columns D
     * @param grid all times of the way
     * @param stretches in which the rows lie
     */
    StateRecorder(int all, int columns, double[] grid, int stretches) {
        this.columns = columns;
        this.grid = grid;
        rows = rows(all, Math.max(FEWEST_ROWS, Math.min(Recorded.MOST_ROWS, NUMBERS / columns)), stretches);
        int count = Math.min(Recorded.MOST_TIMES, grid.length);
        times = IntStream.range(0, count)
                .map(i -> (int) Math.round((double) i * (grid.length - 1) / (count - 1)))
                .toArray();
        states = new float[count][rows.length * columns];
    }

    /**
     * How many stretches there should be.
     *
     * @param drawn whether rows start from noise, one like another
     * @param chunks of all rows
     */
    static int stretches(boolean drawn, int chunks) {
        return drawn ? Math.max(1, Math.min(MOST_STRETCHES, chunks / CHUNKS_FOR_ONE)) : MOST_STRETCHES;
    }

    private static int[] rows(int all, int most, int stretches) {
        if (all <= most) {
            return IntStream.range(0, all).toArray();
        }
        return IntStream.range(0, stretches)
                .flatMap(stretch -> {
                    int first = (int) ((long) stretch * all / stretches);
                    return IntStream.range(
                            first, first + (stretch + 1) * most / stretches - stretch * most / stretches);
                })
                .toArray();
    }

    /** Whether rows of a chunk are kept at a time of the grid. */
    boolean takes(int firstRow, int count, int time) {
        int from = place(firstRow);
        return from < rows.length && rows[from] < firstRow + count && Arrays.binarySearch(times, time) >= 0;
    }

    /** The place of the first row that is kept from this one on. */
    private int place(int row) {
        int found = Arrays.binarySearch(rows, row);
        return found >= 0 ? found : -found - 1;
    }

    /**
     * Keeps what is wanted of the states of a chunk.
     *
     * @param x [count, D]
     */
    void take(int time, int firstRow, int count, float[] x) {
        int at = Arrays.binarySearch(times, time);
        if (at < 0) {
            return;
        }
        for (int place = place(firstRow); place < rows.length && rows[place] < firstRow + count; place++) {
            System.arraycopy(x, (rows[place] - firstRow) * columns, states[at], place * columns, columns);
        }
    }

    /** @param start of all rows [n, D] */
    Recorded recorded(RowMatrix start) {
        start.gather(rows, 0, rows.length, states[0]);
        List<RowMatrix> kept = new ArrayList<>();
        for (float[] state : states) {
            kept.add(RowMatrix.of(state, columns));
        }
        return new Recorded(rows, Arrays.stream(times).mapToDouble(i -> grid[i]).toArray(), kept);
    }
}
