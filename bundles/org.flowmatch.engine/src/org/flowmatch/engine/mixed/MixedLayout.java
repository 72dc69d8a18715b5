// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.RowPart;
import org.flowmatch.engine.data.RowSpace;
import org.flowmatch.engine.encoding.OpenPlaces;
import org.flowmatch.engine.geometry.UnitVector;
import org.flowmatch.engine.geometry.UnitVectors;

/**
 * Where numbers and labels lie in encoded rows [n, D], and where in what a network takes in and gives out.
 *
 * <p>A row without a number has one that stands still at 0, so that what moves rows has something to move.
 */
public final class MixedLayout {
    /** The place of a number that no row holds. */
    public static final int NOWHERE = -1;

    private final int width;
    private final int[] numbers;
    private final int[] governors;
    private final int[] labels;
    private final int[] levels;
    private final int[] firstLevel;
    private final int allLevels;
    private final int[] firstSourceLevel;
    private final int allSourceLevels;
    private final int[] columnOfNumber;
    private final int[] columnOfLabel;
    private final int columns;
    private final UnitVectors ofRow;
    private final UnitVectors vectors;
    private final int[] columnAt;

    public MixedLayout(RowSpace space) {
        width = space.width();
        List<Integer> offsets = new ArrayList<>();
        List<Integer> governing = new ArrayList<>();
        List<Integer> numberColumns = new ArrayList<>();
        List<RowPart> labelParts = new ArrayList<>();
        List<Integer> labelColumns = new ArrayList<>();
        int column = -1;
        columnAt = new int[width];
        for (int p = 0; p < space.parts().size(); p++) {
            RowPart part = space.parts().get(p);
            if (p == 0 || !part.name().equals(space.parts().get(p - 1).name())) {
                column++;
            }
            Arrays.fill(columnAt, part.offset(), part.end(), column);
            if (part.isLabel()) {
                labelParts.add(part);
                labelColumns.add(column);
                continue;
            }
            for (int i = 0; i < part.width(); i++) {
                offsets.add(part.offset() + i);
                governing.add(part.governed() ? labelParts.size() - 1 : NOWHERE);
                numberColumns.add(column);
            }
        }
        if (offsets.isEmpty()) {
            offsets.add(NOWHERE);
            governing.add(NOWHERE);
            numberColumns.add(NOWHERE);
        }
        numbers = ints(offsets);
        governors = ints(governing);
        columnOfNumber = ints(numberColumns);
        columnOfLabel = ints(labelColumns);
        labels = labelParts.stream().mapToInt(RowPart::offset).toArray();
        levels = labelParts.stream().mapToInt(RowPart::levels).toArray();
        columns = column + 1;
        int[] sourceLevels = ints(space.sourceLabels());
        firstLevel = starts(levels);
        allLevels = Arrays.stream(levels).sum();
        firstSourceLevel = starts(sourceLevels);
        allSourceLevels = Arrays.stream(sourceLevels).sum();
        ofRow = space.unitVectors();
        vectors = ofRow.among(numbers);
    }

    private static int[] starts(int[] lengths) {
        int[] starts = new int[lengths.length];
        for (int k = 1; k < starts.length; k++) {
            starts[k] = starts[k - 1] + lengths[k - 1];
        }
        return starts;
    }

    private static int[] ints(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }

    /** D, the numbers of an encoded row. */
    public int width() {
        return width;
    }

    /** d, at least 1. */
    public int numbers() {
        return numbers.length;
    }

    /** The unit vectors among the numbers [d]. */
    UnitVectors vectors() {
        return vectors;
    }

    /** Makes of unit vectors that stand for others, in the row that begins at {@code from}, these others. */
    void fold(float[] rows, int from) {
        ofRow.fold(rows, from);
    }

    /** C. */
    int labels() {
        return labels.length;
    }

    /** Columns of the table that have a coordinate; those that are a unit vector together are one. */
    int columns() {
        return columns;
    }

    /** The column, from 0, of a coordinate of rows. */
    int columnAt(int coordinate) {
        return columnAt[coordinate];
    }

    /** The column, from 0, of number i. */
    int columnOfNumber(int i) {
        return columnOfNumber[i];
    }

    /** The column, from 0, of label k. */
    int columnOfLabel(int k) {
        return columnOfLabel[k];
    }

    /** The levels of label k. */
    int levels(int k) {
        return levels[k];
    }

    /** Where the levels of label k begin among those of all. */
    int firstLevel(int k) {
        return firstLevel[k];
    }

    /** The levels of all labels together. */
    int allLevels() {
        return allLevels;
    }

    /** Where the levels that label k may have in rows of a source table begin among those of all. */
    int firstSourceLevel(int k) {
        return firstSourceLevel[k];
    }

    /** The levels that all labels may have in rows of a source table. */
    int allSourceLevels() {
        return allSourceLevels;
    }

    /** The number of number i in a row that begins at {@code from}; 0 for one that no row holds. */
    public float number(float[] rows, int from, int i) {
        return numbers[i] == NOWHERE ? 0 : rows[from + numbers[i]];
    }

    /** The numbers of a column that move together: those of a unit vector, of others each alone. */
    List<int[]> together(int column) {
        List<int[]> together = new ArrayList<>();
        BitSet taken = new BitSet();
        for (UnitVector vector : vectors.all()) {
            if (columnOfNumber[vector.coordinates()[0]] == column) {
                together.add(vector.coordinates());
                Arrays.stream(vector.coordinates()).forEach(taken::set);
            }
        }
        for (int i = 0; i < numbers(); i++) {
            if (real(i) && columnOfNumber[i] == column && !taken.get(i)) {
                together.add(new int[] {i});
            }
        }
        return together;
    }

    /** Puts number i into the row that begins at {@code from}. */
    void setNumber(float[] rows, int from, int i, float value) {
        if (numbers[i] != NOWHERE) {
            rows[from + numbers[i]] = value;
        }
    }

    /** The coordinate of label k of the row that begins at {@code from}: its whole part is the level; in source rows it is a uniform number. */
    public float label(float[] rows, int from, int k) {
        return rows[from + labels[k]];
    }

    /** As {@link #label(float[], int, int)} of a row of a matrix. */
    float label(RowMatrix of, int row, int k) {
        return of.get(row, labels[k]);
    }

    /** Puts the coordinate of label k into the row that begins at {@code from}. */
    void setLabel(float[] rows, int from, int k, float coordinate) {
        rows[from + labels[k]] = coordinate;
    }

    /** Makes label k unknown in the row that begins at {@code from}. */
    void hide(float[] rows, int from, int k) {
        rows[from + labels[k]] = Float.NaN;
    }

    /** Whether number i has no value in rows whose label k has this level. */
    public boolean lacksValue(int i, int k, int level) {
        return governors[i] == k && level < levels[k] - 1;
    }

    /** Whether a row of a source table that begins at {@code from} has no value of number i. */
    boolean lacksInSource(float[] rows, int from, int i) {
        int k = governors[i];
        return k != NOWHERE && (int) label(rows, from, k) != levels[k] - 1;
    }

    /** The label that says whether number i has a value; {@link #NOWHERE} where it always has. */
    public int governor(int i) {
        return governors[i];
    }

    /** The numbers [n, d] of rows [n, D]; 0 where the labels of other rows say that there is no value. */
    RowMatrix numbersOf(RowMatrix rows, RowMatrix labelled) {
        float[] all = rows.toArray();
        float[] of = labelled.toArray();
        float[] own = new float[Math.multiplyExact(rows.rows(), numbers())];
        for (int row = 0; row < rows.rows(); row++) {
            for (int i = 0; i < numbers(); i++) {
                int k = governors[i];
                boolean lacks = k != NOWHERE && lacksValue(i, k, (int) label(of, row * width, k));
                own[row * numbers() + i] = lacks ? 0 : number(all, row * width, i);
            }
        }
        return RowMatrix.of(own, numbers());
    }

    /** Whether there are numbers of which rows may have no value. */
    boolean lacksNumbers() {
        return Arrays.stream(governors).anyMatch(label -> label != NOWHERE);
    }

    /** Whether number i of a point is one that is integrated out. */
    boolean isOpen(OpenPlaces open, int point, int i) {
        return real(i) && open.at(point, numbers[i]);
    }

    /** Whether number i is one that rows hold. */
    boolean real(int i) {
        return numbers[i] != NOWHERE;
    }
}
