// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.coupling;

import com.google.gson.JsonArray;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.stream.IntStream;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.encoding.TableEncoding;
import org.flowmatch.knime.coupling.PairCells.Column;

/** What the places of an axis stand for: the levels on it, and cells at round coordinates of its numbers. */
final class PairTicks {
    private static final int MOST = 7; // of numbers

    private PairTicks() {}

    /** For each axis {@code [[place, cell]]}, by place. */
    static List<JsonArray> of(TableEncoding encoding, List<PairAxis> axes) {
        List<double[]> round = axes.stream()
                .map(axis -> axis.column().isLabel() ? new double[0] : round(axis.low(), axis.high()))
                .toList();
        float[] rows = new float[MOST * encoding.dimensions()];
        for (int i = 0; i < axes.size(); i++) {
            Column column = axes.get(i).column();
            double[] places = round.get(i);
            for (int row = 0; row < MOST; row++) {
                int at = row * encoding.dimensions();
                rows[at + column.last().offset()] = row < places.length ? (float) places[row] : 0;
                if (!column.isLabel() && column.first().isLabel()) {
                    rows[at + column.first().offset()] = column.first().levels() - 1; // a number
                }
            }
        }
        PairCells cells = new PairCells(encoding, RowMatrix.of(rows, encoding.dimensions()), false);
        return IntStream.range(0, axes.size())
                .mapToObj(i -> ticks(axes.get(i), round.get(i), cells))
                .toList();
    }

    private static JsonArray ticks(PairAxis axis, double[] round, PairCells cells) {
        JsonArray ticks = new JsonArray();
        axis.levels().forEach((level, place) -> ticks.add(tick(place, level)));
        for (int row = 0; row < round.length; row++) {
            ticks.add(tick(round[row], cells.cell(axis.column(), row)));
        }
        return ticks;
    }

    private static JsonArray tick(double place, JsonPrimitive cell) {
        JsonArray tick = new JsonArray();
        tick.add((float) place);
        tick.add(cell);
        return tick;
    }

    /** At most {@value #MOST} multiples of 1, 2 or 5 times a power of ten; the number itself where there is only one. */
    private static double[] round(double low, double high) {
        if (!(high > low)) {
            return new double[] {low};
        }
        double power = Math.pow(10, Math.floor(Math.log10((high - low) / MOST)));
        double step = IntStream.of(1, 2, 5, 10, 20)
                .mapToDouble(digit -> digit * power)
                .filter(one -> Math.floor(high / one) - Math.ceil(low / one) < MOST)
                .findFirst()
                .orElseThrow();
        long first = (long) Math.ceil(low / step);
        long last = (long) Math.floor(high / step);
        return IntStream.rangeClosed(0, (int) (last - first))
                .mapToDouble(i -> (first + i) * step)
                .toArray();
    }
}
