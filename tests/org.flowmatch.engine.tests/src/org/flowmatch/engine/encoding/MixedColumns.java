// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;

/** A table put together from columns of numbers and texts with gaps, and what it is decoded to. */
final class MixedColumns {
    static final EncodingSettings AUTOMATIC = EncodingSettings.defaults().with(Modelling.AUTOMATIC);

    private final int rows;
    private final List<ColumnInfo> columns = new ArrayList<>();
    private final List<IntFunction<Object>> cells = new ArrayList<>();

    MixedColumns(int rows) {
        this.rows = rows;
    }

    /** @param cell a Number, a String, or null for a missing one */
    MixedColumns with(String name, ColumnKind kind, IntFunction<Object> cell) {
        columns.add(new ColumnInfo(name, kind));
        cells.add(cell);
        return this;
    }

    Table table() {
        Table.Builder builder = Table.builder(columns);
        for (int row = 0; row < rows; row++) {
            double[] values = new double[columns.size()];
            for (int c = 0; c < values.length; c++) {
                Object cell = cells.get(c).apply(row);
                values[c] = cell == null
                        ? Double.NaN
                        : cell instanceof String text
                                ? builder.dictionary(c).code(text)
                                : ((Number) cell).doubleValue();
            }
            builder.add(values);
        }
        return builder.build();
    }

    /** Every kind of part, with gaps and without: texts, few numbers, spikes, numbers, a constant. */
    static Table all(int rows) {
        Random random = new Random(5);
        double[] normal = random.doubles(2 * rows).map(u -> 20 * (u - 0.5)).toArray();
        int[] dice = random.ints(4 * rows, 0, 1000).toArray();
        return new MixedColumns(rows)
                .with("text", ColumnKind.TEXT, i -> "t" + dice[i] % 7)
                .with("text with gaps", ColumnKind.TEXT, i -> dice[i] % 11 == 0 ? null : "u" + dice[i] % 3)
                .with("few", ColumnKind.INT, i -> dice[rows + i] % 6)
                .with("few with gaps", ColumnKind.DOUBLE, i -> dice[rows + i] % 13 == 0 ? null : dice[i] % 4 / 8.0)
                .with("spikes", ColumnKind.DOUBLE, i -> dice[2 * rows + i] < 300 ? (Object) 0 : normal[i])
                .with("gaps", ColumnKind.DOUBLE, i -> dice[3 * rows + i] < 100 ? null : normal[rows + i])
                .with(
                        "spikes and gaps",
                        ColumnKind.DOUBLE,
                        i -> dice[i] < 100 ? null : dice[i] < 400 ? (Object) (-1 - dice[i] % 2) : normal[i])
                .with("number", ColumnKind.DOUBLE, i -> normal[rows + i])
                .with("constant", ColumnKind.LONG, i -> 7L)
                .with("one text", ColumnKind.TEXT, i -> "only")
                .table();
    }

    static TableEncoding fit(Table table, EncodingSettings settings) {
        return TableEncoding.fit(table, settings, Monitor.none());
    }

    /** The cells of a column: numbers, texts, null for missing ones. */
    static List<Object> cells(Table table, String name) {
        int c = table.indexOf(name);
        boolean numeric = table.columns().get(c).kind().numeric();
        return IntStream.range(0, table.rows())
                .mapToObj(row -> {
                    double value = table.get(row, c);
                    return Double.isNaN(value)
                            ? null
                            : numeric ? (Object) value : table.dictionary(c).text((int) value);
                })
                .toList()
                .stream()
                .collect(ArrayList::new, ArrayList::add, ArrayList::addAll);
    }
}
