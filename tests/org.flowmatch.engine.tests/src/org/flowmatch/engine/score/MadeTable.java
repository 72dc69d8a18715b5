// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import java.util.ArrayList;
import java.util.List;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/**
 * Made orders whose law is known: a price per piece, a number of pieces, their product as net, a tax, net + tax = total; a region
 * that determines its country; a rating that depends on the price; a day of order before a day of delivery; a comment that is missing
 * where the rating is.
 */
final class MadeTable {
    static final List<ColumnInfo> COLUMNS = List.of(
            new ColumnInfo("price", ColumnKind.DOUBLE),
            new ColumnInfo("pieces", ColumnKind.INT),
            new ColumnInfo("net", ColumnKind.DOUBLE),
            new ColumnInfo("tax", ColumnKind.DOUBLE),
            new ColumnInfo("total", ColumnKind.DOUBLE),
            new ColumnInfo("region", ColumnKind.TEXT),
            new ColumnInfo("country", ColumnKind.TEXT),
            new ColumnInfo("rating", ColumnKind.INT),
            new ColumnInfo("good", ColumnKind.BOOLEAN),
            new ColumnInfo("ordered", ColumnKind.DATE),
            new ColumnInfo("delivered", ColumnKind.DATE));

    private MadeTable() {}

    /** Rows are a function of the seed. */
    static Table rows(int rows, long seed) {
        KeyedRandom random = new KeyedRandom(seed, Purpose.EXAMPLE);
        Table.Builder builder = Table.builder(COLUMNS);
        for (int row = 0; row < rows; row++) {
            double wealth = random.uniform(row, 0);
            double price = Math.round(100 * (5 + 50 * wealth + 20 * random.uniform(row, 1))) / 100.0;
            int pieces = 1 + (int) (4 * random.uniform(row, 2) * random.uniform(row, 3));
            double net = Math.round(100 * price * pieces) / 100.0;
            double tax = Math.round(100 * net * (random.uniform(row, 4) < 0.3 ? 0.07 : 0.19)) / 100.0;
            int region = Math.min(7, (int) (4 * wealth + 4 * random.uniform(row, 5)));
            boolean silent = random.uniform(row, 6) < 0.2;
            double rating = 1 + Math.floor(5 * (0.7 * wealth + 0.3 * random.uniform(row, 7)));
            double ordered = 19_000 + Math.floor(700 * random.uniform(row, 8));
            builder.add(
                    price,
                    pieces,
                    net,
                    tax,
                    net + tax,
                    builder.dictionary(5).code("region " + region),
                    builder.dictionary(6).code("country " + region / 3),
                    silent ? Double.NaN : rating,
                    silent ? Double.NaN : rating > 3 ? 1 : 0,
                    ordered,
                    ordered + Math.floor(30 * random.uniform(row, 9)));
        }
        return builder.build();
    }

    /** The same laws of columns, each in an order of its own. */
    static Table shuffled(Table table, long seed) {
        KeyedRandom random = new KeyedRandom(seed, Purpose.EXAMPLE, 1);
        double[][] values = new double[table.columns().size()][];
        List<List<String>> texts = new ArrayList<>();
        for (int c = 0; c < values.length; c++) {
            int[] order = random.permutation(table.rows(), c);
            double[] cells = table.column(c);
            values[c] = new double[order.length];
            for (int row = 0; row < order.length; row++) {
                values[c][row] = cells[order[row]];
            }
            boolean text = table.columns().get(c).kind() == ColumnKind.TEXT;
            texts.add(text ? table.dictionary(c).texts() : List.of());
        }
        return new Table(table.columns(), values, texts, table.rows());
    }
}
