// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.List;
import java.util.Random;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;

/**
 * Orders with rules between columns that stand apart: first day <= last day <= paid, the last one missing in some rows; low < high
 * with two decimal places, high to the next half for one row in three; a shop and a time of day beside them.
 */
public final class OrderedTable {
    public static final KeptOrder DAYS = new KeptOrder(List.of("first day", "last day", "paid"));
    public static final KeptOrder PRICES = new KeptOrder(List.of("low", "high"));
    public static final List<ColumnInfo> COLUMNS = List.of(
            new ColumnInfo("last day", ColumnKind.DATE),
            new ColumnInfo("shop", ColumnKind.TEXT),
            new ColumnInfo("low", ColumnKind.DOUBLE),
            new ColumnInfo("first day", ColumnKind.DATE),
            new ColumnInfo("paid", ColumnKind.DATE),
            new ColumnInfo("open", ColumnKind.TIME),
            new ColumnInfo("high", ColumnKind.DOUBLE));
    public static final EncodingSettings SETTINGS =
            EncodingSettings.defaults().with(Modelling.AUTOMATIC).keeping(List.of(DAYS, PRICES));

    private static final int DAY = 19_000;

    private OrderedTable() {}

    /** The start of a stay says how long it is, and its price. */
    public static Table of(int rows, long seed) {
        Random random = new Random(seed);
        Table.Builder builder = Table.builder(COLUMNS);
        for (int row = 0; row < rows; row++) {
            double z = random.nextGaussian();
            double first = DAY + Math.rint(100 * z);
            double last = first + Math.floor(Math.abs(random.nextGaussian()) * (z > 0 ? 12 : 3));
            double paid =
                    random.nextDouble() < 0.15 ? Double.NaN : last + Math.floor(Math.exp(1.5 * random.nextGaussian()));
            double low = Math.rint(100 * Math.exp(3 + 0.4 * z + 0.3 * random.nextGaussian())) / 100;
            double high = Math.rint(100 * (low + 0.01 + Math.exp(random.nextGaussian()))) / 100;
            high = random.nextInt(3) == 0 ? Math.floor(2 * high + 1) / 2 : high;
            builder.add(
                    last,
                    builder.dictionary(1).code("shop " + random.nextInt(3)),
                    low,
                    first,
                    paid,
                    3_600_000_000_000.0 * random.nextInt(24),
                    high);
        }
        return builder.build();
    }

    /** Of the columns of a table, by name. */
    public static double[] column(Table table, String name) {
        return table.column(table.indexOf(name));
    }
}
