// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.executor.EventRows;
import org.flowmatch.engine.executor.GridEvent;
import org.flowmatch.engine.random.KeyedRandom;

/**
 * Draws the labels of rows on their way. The open labels of a row are revealed in random order at times (rank + V) / open
 * with one V of (0, 1) for each row, each at the last time of the grid before its own; several that fall into one step one
 * after another. A row is a function of its number, its source row and the seed.
 */
final class Reveals implements GridEvent {
    private final MixedLayout layout;
    private final MixedInputs inputs;
    private final MixedStart start;
    private final double[] clock;
    private final LabelDraw draw;
    private final KeyedRandom order;
    private final int firstLogit;
    private final float[] levels;
    private final Map<Integer, int[]> due = new ConcurrentHashMap<>();

    /**
     * @param clock the time of the network at the beginning of each step
     * @param firstLogit outputs of the network before the logits
     */
    Reveals(
            MixedLayout layout,
            MixedInputs inputs,
            MixedStart start,
            double[] clock,
            LabelDraw draw,
            KeyedRandom order,
            int firstLogit) {
        this.layout = layout;
        this.inputs = inputs;
        this.start = start;
        this.clock = clock.clone();
        this.draw = draw;
        this.order = order;
        this.firstLogit = firstLogit;
        levels = new float[Math.multiplyExact(start.start().rows(), layout.labels())];
    }

    /** The level of label k in row number {@code row}, once all labels are revealed. */
    int level(int row, int k) {
        return (int) levels[row * layout.labels() + k];
    }

    @Override
    public void at(int step, EventRows rows) {
        int labels = layout.labels();
        if (labels == 0) {
            return;
        }
        int[] steps = due.computeIfAbsent(rows.firstRow(), first -> schedule(first, rows.rows()));
        int[] next = new int[rows.rows()];
        boolean more = true;
        while (more) {
            more = false;
            float[] outputs = null;
            for (int row = 0; row < rows.rows(); row++) {
                int k = next[row];
                while (k < labels && steps[row * labels + k] != step) {
                    k++;
                }
                next[row] = k + 1;
                if (k < labels) {
                    outputs = outputs == null ? rows.outputs() : outputs;
                    reveal(rows, row, k, outputs);
                    more = true;
                }
            }
        }
        if (step == clock.length - 1) {
            due.remove(rows.firstRow());
        }
    }

    private void reveal(EventRows rows, int row, int k, float[] outputs) {
        int width = outputs.length / rows.rows();
        int number = rows.firstRow() + row;
        float[] x0 = new float[layout.width()];
        start.start().copyRow(number, x0, 0);
        int from = row * width + firstLogit + layout.firstLevel(k);
        set(rows, row, k, draw.level(outputs, from, layout.levels(k), k, layout.label(x0, 0, k)));
    }

    private void set(EventRows rows, int row, int k, int level) {
        levels[(rows.firstRow() + row) * layout.labels() + k] = level;
        float[] known = rows.given().get(0);
        int width = known.length / rows.rows();
        inputs.setLevel(known, row * width - layout.numbers(), k, level);
        float[] moving = rows.given().get(1);
        for (int i = 0; i < layout.numbers(); i++) {
            if (layout.takesValue(i, k, level)) {
                moving[row * layout.numbers() + i] = 0;
                rows.states()[row * layout.numbers() + i] = 0;
            }
        }
    }

    /** The step at which each label of each row is revealed [rows, C]; -1 for given ones, whose levels are kept. */
    private int[] schedule(int firstRow, int rows) {
        int labels = layout.labels();
        int[] steps = new int[rows * labels];
        Arrays.fill(steps, -1);
        float[] places = new float[labels + 1];
        for (int row = 0; row < rows; row++) {
            float[] given = start.given(firstRow + row);
            order.uniforms(firstRow + row, 0, places, 0, places.length);
            int open = 0;
            for (int k = 0; k < labels; k++) {
                float level = layout.label(given, 0, k);
                if (Float.isNaN(level)) {
                    open++;
                } else {
                    levels[(firstRow + row) * labels + k] = level;
                    places[k] = 2;
                }
            }
            for (int k = 0; k < labels; k++) {
                if (places[k] < 1) {
                    steps[row * labels + k] = step((rank(places, k) + places[labels]) / (double) open);
                }
            }
        }
        return steps;
    }

    private static int rank(float[] places, int k) {
        int rank = 0;
        for (int other = 0; other < places.length - 1; other++) {
            if (places[other] < places[k] || places[other] == places[k] && other < k) {
                rank++;
            }
        }
        return rank;
    }

    /** The last step that begins at or before this time; the first one for times before all. */
    private int step(double time) {
        int found = Arrays.binarySearch(clock, time);
        return Math.max(0, found >= 0 ? found : -found - 2);
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
                boolean fixed = layout.real(i) && !Float.isNaN(layout.number(given, 0, i));
                layout.setNumber(rows, at, i, fixed ? z[i] : (float) (z[i] * scale));
            }
            for (int k = 0; k < layout.labels(); k++) {
                layout.setLabel(rows, at, k, level(row, k));
            }
        }
        return RowMatrix.of(rows, layout.width());
    }
}
