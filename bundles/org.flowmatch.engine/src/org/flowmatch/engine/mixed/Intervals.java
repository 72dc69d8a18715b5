// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.encoding.TableEncoding;

/**
 * Where most draws of the missing cells of columns of numbers, dates and times lie: from the r-th smallest to the r-th largest. What goes
 * round has neither.
 */
final class Intervals {
    private final Table table;
    private final List<ColumnInfo> columns;
    private final int rank;
    private final Set<String> circles;
    private final double[][] lower;
    private final double[][] upper;

    /** @param table with missing cells, NaN */
    Intervals(Table table, TableEncoding encoding, int rank) {
        this.table = table;
        this.rank = rank;
        circles = encoding.circles();
        List<String> names = encoding.columns().stream().map(ColumnInfo::name).toList();
        columns = table.columns().stream()
                .filter(column -> column.kind().numeric() && names.contains(column.name()))
                .toList();
        lower = missing();
        upper = missing();
    }

    private double[][] missing() {
        double[][] values = new double[columns.size()][table.rows()];
        for (double[] column : values) {
            Arrays.fill(column, Double.NaN);
        }
        return values;
    }

    /** @param draws of these rows of the table */
    void take(int[] rows, List<Table> draws) {
        double[] drawn = new double[draws.size()];
        for (int c = 0; c < columns.size(); c++) {
            String name = columns.get(c).name();
            if (circles.contains(name)) {
                continue;
            }
            boolean whole = columns.get(c).kind().whole();
            int place = table.indexOf(name);
            List<double[]> values = new ArrayList<>();
            draws.forEach(draw -> values.add(draw.column(draw.indexOf(name))));
            for (int i = 0; i < rows.length; i++) {
                if (Double.isNaN(table.get(rows[i], place))) {
                    for (int j = 0; j < drawn.length; j++) {
                        drawn[j] = values.get(j)[i];
                    }
                    Arrays.sort(drawn);
                    double least = drawn[rank - 1];
                    double most = drawn[drawn.length - rank];
                    lower[c][rows[i]] = whole ? Math.floor(least) : least;
                    upper[c][rows[i]] = whole ? Math.ceil(most) : most;
                }
            }
        }
    }

    Table lower() {
        return new Table(columns, lower, table.rows());
    }

    Table upper() {
        return new Table(columns, upper, table.rows());
    }
}
