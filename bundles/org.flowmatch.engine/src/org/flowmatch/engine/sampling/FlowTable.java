// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.Dictionary;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.RowPart;
import org.flowmatch.engine.data.RowSpace;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.encoding.GivenTable;
import org.flowmatch.engine.encoding.LevelColumn;
import org.flowmatch.engine.encoding.TableEncoding;

/**
 * Rows on their way in units of their table. A number beside a label that is not known yet is the one that the row has if the label
 * turns out to say so; a label itself is nothing until it is known.
 *
 * @param columns of the table [d]
 * @param texts of each column of texts, whose cells are places among them; of others none
 * @param times [m]
 * @param cells [d][m r]: of each column the rows at the first time, then those at the second, and so on; NaN for nothing
 * @param open [d][m r]: whether a label of the column is not known yet
 */
public record FlowTable(
        List<ColumnInfo> columns, List<List<String>> texts, double[] times, double[][] cells, boolean[][] open) {

    /** @param towardTarget whether the rows arrive at target rows, whose observed range then limits the last ones */
    public static FlowTable of(RecordedFlow flow, TableEncoding encoding, boolean towardTarget, Monitor monitor) {
        int rows = flow.rows().length;
        int times = flow.times().length;
        RowSpace space = encoding.space();
        float[] states = new float[times * rows * space.width()];
        boolean[][] hidden = new boolean[encoding.fitted().size()][times * rows];
        for (int time = 0; time < times; time++) {
            RowMatrix at = flow.states().get(time);
            for (int row = 0; row < rows; row++) {
                int cell = time * rows + row;
                at.copyRow(row, states, cell * space.width());
                hide(flow.known()[row], time, encoding, states, cell, hidden);
            }
        }
        boolean limited = towardTarget && encoding.settings().limitToObserved();
        int last = (times - 1) * rows;
        int columns = encoding.columns().size();
        boolean[][] open = new boolean[columns][times * rows];
        double[][] cells = new double[columns][times * rows];
        List<Dictionary> texts = encoding.known().stream()
                .map(column -> Dictionary.of(column.texts()))
                .toList();
        put(encoding.decode(slice(states, 0, last, space.width()), false, monitor), cells, 0, texts);
        put(encoding.decode(slice(states, last, last + rows, space.width()), limited, monitor), cells, last, texts);
        for (int c = 0; c < cells.length; c++) {
            for (int modelled : encoding.follows(c)) {
                boolean label = encoding.fitted().get(modelled).encoding() instanceof LevelColumn;
                for (int cell = 0; cell < cells[c].length; cell++) {
                    open[c][cell] |= hidden[modelled][cell];
                    cells[c][cell] = label && hidden[modelled][cell] ? Double.NaN : cells[c][cell];
                }
            }
        }
        return sorted(encoding.columns(), texts, flow.times(), cells, open);
    }

    /**
     * These rows with their given cells in place of the nearest that the encoding has.
     *
     * @param given of the rows [r], in their order
     */
    public FlowTable with(GivenTable given) {
        double[][] restored = new double[cells.length][];
        Arrays.setAll(restored, c -> cells[c].clone());
        List<Dictionary> all = texts.stream().map(Dictionary::of).toList();
        for (int from = 0; from < cells[0].length; from += rows()) {
            int first = from;
            double[][] at = Arrays.stream(cells)
                    .map(column -> Arrays.copyOfRange(column, first, first + rows()))
                    .toArray(double[][]::new);
            put(given.restore(new Table(columns, at, texts, rows()), 0), restored, first, all);
        }
        for (int c = 0; c < restored.length; c++) {
            for (int cell = 0; cell < restored[c].length; cell++) {
                boolean nothing = open[c][cell] && Double.isNaN(cells[c][cell]);
                restored[c][cell] = nothing ? Double.NaN : restored[c][cell];
            }
        }
        return sorted(columns, all, times, restored, open);
    }

    /** Texts that lie in no order, those of codes, are sorted, and of them those remain that a cell has. */
    private static FlowTable sorted(
            List<ColumnInfo> columns, List<Dictionary> texts, double[] times, double[][] cells, boolean[][] open) {
        List<List<String>> sorted = new ArrayList<>();
        for (int c = 0; c < cells.length; c++) {
            List<String> own = texts.get(c).texts();
            double[] column = cells[c];
            List<String> inOrder = own.stream().sorted().toList();
            if (!own.equals(inOrder)) {
                Dictionary used = Dictionary.of(Arrays.stream(column)
                        .filter(code -> !Double.isNaN(code))
                        .mapToObj(code -> own.get((int) code))
                        .distinct()
                        .sorted()
                        .toList());
                Arrays.setAll(
                        column,
                        cell -> Double.isNaN(column[cell]) ? Double.NaN : used.code(own.get((int) column[cell])));
                inOrder = used.texts();
            }
            sorted.add(inOrder);
        }
        return new FlowTable(columns, sorted, times, cells, open);
    }

    /** r. */
    public int rows() {
        return cells[0].length / times.length;
    }

    private static RowMatrix slice(float[] states, int from, int to, int width) {
        return RowMatrix.of(Arrays.copyOfRange(states, from * width, to * width), width);
    }

    /** @param texts takes the codes that are new */
    private static void put(Table decoded, double[][] cells, int from, List<Dictionary> texts) {
        for (int c = 0; c < cells.length; c++) {
            boolean numbers = decoded.columns().get(c).kind().numeric();
            double[] column = numbers ? decoded.column(c) : decoded.column(c, texts.get(c));
            System.arraycopy(column, 0, cells[c], from, decoded.rows());
        }
    }

    /** Puts the last level, which is that of a number, in the place of what is not known at a time. */
    private static void hide(
            int[] known, int time, TableEncoding encoding, float[] states, int cell, boolean[][] hidden) {
        int label = 0;
        int offset = cell * encoding.space().width();
        for (int c = 0; c < hidden.length; c++) {
            for (RowPart part : encoding.fitted().get(c).parts(0)) {
                if (part.isLabel() && known[label++] > time) {
                    states[offset + part.offset()] = part.levels() - 1;
                    hidden[c][cell] = true;
                }
            }
            offset += encoding.fitted().get(c).encoding().width();
        }
    }
}
