// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/**
 * Rows of numbers and labels, as the measures of synthetic tables compare them. A missing cell is NaN; a label is the number
 * of its level, from 0, and the same label has the same number in all samples that are compared.
 *
 * @param columns in order
 * @param values by column, [d][n]; taken over, not copied
 */
public record MixedSample(List<Column> columns, double[][] values) {

    /**
     * @param nominal whether the values are labels, of which only equality counts; otherwise they are numbers, a date as well
     */
    public record Column(String name, boolean nominal) {
        public Column {
            Objects.requireNonNull(name, "name");
        }
    }

    public MixedSample {
        columns = List.copyOf(columns);
        if (values.length != columns.size() || values.length == 0) {
            throw new IllegalArgumentException(columns.size() + " columns are named, but " + values.length + " given");
        }
        Set<String> names = new HashSet<>();
        for (int c = 0; c < values.length; c++) {
            if (values[c].length != values[0].length
                    || !names.add(columns.get(c).name())) {
                throw new IllegalArgumentException("column " + columns.get(c).name()
                        + " comes twice or has another number of rows than the first");
            }
        }
    }

    /** n. */
    public int rows() {
        return values[0].length;
    }

    /** The position of the column with this name. */
    public Optional<Integer> find(String name) {
        return IntStream.range(0, values.length)
                .filter(c -> columns.get(c).name().equals(name))
                .boxed()
                .findFirst();
    }

    /** The given rows in the given order. */
    public MixedSample select(int[] rows) {
        double[][] picked = new double[values.length][rows.length];
        for (int c = 0; c < values.length; c++) {
            for (int i = 0; i < rows.length; i++) {
                picked[c][i] = values[c][rows[i]];
            }
        }
        return new MixedSample(columns, picked);
    }

    /** The columns at these positions; the values are shared. */
    public MixedSample choose(int... places) {
        return new MixedSample(
                Arrays.stream(places).mapToObj(columns::get).toList(),
                Arrays.stream(places).mapToObj(c -> values[c]).toArray(double[][]::new));
    }

    /**
     * A random choice of rows without repetition; all of them when there are no more than asked for.
     *
     * @param draw tells independent choices under one seed apart
     */
    public MixedSample draw(int most, long seed, long draw) {
        return rows() <= most ? this : select(drawn(most, seed, draw));
    }

    /** The rows that {@link #draw} chooses; all in order when there are no more than asked for. */
    public int[] drawn(int most, long seed, long draw) {
        return rows() <= most
                ? IntStream.range(0, rows()).toArray()
                : Arrays.copyOf(new KeyedRandom(seed, Purpose.METRIC).permutation(rows(), draw), most);
    }

    /** Copies a row to dst[off .. off+d). */
    void copyRow(int row, double[] dst, int off) {
        for (int c = 0; c < values.length; c++) {
            dst[off + c] = values[c][row];
        }
    }

    /** Float32 rows [n, d], missing cells NaN. */
    RowMatrix matrix() {
        float[] rowMajor = new float[Math.multiplyExact(rows(), values.length)];
        for (int c = 0; c < values.length; c++) {
            for (int row = 0; row < values[c].length; row++) {
                rowMajor[row * values.length + c] = (float) values[c][row];
            }
        }
        return RowMatrix.of(rowMajor, values.length);
    }

    /** @throws FlowException when a sample is empty, or the columns are not the same in the same order */
    public static void checkComparable(MixedSample a, MixedSample b, String measure) {
        if (a.rows() == 0 || b.rows() == 0) {
            throw new FlowException(
                    "The " + measure + " needs at least one row in each sample, but got " + a.rows() + " and "
                            + b.rows() + ".",
                    "Provide rows on both sides.");
        }
        if (!a.columns.equals(b.columns)) {
            int place = 0;
            while (place < Math.min(a.values.length, b.values.length)
                    && a.columns.get(place).equals(b.columns.get(place))) {
                place++;
            }
            throw new FlowException(
                    "The " + measure + " compares samples with the same columns, but column " + (place + 1) + " is "
                            + described(a, place) + " in one and " + described(b, place) + " in the other.",
                    "Give both samples the same columns in the same order.");
        }
    }

    private static String described(MixedSample sample, int place) {
        if (place >= sample.values.length) {
            return "absent";
        }
        Column column = sample.columns.get(place);
        return Quoted.of(column.name()) + (column.nominal() ? " (labels)" : " (numbers)");
    }
}
