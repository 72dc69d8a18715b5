// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;

/**
 * Rows whose law is known: four dependent labels of 3, 3, 5 and 8 levels, three numbers that depend on them and on each other,
 * and a tenth of the last one missing, nearly always where the first label says so.
 *
 * <pre>
 * a;  b | a;  c | b;  d = c + 3 a + e modulo 8 with e of -1 .. 2
 * x | a, b ~ N(2 a - b, (0.5 + 0.25 b)^2);  y | x, c ~ N(0.7 x + 0.5 c, 0.6^2)
 * w missing | a;  else w | y, d ~ N(0.3 d - 0.5 y, 0.8^2)
 * </pre>
 *
 * a, b, d are texts, c a whole number. The third level of a is found in 3 of 1,000 rows, half of the combinations of a, c and d
 * in none.
 */
final class MixedLaw {
    static final List<ColumnInfo> COLUMNS = List.of(
            new ColumnInfo("x", ColumnKind.DOUBLE),
            new ColumnInfo("a", ColumnKind.TEXT),
            new ColumnInfo("b", ColumnKind.TEXT),
            new ColumnInfo("w", ColumnKind.DOUBLE),
            new ColumnInfo("c", ColumnKind.INT),
            new ColumnInfo("d", ColumnKind.TEXT),
            new ColumnInfo("y", ColumnKind.DOUBLE));

    private static final double[] A = {0.647, 0.35, 0.003};
    private static final double[][] B = {{0.6, 0.3, 0.1}, {0.1, 0.3, 0.6}, {0.2, 0.6, 0.2}};
    private static final double[] E = {0.2, 0.4, 0.3, 0.1};
    private static final double[] GAP = {0.0002, 0.285, 0.5};

    /** The values of a row; w NaN where it is missing. */
    record Row(double x, int a, int b, double w, int c, int d, double y) {

        /** log p, masses of labels and of the gap, densities per unit of x, y and w. */
        double logDensity() {
            double numbers = normal(x, 2 * a - b, 0.5 + 0.25 * b) + normal(y, 0.7 * x + 0.5 * c, 0.6);
            return logMass() - logMassOfGap() + numbers + logDensityOfW();
        }

        /** log p of the four labels and of the gap. */
        double logMass() {
            int e = Math.floorMod(d - c - 3 * a + 1, 8);
            double labels = Math.log(A[a]) + Math.log(B[a][b]) + Math.log(ofC(b)[c]) + Math.log(e < 4 ? E[e] : 0);
            return labels + logMassOfGap();
        }

        private double logMassOfGap() {
            return Math.log(Double.isNaN(w) ? GAP[a] : 1 - GAP[a]);
        }

        /** log p(w | all others). */
        double logDensityOfW() {
            return logMassOfGap() + (Double.isNaN(w) ? 0 : normal(w, 0.3 * d - 0.5 * y, 0.8));
        }

        Row withLabels(int otherA, int otherB, int otherC, int otherD) {
            return new Row(x, otherA, otherB, w, otherC, otherD, y);
        }

        Row withX(double other) {
            return new Row(other, a, b, w, c, d, y);
        }

        Row withY(double other) {
            return new Row(x, a, b, w, c, d, other);
        }

        Row withoutW() {
            return new Row(x, a, b, Double.NaN, c, d, y);
        }
    }

    private MixedLaw() {}

    private static double[] ofC(int b) {
        double[] mass = new double[5];
        double total = 0;
        for (int c = 0; c < 5; c++) {
            mass[c] = Math.exp(-0.8 * Math.abs(c - 2 * b));
            total += mass[c];
        }
        for (int c = 0; c < 5; c++) {
            mass[c] /= total;
        }
        return mass;
    }

    static double normal(double x, double mean, double deviation) {
        double z = (x - mean) / deviation;
        return -z * z / 2 - Math.log(deviation) - Math.log(2 * Math.PI) / 2;
    }

    static List<Row> draw(int rows, long seed) {
        Random random = new Random(seed);
        List<Row> drawn = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            drawn.add(row(random, level(random, A)));
        }
        return drawn;
    }

    static Row row(Random random, int a) {
        int b = level(random, B[a]);
        int c = level(random, ofC(b));
        int d = Math.floorMod(c + 3 * a + level(random, E) - 1, 8);
        double x = 2 * a - b + (0.5 + 0.25 * b) * random.nextGaussian();
        double y = 0.7 * x + 0.5 * c + 0.6 * random.nextGaussian();
        double w = 0.3 * d - 0.5 * y + 0.8 * random.nextGaussian();
        return new Row(x, a, b, random.nextDouble() < GAP[a] ? Double.NaN : w, c, d, y);
    }

    private static int level(Random random, double[] mass) {
        double left = random.nextDouble();
        int level = 0;
        while (level < mass.length - 1 && left >= mass[level]) {
            left -= mass[level++];
        }
        return level;
    }

    static Table table(List<Row> rows) {
        return table(rows, 1);
    }

    /** @param unit by which w is multiplied */
    static Table table(List<Row> rows, double unit) {
        Table.Builder builder = Table.builder(COLUMNS);
        for (Row row : rows) {
            builder.add(
                    row.x,
                    builder.dictionary(1).code("a" + row.a),
                    builder.dictionary(2).code("b" + row.b),
                    unit * row.w,
                    row.c,
                    builder.dictionary(5).code("d" + row.d),
                    row.y);
        }
        return builder.build();
    }
}
