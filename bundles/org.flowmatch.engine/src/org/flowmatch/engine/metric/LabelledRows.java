// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.RowPart;
import org.flowmatch.engine.data.RowSpace;

/**
 * Encoded rows of numbers and labels as vectors, so that Euclidean measures of samples see both: numbers as they are, each label
 * as one of its levels (1 at its level, 0 elsewhere), and 0 in place of a number that a row has no value of. The squared
 * distance of two rows is
 *
 * <pre>
 * |x - y|^2 = sum over numbers of (x_i - y_i)^2 + 2 * (labels in which they differ)
 * </pre>
 *
 * so that a different label weighs as much as a standard normal number does on average in two independent rows. Rows of
 * numbers alone stay what they are.
 */
public final class LabelledRows {
    private final RowSpace space;
    private final int width;

    public LabelledRows(RowSpace space) {
        this.space = space;
        width = space.numbers()
                + space.labels().stream().mapToInt(Integer::intValue).sum();
    }

    /** What reads a row, part by part. */
    private interface Reader {
        void label(int coordinate, int level, int levels);

        /** @param there whether the row has a value of it */
        void number(int coordinate, boolean there);
    }

    private void read(float[] rows, int at, Reader reader) {
        boolean there = true;
        for (RowPart part : space.parts()) {
            if (part.isLabel()) {
                int level = (int) rows[at + part.offset()];
                there = level == part.levels() - 1;
                reader.label(part.offset(), level, part.levels());
                continue;
            }
            for (int c = part.offset(); c < part.end(); c++) {
                reader.number(c, there || !part.governed());
            }
        }
    }

    public boolean numbersAlone() {
        return space.labels().isEmpty();
    }

    /**
     * @param rows [n, D] of the space
     * @return [n, numbers and levels], made whenever they are read
     */
    public RowMatrix vectors(RowMatrix rows) {
        return numbersAlone() ? rows : new Vectors(rows);
    }

    /** As rows of a table: a label is the number of its level, a number that a row has no value of is missing. */
    public MixedSample sample(RowMatrix rows) {
        double[][] values = new double[rows.columns()][rows.rows()];
        float[] encoded = new float[rows.columns()];
        for (int i = 0; i < rows.rows(); i++) {
            int row = i;
            rows.copyRow(i, encoded, 0);
            read(encoded, 0, new Reader() {
                @Override
                public void label(int coordinate, int level, int levels) {
                    values[coordinate][row] = level;
                }

                @Override
                public void number(int coordinate, boolean there) {
                    values[coordinate][row] = there ? encoded[coordinate] : Double.NaN;
                }
            });
        }
        List<Integer> labels = space.parts().stream()
                .filter(RowPart::isLabel)
                .map(RowPart::offset)
                .toList();
        return new MixedSample(
                IntStream.range(0, values.length)
                        .mapToObj(c -> new MixedSample.Column("coordinate " + c, labels.contains(c)))
                        .toList(),
                values);
    }

    /**
     * E|x1 - x0|^2 over the numbers of pairs, those that x1 has no value of left out.
     *
     * @param x0 source rows [n, D], row-major
     * @param x1 target rows [n, D]
     */
    public double cost(float[] x0, float[] x1) {
        double[] sum = {0};
        for (int row = 0; row < x1.length; row += space.width()) {
            int at = row;
            read(x1, at, new Reader() {
                @Override
                public void label(int coordinate, int level, int levels) {
                    // costs nothing: it does not move
                }

                @Override
                public void number(int coordinate, boolean there) {
                    double difference = there ? (double) x1[at + coordinate] - x0[at + coordinate] : 0;
                    sum[0] += difference * difference;
                }
            });
        }
        return sum[0] / (x1.length / space.width());
    }

    private final class Vectors implements RowMatrix {
        private final RowMatrix rows;

        Vectors(RowMatrix rows) {
            this.rows = rows;
        }

        @Override
        public int rows() {
            return rows.rows();
        }

        @Override
        public int columns() {
            return width;
        }

        @Override
        public float get(int row, int column) {
            float[] made = new float[width];
            copyRow(row, made, 0);
            return made[column];
        }

        @Override
        public void copyRow(int row, float[] dst, int off) {
            float[] encoded = new float[space.width()];
            rows.copyRow(row, encoded, 0);
            Arrays.fill(dst, off, off + width, 0);
            int[] next = {off};
            read(encoded, 0, new Reader() {
                @Override
                public void label(int coordinate, int level, int levels) {
                    dst[next[0] + level] = 1;
                    next[0] += levels;
                }

                @Override
                public void number(int coordinate, boolean there) {
                    dst[next[0]++] = there ? encoded[coordinate] : 0;
                }
            });
        }
    }
}
