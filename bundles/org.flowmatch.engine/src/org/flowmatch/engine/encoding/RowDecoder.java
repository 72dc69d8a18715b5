// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.List;
import java.util.function.Consumer;
import org.flowmatch.engine.ChunksInOrder;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;

/** Decodes rows in chunks, on all cores, and hands them over in order. */
final class RowDecoder {
    private static final int CELLS_AT_ONCE = 1 << 17;

    private final List<FittedColumn> columns;
    private final RowMatrix rows;
    private final boolean limitToObserved;
    private final List<ColumnInfo> infos;
    private final List<List<String>> texts;
    private final int rowsAtOnce;

    RowDecoder(List<FittedColumn> columns, RowMatrix rows, boolean limitToObserved) {
        this.columns = columns;
        this.rows = rows;
        this.limitToObserved = limitToObserved;
        texts = columns.stream().map(FittedColumn::texts).toList();
        infos = columns.stream().map(FittedColumn::info).toList();
        rowsAtOnce = Math.max(1, CELLS_AT_ONCE / columns.size());
    }

    void decode(Consumer<Table> sink, Monitor monitor) {
        int chunks = (rows.rows() - 1) / rowsAtOnce + 1;
        ChunksInOrder.run(chunks, ChunksInOrder.threads(chunks), this::chunk, sink, monitor);
    }

    private Table chunk(int number) {
        int first = number * rowsAtOnce;
        int count = Math.min(rowsAtOnce, rows.rows() - first);
        float[] codes = new float[count * rows.columns()];
        rows.copyRows(first, count, codes);
        double[][] values = new double[columns.size()][count];
        int offset = 0;
        for (int c = 0; c < values.length; c++) {
            decode(columns.get(c), codes, offset, first, values[c]);
            offset += columns.get(c).encoding().width();
        }
        return new Table(infos, values, texts, count);
    }

    /** @param offset of the column's coordinates, or of those behind it where it has none */
    private void decode(FittedColumn column, float[] codes, int offset, int first, double[] values) {
        RowSlice slice =
                new RowSlice(codes, rows.columns(), offset, column.encoding().width());
        for (int i = 0; i < values.length; i++) {
            if (slice.lacking(i)) {
                throw new FlowException(
                        "Row " + (first + i + 1) + " has no value in column "
                                + Quoted.of(column.info().name()) + ": the model gave NaN.",
                        "Train the model again, with a smaller learning rate, or sample with more steps.");
            }
        }
        column.restore(slice, limitToObserved, values);
    }
}
