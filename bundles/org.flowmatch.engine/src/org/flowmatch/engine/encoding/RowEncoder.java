// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.flowmatch.engine.ChunksInOrder;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.RowSpace;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.engine.random.KeyedRandom;

/** Encodes the rows of a table in chunks, on all cores, and hands them over in order. */
final class RowEncoder {
    private static final int CELLS_AT_ONCE = 1 << 17;

    private final List<FittedColumn> columns;
    private final RowSpace space;
    private final Table table;
    private final TableRole role;
    private final KeyedRandom ties;
    private final int rowsAtOnce;
    private final List<double[]> places;
    private final int[] offsets;
    private final int[] cells;
    private final Optional<GivenCells> given;
    private final boolean source;

    /** Takes encoded rows, [count, d]. */
    @FunctionalInterface
    interface RowSink {
        void append(float[] rowMajor, int count);
    }

    private record Chunk(float[] rows, int count) {}

    /**
     * @param columns those with coordinates
     * @param space of their parts
     * @param table its columns are found by name
     */
    RowEncoder(List<FittedColumn> columns, RowSpace space, Table table, TableRole role, KeyedRandom ties) {
        this(columns, space, table, role, ties, Optional.empty());
    }

    /** @param given of a table that may lack columns and cells, which become NaN */
    RowEncoder(
            List<FittedColumn> columns,
            RowSpace space,
            Table table,
            TableRole role,
            KeyedRandom ties,
            Optional<GivenCells> given) {
        this.given = given;
        source = role == TableRole.SOURCE && given.isEmpty();
        this.columns = columns;
        this.space = space;
        this.table = table;
        this.role = role;
        this.ties = ties;
        rowsAtOnce = Math.max(1, CELLS_AT_ONCE / space.width());
        offsets = new int[columns.size()];
        for (int c = 1; c < offsets.length; c++) {
            offsets[c] = offsets[c - 1] + columns.get(c - 1).encoding().width();
        }
        cells = columns.stream()
                .mapToInt(column -> table.indexOf(column.info().name()))
                .toArray();
        places = IntStream.range(0, columns.size())
                .mapToObj(c -> cells[c] < 0 || columns.get(c).info().kind().numeric()
                        ? new double[0]
                        : source
                                ? columns.get(c).sourcePlaces(table.dictionary(cells[c]))
                                : columns.get(c).places(table.dictionary(cells[c])))
                .toList();
    }

    void encode(RowSink sink, Monitor monitor) {
        int chunks = (table.rows() - 1) / rowsAtOnce + 1;
        int[] done = {0};
        ChunksInOrder.run(
                chunks,
                ChunksInOrder.threads(chunks),
                this::chunk,
                chunk -> {
                    sink.append(chunk.rows(), chunk.count());
                    done[0] += chunk.count();
                    monitor.report((double) done[0] / table.rows(), "Encoding the " + role.label());
                },
                monitor);
    }

    private Chunk chunk(int number) {
        int first = number * rowsAtOnce;
        int count = Math.min(rowsAtOnce, table.rows() - first);
        float[] rows = new float[count * space.width()];
        double[] values = new double[count];
        for (int c = 0; c < columns.size(); c++) {
            if (cells[c] < 0) {
                Arrays.fill(values, Double.NaN);
            } else {
                table.copy(cells[c], first, count, values);
            }
            encode(c, values, first, rows);
        }
        return new Chunk(rows, count);
    }

    private void encode(int c, double[] values, int first, float[] rows) {
        FittedColumn column = columns.get(c);
        if (!column.info().kind().numeric()) {
            toPlaces(c, values, first);
        }
        RowSlice slice =
                new RowSlice(rows, space.width(), offsets[c], column.encoding().width());
        boolean[] open = given.map(told -> told.open(column, values)).orElse(null);
        double[] places = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            boolean gap = Double.isNaN(values[i])
                    && (column.encoding().mayMiss() || source && column.source().missing());
            if (!gap && !column.info().kind().allows(values[i])) {
                // names the first such cell of all, whichever thread found one
                table.requireUsable(role);
            }
            places[i] = ties.uniform(first + i, c);
        }
        if (source) {
            column.source().encode(column, values, places, slice);
        } else {
            column.encoding().encode(values, places, slice);
        }
        for (int i = 0; i < values.length; i++) {
            if (!slice.finite(i)) {
                throw new FlowException(
                        "Column " + Quoted.of(column.info().name()) + " of the " + role.label()
                                + " has a value too far from those of the target table in row " + (first + i + 1) + ".",
                        "Remove or replace the value " + values[i] + ".");
            }
            if (open != null && open[i]) {
                slice.open(i);
            }
        }
    }

    /** Puts the places of the fitted column's texts in place of this table's codes. */
    private void toPlaces(int c, double[] codes, int first) {
        for (int i = 0; i < codes.length; i++) {
            int code = Double.isNaN(codes[i]) ? -1 : (int) codes[i];
            if (code >= 0) {
                codes[i] = code < places.get(c).length
                        ? places.get(c)[code]
                        : source ? columns.get(c).sourcePlaceOfOthers() : FittedColumn.UNSEEN;
            }
            if (codes[i] == FittedColumn.UNSEEN && given.isEmpty()) {
                throw unseen(c, first + i, code);
            }
        }
    }

    private FlowException unseen(int c, int row, int code) {
        boolean kept = code < table.dictionary(cells[c]).size();
        return new FlowException(
                "Column " + Quoted.of(columns.get(c).info().name()) + " of the " + role.label() + " has the label "
                        + (kept ? Quoted.of(table.dictionary(cells[c]).text(code)) : "of a text that is not kept")
                        + " in row " + (row + 1) + ", which the encoding does not know.",
                source
                        ? "Remove such rows, or fit Flow Coupling with a source table that has this label."
                        : "Remove such rows, or fit Flow Coupling on a table that has this label.");
    }
}
