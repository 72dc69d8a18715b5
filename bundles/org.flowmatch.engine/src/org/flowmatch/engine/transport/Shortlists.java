// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.transport;

import java.util.Arrays;

/**
 * For each row of a cost matrix [n, n] some columns of least reduced cost cost[i, j] - price[j], and a bound that no other
 * column of the row undercuts. Prices may only fall: reduced costs then only grow, and a bound stays true, though less sharp,
 * until the list is made anew.
 */
final class Shortlists {
    private static final int WANTED = 8;
    private static final int CAPACITY = 16;

    private final float[] cost;
    private final int n;
    private final int capacity;
    private final RowTournament tournament;
    private final double[] price;
    /** The prices in single precision, rounded up: reduced costs that bounds are made of are never too large. */
    private final float[] ceiling;

    private final int[] columns;
    private final float[] costs;
    private final int[] size;
    private final float[] bound;
    private final double[] least;
    private final float[] smallest = new float[WANTED];
    /** The reduced costs of the list that is being made. */
    private final float[] listed;

    Shortlists(float[] cost, int n, RowTournament tournament) {
        this.cost = cost;
        this.n = n;
        this.tournament = tournament;
        capacity = Math.min(n, CAPACITY);
        price = new double[n];
        ceiling = new float[n];
        columns = new int[n * capacity];
        costs = new float[n * capacity];
        size = new int[n];
        bound = new float[n];
        least = new double[n];
        listed = new float[capacity];
    }

    /** The prices [n], to be read. */
    double[] price() {
        return price;
    }

    void setPrice(int j, double value) {
        price[j] = value;
        float rounded = (float) value;
        ceiling[j] = rounded >= value ? rounded : Math.nextUp(rounded);
    }

    double reduced(int i, int j) {
        return cost[i * n + j] - price[j];
    }

    /** The columns of the lists; those of row i are at first(i), ..., first(i) + size(i) - 1. */
    int[] columns() {
        return columns;
    }

    float[] costs() {
        return costs;
    }

    int first(int i) {
        return i * capacity;
    }

    int size(int i) {
        return size[i];
    }

    /** No column outside of the list of row i has a smaller reduced cost. */
    double bound(int i) {
        return bound[i];
    }

    /** No column has a smaller reduced cost in row i; sharp as of the latest {@link #sharpenLeast}. */
    double least(int i) {
        return least[i];
    }

    void sharpenLeast(int i) {
        double value = bound[i];
        int to = first(i) + size[i];
        for (int k = first(i); k < to; k++) {
            value = Math.min(value, costs[k] - price[columns[k]]);
        }
        least[i] = value;
    }

    /** Reduced costs of all columns of row i, at most the exact ones. */
    float[] lowered(int i) {
        tournament.play(i, ceiling);
        return tournament.reduced();
    }

    /** Makes the list of row i under the present prices. */
    void make(int i) {
        int base = i * capacity;
        int count = 0;
        float outside = Float.POSITIVE_INFINITY;
        if (n <= capacity) {
            System.arraycopy(cost, i * n, costs, base, n);
            while (count < n) {
                columns[base + count] = count++;
            }
        } else {
            tournament.play(i, ceiling);
            float[] reduced = tournament.reduced();
            float[] line = tournament.costs();
            float[] finalists = tournament.finalists();
            float limit = leastWanted(finalists);
            outside = limit;
            for (int f = 0; f < finalists.length; f++) {
                if (finalists[f] <= limit) {
                    for (int j = f; j < n; j += finalists.length) {
                        if (reduced[j] <= limit) {
                            int place = count;
                            if (count < capacity) {
                                count++;
                            } else {
                                place = largestListed();
                                outside = Math.min(outside, Math.max(listed[place], reduced[j]));
                                if (listed[place] <= reduced[j]) {
                                    continue;
                                }
                            }
                            listed[place] = reduced[j];
                            columns[base + place] = j;
                            costs[base + place] = line[j];
                        }
                    }
                }
            }
        }
        size[i] = count;
        bound[i] = outside;
    }

    private int largestListed() {
        int place = 0;
        for (int k = 1; k < listed.length; k++) {
            place = listed[k] > listed[place] ? k : place;
        }
        return place;
    }

    /** The value of rank {@link #WANTED}, or the largest. */
    private float leastWanted(float[] values) {
        int kept = 0;
        int wanted = Math.min(WANTED, values.length);
        Arrays.fill(smallest, 0, wanted, Float.POSITIVE_INFINITY);
        for (float value : values) {
            if (kept < wanted || value < smallest[wanted - 1]) {
                int place = kept < wanted ? kept++ : wanted - 1;
                while (place > 0 && smallest[place - 1] > value) {
                    smallest[place] = smallest[place - 1];
                    place--;
                }
                smallest[place] = value;
            }
        }
        return smallest[wanted - 1];
    }
}
