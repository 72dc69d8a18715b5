// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.quality;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.flowmatch.engine.metric.GowerDistance;
import org.flowmatch.engine.metric.MixedSample;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/**
 * Interpolation of neighbours for mixed rows, after SMOTE-NC (Chawla and others 2002): a random training row, one of its five
 * nearest neighbours by {@link GowerDistance}, numbers at a random place between the two, rounded to the decimals that the column has;
 * labels and missing cells from the row that is nearer to that place.
 */
public final class Interpolation implements Generator {
    private static final int NEIGHBOURS = 5;
    private static final int MOST_DECIMALS = 6;

    @Override
    public String label() {
        return "SMOTE for mixed rows";
    }

    @Override
    public TextTable generate(TextTable training, int rows, long seed, double minutes) {
        ColumnTypes types = new ColumnTypes(List.of(training));
        MixedSample real = types.sample(training);
        GowerDistance distance = new GowerDistance(real);
        KeyedRandom random = new KeyedRandom(seed, Purpose.EXAMPLE);
        int columns = real.columns().size();
        List<UnaryOperator<Double>> grids = new ArrayList<>();
        for (int c = 0; c < columns; c++) {
            grids.add(real.columns().get(c).nominal() ? UnaryOperator.identity() : grid(training.cells()[c]));
        }
        int[] order = random.permutation(real.rows(), 0);
        double[][] made = new double[columns][rows];
        for (int row = 0; row < rows; row++) {
            int first = order[row % order.length];
            int[] near = neighbours(real, first, distance);
            int second = near[random.below(near.length, row, 1)];
            double share = random.uniform(row, 2);
            int nearer = share < 0.5 ? first : second;
            for (int c = 0; c < columns; c++) {
                double x = real.values()[c][first];
                double y = real.values()[c][second];
                double between = x + share * (y - x);
                made[c][row] = real.columns().get(c).nominal() || Double.isNaN(between)
                        ? real.values()[c][nearer]
                        : grids.get(c).apply(between);
            }
        }
        return types.texts(new MixedSample(real.columns(), made));
    }

    /** The decimals with which all numbers of a column are written; of those with more than six as many as there are. */
    private static UnaryOperator<Double> grid(String[] texts) {
        int decimals = Arrays.stream(texts)
                .filter(Objects::nonNull)
                .mapToInt(text -> new BigDecimal(text).stripTrailingZeros().scale())
                .max()
                .orElse(0);
        double unit = Math.pow(10, Math.max(0, decimals));
        return decimals > MOST_DECIMALS ? UnaryOperator.identity() : value -> Math.rint(value * unit) / unit;
    }

    /** The nearest rows besides the row itself; with fewer than two rows the row itself. */
    private static int[] neighbours(MixedSample real, int row, GowerDistance distance) {
        int count = Math.max(1, Math.min(NEIGHBOURS, real.rows() - 1));
        int[] nearest = new int[count];
        double[] distances = new double[count];
        nearest[0] = row;
        int found = 0;
        for (int other = 0; other < real.rows(); other++) {
            double most = found < count ? Double.POSITIVE_INFINITY : distances[count - 1];
            double away = other == row ? Double.POSITIVE_INFINITY : distance.between(real, row, real, other, most);
            if (away >= most) {
                continue;
            }
            int place = Math.min(found, count - 1);
            for (; place > 0 && distances[place - 1] > away; place--) {
                distances[place] = distances[place - 1];
                nearest[place] = nearest[place - 1];
            }
            distances[place] = away;
            nearest[place] = other;
            found = Math.min(count, found + 1);
        }
        return nearest;
    }
}
