// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.encoding;

import java.util.List;
import java.util.Random;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;

/** Bills: net + tax + tip = gross with two decimal places, no tip in two of five rows, nothing at all in one of fifty; and their kind. */
public final class PartsTable {
    public static final KeptSum BILL = new KeptSum(List.of("net", "tax", "tip"), "gross");
    public static final List<ColumnInfo> COLUMNS = List.of(
            new ColumnInfo("tip", ColumnKind.DOUBLE),
            new ColumnInfo("gross", ColumnKind.DOUBLE),
            new ColumnInfo("kind", ColumnKind.TEXT),
            new ColumnInfo("net", ColumnKind.DOUBLE),
            new ColumnInfo("tax", ColumnKind.DOUBLE));
    public static final EncodingSettings SETTINGS =
            EncodingSettings.defaults().with(Modelling.AUTOMATIC).keeping(List.of(BILL));

    private PartsTable() {}

    public static Table of(int rows, long seed) {
        Random random = new Random(seed);
        Table.Builder builder = Table.builder(COLUMNS);
        for (int row = 0; row < rows; row++) {
            boolean large = random.nextBoolean();
            long net =
                    random.nextInt(50) == 0 ? 0 : Math.round(Math.exp((large ? 9 : 7) + 0.5 * random.nextGaussian()));
            long tax = Math.round(net * (random.nextInt(3) == 0 ? 0.07 : 0.19));
            long tip = random.nextInt(5) < 2 ? 0 : Math.round(net * 0.2 * random.nextDouble());
            builder.add(
                    tip / 100.0,
                    (net + tax + tip) / 100.0,
                    builder.dictionary(2).code(large ? "large" : "small"),
                    net / 100.0,
                    tax / 100.0);
        }
        return builder.build();
    }
}
