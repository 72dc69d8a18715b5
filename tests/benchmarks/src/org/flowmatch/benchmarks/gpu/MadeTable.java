// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.gpu;

import java.util.Arrays;
import java.util.List;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/**
 * Rows with a column of every kind that rows are made of: numbers x and y (y lacks a tenth of its cells), labels a and b, an angle in
 * degrees, latitude and longitude, the shares s1, s2, s3 of a whole, and a sequence p1, p2, p3. Row i is a function of i.
 */
final class MadeTable {
    private static final long SEED = 17;
    private static final List<ColumnInfo> COLUMNS = List.of(
            new ColumnInfo("x", ColumnKind.DOUBLE),
            new ColumnInfo("y", ColumnKind.DOUBLE),
            new ColumnInfo("a", ColumnKind.TEXT),
            new ColumnInfo("b", ColumnKind.TEXT),
            new ColumnInfo("angle", ColumnKind.DOUBLE),
            new ColumnInfo("latitude", ColumnKind.DOUBLE),
            new ColumnInfo("longitude", ColumnKind.DOUBLE),
            new ColumnInfo("s1", ColumnKind.DOUBLE),
            new ColumnInfo("s2", ColumnKind.DOUBLE),
            new ColumnInfo("s3", ColumnKind.DOUBLE),
            new ColumnInfo("p1", ColumnKind.TEXT),
            new ColumnInfo("p2", ColumnKind.TEXT),
            new ColumnInfo("p3", ColumnKind.TEXT));

    private MadeTable() {}

    /** Some of the columns. */
    static Table of(int rows, String... names) {
        KeyedRandom random = new KeyedRandom(SEED, Purpose.EXAMPLE, 7);
        Table.Builder builder = Table.builder(COLUMNS);
        float[] normal = new float[8];
        for (int row = 0; row < rows; row++) {
            random.gaussians(row, 0, normal, 0, normal.length);
            int letter = random.below(3, row, 1);
            int other = random.below(3, row, 2);
            double[] shares = shares(normal);
            builder.add(
                    normal[0] + 2 * letter,
                    random.below(10, row, 3) == 0 ? Double.NaN : normal[0] + normal[1],
                    code(builder, 2, letter),
                    code(builder, 3, normal[0] > 0 ? 1 : 0),
                    Math.floorMod(Math.round(120 * letter + 20 * normal[2]), 360),
                    Math.toDegrees(Math.asin(Math.tanh(normal[3]))),
                    40 * normal[4] % 180,
                    shares[0],
                    shares[1],
                    1 - shares[0] - shares[1],
                    code(builder, 10, letter),
                    code(builder, 11, other),
                    code(builder, 12, (letter + other) % 3));
        }
        Table table = builder.build();
        List<String> wanted = Arrays.asList(names);
        return table.choose(COLUMNS.stream()
                .filter(column -> wanted.contains(column.name()))
                .toList());
    }

    private static double[] shares(float[] normal) {
        double first = Math.exp(normal[5]);
        double second = Math.exp(normal[6]);
        double sum = first + second + Math.exp(normal[7]);
        return new double[] {first / sum, second / sum};
    }

    private static double code(Table.Builder builder, int column, int level) {
        return builder.dictionary(column).code("abc".substring(level, level + 1));
    }
}
