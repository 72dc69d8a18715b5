// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.List;
import org.flowmatch.engine.ChunksInOrder;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.RowPart;
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

    /** Takes encoded rows, [count, d]. */
    @FunctionalInterface
    interface RowSink {
        void append(float[] rowMajor, int count);
    }

    private record Chunk(float[] rows, int count) {}

    /**
     * @param columns those with coordinates
     * @param space a part for each of them
     * @param table of these columns
     */
    RowEncoder(List<FittedColumn> columns, RowSpace space, Table table, TableRole role, KeyedRandom ties) {
        this.columns = columns;
        this.space = space;
        this.table = table;
        this.role = role;
        this.ties = ties;
        rowsAtOnce = Math.max(1, CELLS_AT_ONCE / space.width());
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
            table.copy(c, first, count, values);
            encode(c, values, first, rows);
        }
        return new Chunk(rows, count);
    }

    private void encode(int c, double[] values, int first, float[] rows) {
        FittedColumn column = columns.get(c);
        RowPart part = space.parts().get(c);
        RowSlice slice = new RowSlice(rows, space.width(), part.offset(), part.width());
        double[] places = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            boolean gap = Double.isNaN(values[i]) && column.encoding().takesMissing();
            if (!gap && !column.info().kind().allows(values[i])) {
                // names the first such cell of all, whichever thread found one
                table.requireUsable(role);
            }
            places[i] = ties.uniform(first + i, c);
        }
        column.encoding().encode(values, places, slice);
        for (int i = 0; i < values.length; i++) {
            if (!slice.finite(i)) {
                throw new FlowException(
                        "Column " + Quoted.of(column.info().name()) + " of the " + role.label()
                                + " has a value too far from those of the target table in row " + (first + i + 1) + ".",
                        "Remove or replace the value " + values[i] + ".");
            }
        }
    }
}
