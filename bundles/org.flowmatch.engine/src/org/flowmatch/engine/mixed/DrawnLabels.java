// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.Arrays;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.executor.EventRows;

/** The labels of rows on their way: which are known, and what the network and the numbers are told of them. */
final class DrawnLabels {
    private static final int NEVER = -1;

    private final MixedLayout layout;
    private final MixedInputs inputs;
    private final MixedStart start;
    private final float[] coordinates;
    private final int[] steps;

    /** @param recorded whether it is to be known at which steps labels were drawn */
    DrawnLabels(MixedLayout layout, MixedStart start, boolean recorded) {
        this.layout = layout;
        inputs = start.inputs();
        this.start = start;
        int labels = Math.multiplyExact(start.start().rows(), layout.labels());
        coordinates = new float[labels];
        Arrays.fill(coordinates, Float.NaN);
        steps = new int[recorded ? labels : 0];
        Arrays.fill(steps, NEVER);
    }

    /** Makes the given labels of a row known. */
    void begin(int row) {
        float[] given = start.given(row);
        for (int k = 0; k < layout.labels(); k++) {
            coordinates[at(row, k)] = layout.label(given, 0, k);
        }
    }

    /** The coordinate of label k of a row, NaN where it is not known. */
    float coordinate(int row, int k) {
        return coordinates[at(row, k)];
    }

    boolean known(int row, int k) {
        return !Float.isNaN(coordinate(row, k));
    }

    boolean isGiven(int row, int k) {
        return !Float.isNaN(layout.label(start.given(row), 0, k));
    }

    /** Which labels [C] of a row are known and were not given. */
    boolean[] drawn(int row) {
        float[] given = start.given(row);
        boolean[] drawn = new boolean[layout.labels()];
        for (int k = 0; k < drawn.length; k++) {
            drawn[k] = Float.isNaN(layout.label(given, 0, k)) && known(row, k);
        }
        return drawn;
    }

    /** What label k of a row is in its source row: a uniform number, as far as it comes from noise. */
    double source(int row, int k) {
        float[] x0 = new float[layout.width()];
        start.start().copyRow(row, x0, 0);
        return layout.label(x0, 0, k);
    }

    /**
     * Puts a label in the place of the one that was known, if any.
     *
     * @param row in the chunk
     * @param step at whose beginning
     */
    void set(EventRows rows, int row, int k, float coordinate, int step) {
        if (known(rows.firstRow() + row, k)) {
            hide(rows, row, k);
        }
        int at = at(rows.firstRow() + row, k);
        coordinates[at] = coordinate;
        if (steps.length > 0) {
            steps[at] = step;
        }
        tell(rows, row, k, (int) coordinate);
    }

    void hide(EventRows rows, int row, int k) {
        int at = at(rows.firstRow() + row, k);
        inputs.clearLevel(told(rows), from(rows, row), k, (int) coordinates[at]);
        coordinates[at] = Float.NaN;
    }

    private void tell(EventRows rows, int row, int k, int level) {
        inputs.setLevel(told(rows), from(rows, row), k, level);
        float[] moving = rows.given().get(1);
        for (int i = 0; i < layout.numbers(); i++) {
            if (layout.lacksValue(i, k, level)) {
                moving[row * layout.numbers() + i] = 0;
                rows.states()[row * layout.numbers() + i] = 0;
            }
        }
    }

    private static float[] told(EventRows rows) {
        return rows.given().get(0);
    }

    private int from(EventRows rows, int row) {
        return row * (told(rows).length / rows.rows()) - layout.numbers();
    }

    private int at(int row, int k) {
        return row * layout.labels() + k;
    }

    /** The last step at whose beginning each label of a row was drawn; negative where it was given. */
    int[] steps(int row) {
        return Arrays.copyOfRange(steps, at(row, 0), at(row + 1, 0));
    }

    /** Whether number i of a row is given. */
    boolean isGivenNumber(int row, int i) {
        return isGivenNumber(start.given(row), i);
    }

    private boolean isGivenNumber(float[] given, int i) {
        return layout.real(i) && !Float.isNaN(layout.number(given, 0, i));
    }

    /** Encoded rows [n, D] of the numbers [n, d] at the end and the labels. */
    RowMatrix rows(RowMatrix numbers, double scale) {
        int n = numbers.rows();
        int d = layout.numbers();
        float[] rows = new float[Math.multiplyExact(n, layout.width())];
        float[] z = new float[d];
        for (int row = 0; row < n; row++) {
            int at = row * layout.width();
            numbers.copyRow(row, z, 0);
            float[] given = start.given(row);
            for (int i = 0; i < d; i++) {
                layout.setNumber(rows, at, i, isGivenNumber(given, i) ? z[i] : (float) (z[i] * scale));
            }
            for (int k = 0; k < layout.labels(); k++) {
                layout.setLabel(rows, at, k, coordinate(row, k));
            }
            layout.fold(rows, at);
        }
        return RowMatrix.of(rows, layout.width());
    }
}
