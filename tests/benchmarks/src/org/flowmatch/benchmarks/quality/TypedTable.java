// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.metric.MixedSample;

/** The engine's tables from texts and back, for generators that train the engine's models. */
public final class TypedTable {
    private TypedTable() {}

    /** The narrowest of INT, LONG, DOUBLE and TEXT that takes every cell of a column. */
    public static Table of(TextTable texts) {
        ColumnTypes types = new ColumnTypes(List.of(texts));
        List<ColumnInfo> columns = new ArrayList<>();
        for (MixedSample.Column column : types.columns()) {
            columns.add(new ColumnInfo(
                    column.name(), column.nominal() ? ColumnKind.TEXT : numbers(texts.column(column.name()))));
        }
        Table.Builder table = Table.builder(columns);
        double[] line = new double[columns.size()];
        for (int row = 0; row < texts.rows(); row++) {
            for (int c = 0; c < line.length; c++) {
                String cell = texts.cells()[c][row];
                line[c] = cell == null
                        ? Double.NaN
                        : columns.get(c).kind() == ColumnKind.TEXT
                                ? table.dictionary(c).code(cell)
                                : Double.parseDouble(cell);
            }
            table.add(line);
        }
        return table.build();
    }

    private static ColumnKind numbers(String[] cells) {
        double[] values = Arrays.stream(cells)
                .filter(Objects::nonNull)
                .mapToDouble(Double::parseDouble)
                .toArray();
        return Arrays.stream(values).allMatch(ColumnKind.INT::allows)
                ? ColumnKind.INT
                : Arrays.stream(values).allMatch(ColumnKind.LONG::allows) ? ColumnKind.LONG : ColumnKind.DOUBLE;
    }

    /** Whole numbers of whole columns are written without a point. */
    public static TextTable texts(Table table) {
        String[][] cells = new String[table.columns().size()][];
        for (int c = 0; c < cells.length; c++) {
            int column = c;
            ColumnKind kind = table.columns().get(c).kind();
            cells[c] = Arrays.stream(table.column(c))
                    .mapToObj(value -> Double.isNaN(value)
                            ? null
                            : kind == ColumnKind.TEXT
                                    ? table.dictionary(column).text((int) value)
                                    : kind.whole() ? String.valueOf((long) value) : String.valueOf(value))
                    .toArray(String[]::new);
        }
        return new TextTable(table.names(), cells);
    }
}
