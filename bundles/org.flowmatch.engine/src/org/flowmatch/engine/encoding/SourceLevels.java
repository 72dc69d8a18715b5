// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the rows of a source table hold in a column beyond what the fitted target rows hold: levels from which a flow starts
 * and in which it never ends. They come behind the levels of the column's label: the values or texts, then one that others
 * share, at last that of missing cells.
 *
 * @param values of a label of numbers that are none of its levels, ascending
 * @param texts of a label of texts that are none of its levels, ascending
 * @param others whether there are too many texts for levels of their own, so that any other one has this level
 * @param missing whether cells are missing, but none of the target table's; a column of numbers alone has no level for it
 */
public record SourceLevels(List<Double> values, List<String> texts, boolean others, boolean missing) {
    /** Nothing beyond. */
    public static final SourceLevels NONE = new SourceLevels(List.of(), List.of(), false, false);

    public SourceLevels {
        values = List.copyOf(values);
        texts = List.copyOf(texts);
        if (!values.stream().allMatch(Double::isFinite) || !ascending(values) || !ascending(texts)) {
            throw new IllegalArgumentException("further levels are out of order");
        }
    }

    private static <T extends Comparable<T>> boolean ascending(List<T> list) {
        return IntStream.range(1, list.size()).allMatch(j -> list.get(j - 1).compareTo(list.get(j)) < 0);
    }

    /** @throws IllegalArgumentException when a column so encoded cannot have these */
    public void requireOf(ColumnEncoding encoding, List<String> known) {
        boolean own = !values.isEmpty() || !texts.isEmpty() || others;
        boolean alike = known.isEmpty() ? texts.isEmpty() && !others : values.isEmpty();
        boolean apart = encoding instanceof LevelColumn label
                && values.stream().noneMatch(label::knows)
                && Collections.disjoint(texts, known);
        if (own && !(alike && apart) || missing && (!encoding.encoded() || encoding.mayMiss())) {
            throw new IllegalArgumentException("further levels do not fit " + encoding);
        }
    }

    /** The number of further levels of a column with a label. */
    int size() {
        return values.size() + texts.size() + (others ? 1 : 0) + (missing ? 1 : 0);
    }

    /** The number of further levels of a text, behind the fitted column's; {@link FittedColumn#UNSEEN} for one that has none. */
    int ofText(String text) {
        int found = Collections.binarySearch(texts, text);
        return found >= 0 ? found : others ? texts.size() : (int) FittedColumn.UNSEEN;
    }

    /**
     * Encodes cells of a source table: where there is no value, a number is a draw of N(0, 1), as noise would be.
     *
     * @param column that has these further levels
     * @param cells [n], finite or NaN; texts by their places, further ones behind those of the column
     * @param ties [n], numbers of (0, 1)
     */
    void encode(FittedColumn column, double[] cells, double[] ties, RowSlice slice) {
        ColumnEncoding encoding = column.encoding();
        int[] further = new int[cells.length];
        double[] known = cells.clone();
        for (int row = 0; row < cells.length; row++) {
            further[row] = further(column, cells[row]);
            known[row] = further[row] < 0 ? cells[row] : column.smallest();
        }
        encoding.encode(known, ties, slice);
        for (int row = 0; row < cells.length; row++) {
            if (encoding instanceof NumberEncoding numbers) {
                if (further[row] >= 0 || Double.isNaN(cells[row])) {
                    numbers.noise(ties[row], slice, row);
                }
                continue;
            }
            if (further[row] >= 0) {
                slice.set(row, 0, levels(encoding) + further[row]);
            }
            if (encoding instanceof SpikedColumn spiked && (int) slice.get(row, 0) != spiked.levels() - 1) {
                spiked.rest().noise(ties[row], slice.behind(1), row);
            }
        }
    }

    private static int levels(ColumnEncoding encoding) {
        return encoding instanceof LevelColumn label ? label.levels() : ((SpikedColumn) encoding).levels();
    }

    /** The further level of a cell; negative for one whose level, or number, is among the column's. */
    private int further(FittedColumn column, double cell) {
        if (Double.isNaN(cell)) {
            return missing ? size() - 1 : -1;
        }
        if (!column.info().kind().numeric()) {
            return (int) cell - column.texts().size();
        }
        return column.encoding() instanceof LevelColumn label && !values.isEmpty() ? nearest(label, cell) : -1;
    }

    /** A number that is neither a level nor a further one counts as the nearest of both. */
    private int nearest(LevelColumn label, double cell) {
        int found = Collections.binarySearch(values, cell + 0.0);
        if (found >= 0 || label.knows(cell)) {
            return found;
        }
        int above = -found - 1;
        int further = above == values.size() || above > 0 && cell - values.get(above - 1) <= values.get(above) - cell
                ? above - 1
                : above;
        double known = Math.abs(cell - label.nearest(cell));
        return Math.abs(cell - values.get(further)) < known ? further : -1;
    }
}
