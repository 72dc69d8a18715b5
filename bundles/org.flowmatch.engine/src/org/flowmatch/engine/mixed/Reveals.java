// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.encoding.NeverTogether;
import org.flowmatch.engine.executor.EventRows;
import org.flowmatch.engine.executor.GridEvent;
import org.flowmatch.engine.random.KeyedRandom;

/**
 * Draws the labels of rows on their way. The open labels of a row are revealed in random order at times (rank + V) / open
 * with one V of (0, 1) for each row, each at the last time of the grid before its own, or all of them at the first time;
 * several that fall into one step one after another, or on wish together; on wish some are hidden and drawn again at each step ({@link
 * Redraws}). Levels that never stood together in training do not do so here. A row is a function of its number, its source row and the seed.
 */
final class Reveals implements GridEvent {
    private final MixedLayout layout;
    private final MixedInputs inputs;
    private final MixedStart start;
    private final double[] clock;
    private final MixedSettings settings;
    private final AllowedLevels allowed;
    private final NeverTogether never;
    private final LabelDraw draw;
    private final KeyedRandom random;
    private final int firstLogit;
    private final boolean first;
    private final Redraws redraws;
    private final float[] coordinates;
    private final Map<Integer, RevealOrder> due = new ConcurrentHashMap<>();

    /**
     * @param clock the time of the network at the beginning of each step
     * @param firstLogit outputs of the network before the logits
     */
    Reveals(
            MixedLayout layout,
            MixedStart start,
            double[] clock,
            MixedSettings settings,
            AllowedLevels allowed,
            NeverTogether never,
            KeyedRandom random,
            int firstLogit) {
        this.layout = layout;
        this.inputs = start.inputs();
        this.start = start;
        this.clock = clock.clone();
        this.settings = settings;
        this.allowed = allowed;
        this.never = never;
        draw = new LabelDraw(settings.temperature(), allowed);
        first = settings.labelsFirst();
        redraws = new Redraws(layout, settings.redraws(), random);
        this.random = random;
        this.firstLogit = firstLogit;
        coordinates = new float[Math.multiplyExact(start.start().rows(), layout.labels())];
        Arrays.fill(coordinates, Float.NaN);
    }

    @Override
    public void at(int step, EventRows rows) {
        if (layout.labels() == 0) {
            return;
        }
        RevealOrder order = due.computeIfAbsent(rows.firstRow(), first -> order(first, rows.rows()));
        boolean more = true;
        float[] outputs = null;
        while (more) {
            more = false;
            outputs = settings.together() ? outputs : null;
            for (int row = 0; row < rows.rows(); row++) {
                int k = order.take(row, step);
                if (k >= 0) {
                    outputs = outputs == null ? rows.outputs() : outputs;
                    reveal(rows, row, k, outputs, layout.label(source(rows.firstRow() + row), 0, k));
                    more = true;
                }
            }
        }
        for (int time = 0; time < redraws.count(); time++) {
            redraw(rows, step, time);
        }
        if (first && step == 0) {
            rows.renew();
        }
        if (step == clock.length - 1) {
            due.remove(rows.firstRow());
        }
    }

    /** Hides a label of each row that was drawn, and draws it from what the network expects without it. */
    private void redraw(EventRows rows, int step, int time) {
        int[] hidden = new int[rows.rows()];
        boolean some = false;
        for (int row = 0; row < hidden.length; row++) {
            int number = rows.firstRow() + row;
            hidden[row] = redraws.label(drawn(number), number, step, time);
            if (hidden[row] != Redraws.NONE) {
                hide(rows, row, hidden[row], (int) coordinates[number * layout.labels() + hidden[row]]);
                some = true;
            }
        }
        float[] outputs = some ? rows.outputs() : new float[0];
        for (int row = 0; row < hidden.length; row++) {
            if (hidden[row] != Redraws.NONE) {
                reveal(rows, row, hidden[row], outputs, redraws.u(rows.firstRow() + row, step, time));
            }
        }
    }

    /** Which labels of a row are known and were not given. */
    private boolean[] drawn(int number) {
        float[] given = start.given(number);
        boolean[] drawn = new boolean[layout.labels()];
        for (int k = 0; k < drawn.length; k++) {
            drawn[k] =
                    Float.isNaN(layout.label(given, 0, k)) && !Float.isNaN(coordinates[number * layout.labels() + k]);
        }
        return drawn;
    }

    private void hide(EventRows rows, int row, int k, int level) {
        float[] known = rows.given().get(0);
        inputs.clearLevel(known, row * (known.length / rows.rows()) - layout.numbers(), k, level);
        coordinates[(rows.firstRow() + row) * layout.labels() + k] = Float.NaN;
    }

    private float[] source(int number) {
        float[] x0 = new float[layout.width()];
        start.start().copyRow(number, x0, 0);
        return x0;
    }

    /** @param u the uniform number by which the label is drawn */
    private void reveal(EventRows rows, int row, int k, float[] outputs, double u) {
        int width = outputs.length / rows.rows();
        int number = rows.firstRow() + row;
        int from = row * width + firstLogit + layout.firstLevel(k);
        float drawn = draw(number, k).coordinate(outputs, from, layout.levels(k), k, u);
        coordinates[number * layout.labels() + k] = drawn;
        tell(rows, row, k, (int) drawn);
    }

    /** Leaves out levels that never stand with those that the row has, unless none would be left. */
    private LabelDraw draw(int number, int k) {
        if (never.isEmpty()) {
            return draw;
        }
        boolean[] excluded = new boolean[layout.levels(k)];
        for (int other = 0; other < layout.labels(); other++) {
            float known = coordinates[number * layout.labels() + other];
            if (!Float.isNaN(known)) {
                never.exclude(other, (int) known, k, excluded);
            }
        }
        boolean some = false;
        boolean left = false;
        for (int level = 0; level < excluded.length; level++) {
            some |= excluded[level];
            left |= !excluded[level] && allowed.allowed(k, level);
        }
        return !some || !left
                ? draw
                : new LabelDraw(
                        settings.temperature(), (label, level) -> !excluded[level] && allowed.allowed(label, level));
    }

    private void tell(EventRows rows, int row, int k, int level) {
        float[] known = rows.given().get(0);
        int width = known.length / rows.rows();
        inputs.setLevel(known, row * width - layout.numbers(), k, level);
        float[] moving = rows.given().get(1);
        for (int i = 0; i < layout.numbers(); i++) {
            if (layout.lacksValue(i, k, level)) {
                moving[row * layout.numbers() + i] = 0;
                rows.states()[row * layout.numbers() + i] = 0;
            }
        }
    }

    /** The step at whose beginning each label of a row is revealed; negative where it is given. */
    int[] steps(int row) {
        RevealOrder order = order(row, 1);
        return IntStream.range(0, layout.labels()).map(k -> order.step(0, k)).toArray();
    }

    private RevealOrder order(int firstRow, int rows) {
        int labels = layout.labels();
        RevealOrder order = new RevealOrder(rows, labels);
        float[] places = new float[labels + 1];
        for (int row = 0; row < rows; row++) {
            float[] given = start.given(firstRow + row);
            random.uniforms(firstRow + row, 0, places, 0, places.length);
            int open = 0;
            for (int k = 0; k < labels; k++) {
                float coordinate = layout.label(given, 0, k);
                if (Float.isNaN(coordinate)) {
                    open++;
                } else {
                    coordinates[(firstRow + row) * labels + k] = coordinate;
                    places[k] = 2;
                }
            }
            for (int k = 0; k < labels; k++) {
                if (places[k] < 1) {
                    int rank = rank(places, k);
                    order.set(row, k, rank, first ? 0 : step((rank + places[labels]) / (double) open));
                }
            }
        }
        return order;
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

    /** Whether number i of a row is given. */
    boolean isGiven(int row, int i) {
        return isGiven(start.given(row), i);
    }

    private boolean isGiven(float[] given, int i) {
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
                layout.setNumber(rows, at, i, isGiven(given, i) ? z[i] : (float) (z[i] * scale));
            }
            for (int k = 0; k < layout.labels(); k++) {
                layout.setLabel(rows, at, k, coordinates[row * layout.labels() + k]);
            }
            layout.fold(rows, at);
        }
        return RowMatrix.of(rows, layout.width());
    }
}
