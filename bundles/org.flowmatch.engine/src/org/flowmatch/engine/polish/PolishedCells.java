// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.polish;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.mixed.Imputed;

/** The cells of a filled table while numbers among them change. */
final class PolishedCells {
    private final Imputed filled;
    private final int[] seen;
    private final double[][] cells;

    /** @param seen places of the columns that trees see */
    PolishedCells(Imputed filled, int[] seen) {
        this.filled = filled;
        this.seen = seen.clone();
        cells = new double[filled.table().columns().size()][];
        for (int c = 0; c < cells.length; c++) {
            cells[c] = filled.table().column(c);
        }
    }

    /** The number of columns that tell one of them. */
    int others() {
        return seen.length - 1;
    }

    /** The cells [rows, others] of all columns that are seen but one. */
    float[] without(int column, int[] rows) {
        float[] others = new float[Math.multiplyExact(rows.length, others())];
        int at = 0;
        for (int row : rows) {
            for (int c : seen) {
                if (c != column) {
                    others[at++] = (float) cells[c][row];
                }
            }
        }
        return others;
    }

    double[] values(int column, int[] rows) {
        return Arrays.stream(rows).mapToDouble(row -> cells[column][row]).toArray();
    }

    /** Puts numbers into some rows of a column; within the interval of a cell, where it has one. */
    void put(int column, int[] rows, double[] numbers) {
        String name = filled.table().names().get(column);
        Optional<double[]> lower = ends(filled.lower(), name);
        Optional<double[]> upper = ends(filled.upper(), name);
        for (int i = 0; i < rows.length; i++) {
            int row = rows[i];
            double least = lower.map(ends -> ends[row]).orElse(Double.NEGATIVE_INFINITY);
            double most = upper.map(ends -> ends[row]).orElse(Double.POSITIVE_INFINITY);
            cells[column][row] = Math.max(least, Math.min(most, numbers[i]));
        }
    }

    private static Optional<double[]> ends(Optional<Table> ends, String name) {
        return ends.map(table -> table.column(table.indexOf(name)));
    }

    Imputed imputed() {
        Table table = filled.table();
        List<List<String>> texts = new ArrayList<>();
        for (int c = 0; c < cells.length; c++) {
            texts.add(
                    table.columns().get(c).kind().numeric()
                            ? List.of()
                            : table.dictionary(c).texts());
        }
        return new Imputed(
                new Table(table.columns(), cells, texts, table.rows()),
                filled.chances(),
                filled.lower(),
                filled.upper());
    }
}
