// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.transport;

import java.util.Arrays;

/**
 * The least values of a row of reduced costs cost[i, j] - price[j], by a tournament: the upper half of a level meets its lower
 * half, a whole level at a time, until few are left. The second least of all lost to the least one on its way.
 */
final class RowTournament {
    private static final int FINALISTS = 64;

    private final float[] cost;
    private final int n;
    private final float[] line;
    private final float[] upper;
    /** The reduced costs, those of the better half, and so on. */
    private final float[][] levels;

    private float least;
    private float second;

    RowTournament(float[] cost, int n) {
        this.cost = cost;
        this.n = n;
        int finalists = n;
        int rounds = 0;
        while (finalists > FINALISTS) {
            finalists = (finalists + 1) / 2;
            rounds++;
        }
        levels = new float[rounds + 1][];
        for (int level = 0; level <= rounds; level++) {
            levels[level] = new float[finalists << rounds - level];
        }
        line = new float[levels[0].length];
        upper = new float[levels[0].length];
        Arrays.fill(line, Float.POSITIVE_INFINITY);
    }

    /** Plays row i under these prices [n]. */
    void play(int i, float[] price) {
        System.arraycopy(cost, i * n, line, 0, n);
        FloatRows.subtract(line, price, levels[0], n);
        Arrays.fill(levels[0], n, levels[0].length, Float.POSITIVE_INFINITY);
        for (int level = 1; level < levels.length; level++) {
            float[] from = levels[level - 1];
            float[] to = levels[level];
            System.arraycopy(from, to.length, upper, 0, to.length);
            FloatRows.least(from, upper, to, to.length);
        }
    }

    /** The reduced costs of the row that was played; at least n. */
    float[] reduced() {
        return levels[0];
    }

    /** The costs of the row that was played. */
    float[] costs() {
        return line;
    }

    /** The least of those columns that are equal modulo the length. */
    float[] finalists() {
        return levels[levels.length - 1];
    }

    /** The column of least reduced cost. */
    int winner() {
        float[] last = finalists();
        float best = Float.POSITIVE_INFINITY;
        float next = Float.POSITIVE_INFINITY;
        int place = 0;
        for (int k = 0; k < last.length; k++) {
            float value = last[k];
            if (value < next) {
                if (value < best) {
                    next = best;
                    best = value;
                    place = k;
                } else {
                    next = value;
                }
            }
        }
        for (int level = levels.length - 2; level >= 0; level--) {
            int half = levels[level + 1].length;
            float lower = levels[level][place];
            float higher = levels[level][place + half];
            if (lower == best) {
                next = Math.min(next, higher);
            } else {
                next = Math.min(next, lower);
                place += half;
            }
        }
        least = best;
        second = next;
        return place;
    }

    /** The least reduced cost, after {@link #winner}. */
    float least() {
        return least;
    }

    /** The second least; infinite when n is 1. */
    float second() {
        return second;
    }
}
