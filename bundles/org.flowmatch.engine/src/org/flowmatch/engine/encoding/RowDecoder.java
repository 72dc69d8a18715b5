// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.List;
import java.util.function.Consumer;
import org.flowmatch.engine.ChunksInOrder;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;

/** Decodes rows in chunks, on all cores, and hands them over in order. */
final class RowDecoder {
    private static final int CELLS_AT_ONCE = 1 << 17;

    private final Reshaping reshaping;
    private final List<FittedColumn> columns;
    private final RowMatrix rows;
    private final boolean limitToObserved;
    private final List<List<String>> texts;
    private final int rowsAtOnce;

    private RowDecoder(TableEncoding encoding, Reshaping reshaping, RowMatrix rows, boolean limitToObserved) {
        if (rows.columns() != encoding.dimensions()) {
            throw new IllegalArgumentException(
                    "rows have " + rows.columns() + " columns, the encoding has " + encoding.dimensions());
        }
        this.reshaping = reshaping;
        columns = encoding.fitted();
        texts = encoding.texts(reshaping.columns());
        this.rows = rows;
        this.limitToObserved = limitToObserved;
        rowsAtOnce = Math.max(1, CELLS_AT_ONCE / columns.size());
    }

    /** To the columns of the table. */
    static RowDecoder of(TableEncoding encoding, RowMatrix rows, boolean limitToObserved) {
        return new RowDecoder(encoding, encoding.reshaping(), rows, limitToObserved);
    }

    /** To the modelled columns. */
    static RowDecoder ofModelled(TableEncoding encoding, RowMatrix rows, boolean limitToObserved) {
        Reshaping none = Reshaping.none(encoding.reshaping().modelled());
        return new RowDecoder(encoding, none, rows, limitToObserved);
    }

    Table all(Monitor monitor) {
        double[][] values = new double[texts.size()][rows.rows()];
        int[] reached = {0};
        decode(
                chunk -> {
                    for (int c = 0; c < values.length; c++) {
                        System.arraycopy(chunk.column(c), 0, values[c], reached[0], chunk.rows());
                    }
                    reached[0] += chunk.rows();
                    monitor.report((double) reached[0] / rows.rows(), "Decoding rows");
                },
                monitor);
        return new Table(reshaping.columns(), values, texts, rows.rows());
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
        return new Table(reshaping.columns(), reshaping.back(values, limitToObserved), texts, count);
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
