// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.flowmatch.engine.ChunksInOrder;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.Dictionary;
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
    private final List<CodeTexts> codes;
    private final int rowsAtOnce;

    private RowDecoder(TableEncoding encoding, Reshaping reshaping, RowMatrix rows, boolean limitToObserved) {
        if (rows.columns() != encoding.dimensions()) {
            throw new IllegalArgumentException(
                    "rows have " + rows.columns() + " columns, the encoding has " + encoding.dimensions());
        }
        this.reshaping = reshaping;
        columns = encoding.fitted();
        texts = encoding.texts(reshaping.columns());
        codes = reshaping.codes().stream()
                .map(code -> CodeTexts.of(encoding, code))
                .toList();
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
        Map<Integer, Dictionary> ofCodes = new TreeMap<>();
        codes.forEach(code -> ofCodes.put(place(code), Dictionary.ofCodes()));
        int[] reached = {0};
        decode(
                chunk -> {
                    for (int c = 0; c < values.length; c++) {
                        double[] column = ofCodes.containsKey(c) ? chunk.column(c, ofCodes.get(c)) : chunk.column(c);
                        System.arraycopy(column, 0, values[c], reached[0], chunk.rows());
                    }
                    reached[0] += chunk.rows();
                    monitor.report((double) reached[0] / rows.rows(), "Decoding rows");
                },
                monitor);
        List<List<String>> all = new ArrayList<>(texts);
        ofCodes.forEach((c, dictionary) -> all.set(c, dictionary.size() == 0 ? List.of("") : dictionary.texts()));
        return new Table(reshaping.columns(), values, all, rows.rows());
    }

    private int place(CodeTexts code) {
        return reshaping.columns().indexOf(code.code().info());
    }

    void decode(Consumer<Table> sink, Monitor monitor) {
        int chunks = (rows.rows() - 1) / rowsAtOnce + 1;
        ChunksInOrder.run(chunks, ChunksInOrder.threads(chunks), this::chunk, sink, monitor);
    }

    private Table chunk(int number) {
        int first = number * rowsAtOnce;
        int count = Math.min(rowsAtOnce, rows.rows() - first);
        float[] encoded = new float[count * rows.columns()];
        rows.copyRows(first, count, encoded);
        double[][] values = new double[columns.size()][count];
        int offset = 0;
        for (int c = 0; c < values.length; c++) {
            decode(columns.get(c), encoded, offset, first, values[c]);
            offset += columns.get(c).encoding().width();
        }
        double[][] cells = reshaping.back(values, limitToObserved);
        List<List<String>> ofCells = new ArrayList<>(texts);
        for (CodeTexts code : codes) {
            int place = place(code);
            double[][] symbols = IntStream.of(reshaping.follows(place))
                    .mapToObj(at -> values[at])
                    .toArray(double[][]::new);
            TextCells joined = code.joined(symbols);
            cells[place] = joined.codes();
            ofCells.set(place, joined.texts());
        }
        return new Table(reshaping.columns(), cells, ofCells, count);
    }

    /** @param offset of the column's coordinates, or of those behind it where it has none */
    private void decode(FittedColumn column, float[] encoded, int offset, int first, double[] values) {
        RowSlice slice =
                new RowSlice(encoded, rows.columns(), offset, column.encoding().width());
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
