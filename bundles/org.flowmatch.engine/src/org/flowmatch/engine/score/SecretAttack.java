// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.flowmatch.engine.metric.Estimate;
import org.flowmatch.engine.metric.GowerDistance;
import org.flowmatch.engine.metric.MixedSample;

/** Guesses a secret column of real rows from the closest synthetic row. */
final class SecretAttack {
    /** By rank among the training rows. */
    private static final double CLOSE = 0.05;

    private final int place;
    private final int[] others;
    private final boolean nominal;
    private final double[] sorted;
    private final GowerDistance distance;
    private final String column;

    /** @param training rows that give ranges and ranks; at least two columns */
    SecretAttack(String column, MixedSample training) {
        this.column = column;
        place = training.find(column).orElseThrow();
        others = IntStream.range(0, training.columns().size())
                .filter(c -> c != place)
                .toArray();
        nominal = training.columns().get(place).nominal();
        sorted = Arrays.stream(training.values()[place])
                .filter(cell -> !Double.isNaN(cell))
                .sorted()
                .toArray();
        distance = new GowerDistance(training.choose(others));
    }

    /**
     * @param training rows whose secrets the generator saw
     * @param heldBack rows whose secrets it did not see
     */
    SecretScore score(MixedSample synthetic, MixedSample training, MixedSample heldBack, Closest.Search search) {
        Estimate known = right(synthetic, training, search.part(0, 0.5));
        Estimate unknown = right(synthetic, heldBack, search.part(0.5, 1));
        return new SecretScore(column, known, unknown, Estimate.difference(known, unknown));
    }

    private Estimate right(MixedSample synthetic, MixedSample rows, Closest.Search search) {
        int[] closest = search.of(rows.choose(others), synthetic.choose(others), distance)
                .records();
        double[] truth = rows.values()[place];
        double[] guesses = synthetic.values()[place];
        long right = IntStream.range(0, closest.length)
                .filter(row -> right(guesses[closest[row]], truth[row]))
                .count();
        return Estimate.share(right, closest.length);
    }

    private boolean right(double guess, double truth) {
        if (Double.isNaN(guess) || Double.isNaN(truth)) {
            return Double.isNaN(guess) && Double.isNaN(truth);
        }
        return guess == truth || !nominal && Math.abs(rank(guess) - rank(truth)) <= CLOSE;
    }

    /** The share of training rows below a number, equal ones counting half. */
    private double rank(double number) {
        return sorted.length == 0 ? 0 : (below(number, false) + below(number, true)) / 2.0 / sorted.length;
    }

    private int below(double number, boolean equalToo) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < number || equalToo && sorted[middle] == number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
