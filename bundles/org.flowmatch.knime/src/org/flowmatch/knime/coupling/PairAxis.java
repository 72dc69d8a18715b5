// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.coupling;

import com.google.gson.JsonPrimitive;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flowmatch.knime.coupling.PairCells.Column;

/**
 * Where the cells of a column lie on an axis: a number at its coordinate; the levels of a label beside each other at 0, 1, ...;
 * and levels of a column that has numbers as well below these.
 *
 * @param source place of each pair's source [n]; NaN where a label starts from noise
 * @param target place of each pair's target [n]
 * @param levels places of the levels that some pair has
 * @param low the least number of a pair
 * @param high the greatest
 */
record PairAxis(
        Column column, double[] source, double[] target, Map<JsonPrimitive, Double> levels, double low, double high) {
    /** Between levels below the numbers, as a share of the numbers' range. */
    private static final double GAP = 0.08;

    /** Numbers come before texts. */
    private static final Comparator<JsonPrimitive> ORDER = Comparator.comparing(JsonPrimitive::isString)
            .thenComparing(cell -> cell.isString() ? 0 : cell.getAsDouble())
            .thenComparing(JsonPrimitive::getAsString);

    /** @param noise whether the source rows are noise */
    static PairAxis of(Column column, PairCells source, PairCells target, boolean noise) {
        double[] numbers = DoubleStream.concat(numbers(column, source, noise), numbers(column, target, false))
                .toArray();
        double low = Arrays.stream(numbers).min().orElse(0);
        double high = Arrays.stream(numbers).max().orElse(0);
        Map<JsonPrimitive, Double> levels = new TreeMap<>(ORDER);
        Stream.concat(noise ? Stream.empty() : levels(column, source), levels(column, target))
                .forEach(level -> levels.put(level, 0.0));
        double step = column.isLabel() ? 1 : high > low ? GAP * (high - low) : 1;
        double first = column.isLabel() ? 0 : low - levels.size() * step;
        int[] reached = {0};
        levels.replaceAll((level, none) -> first + step * reached[0]++);
        IntToDoubleFunction ofNoise = row -> column.isLabel() ? Double.NaN : source.number(column, row);
        return new PairAxis(
                column,
                places(source, noise ? ofNoise : row -> place(column, source, levels, row)),
                places(target, row -> place(column, target, levels, row)),
                levels,
                low,
                high);
    }

    private static DoubleStream numbers(Column column, PairCells cells, boolean noise) {
        return column.isLabel()
                ? DoubleStream.empty()
                : IntStream.range(0, cells.rows())
                        .filter(row -> noise || !cells.isLevel(column, row))
                        .mapToDouble(row -> cells.number(column, row));
    }

    private static Stream<JsonPrimitive> levels(Column column, PairCells cells) {
        return IntStream.range(0, cells.rows())
                .filter(row -> cells.isLevel(column, row))
                .mapToObj(row -> cells.cell(column, row));
    }

    private static double place(Column column, PairCells cells, Map<JsonPrimitive, Double> levels, int row) {
        return cells.isLevel(column, row) ? levels.get(cells.cell(column, row)) : cells.number(column, row);
    }

    private static double[] places(PairCells cells, IntToDoubleFunction place) {
        return IntStream.range(0, cells.rows()).mapToDouble(place).toArray();
    }
}
