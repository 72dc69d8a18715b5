// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

/**
 * The distance of two mixed rows: the sum over the columns of 1 for different labels and of |x - y| / range for numbers; a
 * missing cell has distance 0 from a missing one and 1 from any other (Gower 1971, without the division by the number of
 * columns).
 */
public final class GowerDistance {
    private final boolean[] nominal;
    /** One over the range of each column's numbers; 0 where they do not vary. */
    private final double[] scale;

    /** @param reference rows [n] whose numbers give the ranges */
    public GowerDistance(MixedSample reference) {
        int columns = reference.columns().size();
        nominal = new boolean[columns];
        scale = new double[columns];
        for (int c = 0; c < columns; c++) {
            nominal[c] = reference.columns().get(c).nominal();
            double least = Double.POSITIVE_INFINITY;
            double largest = Double.NEGATIVE_INFINITY;
            for (double value : reference.values()[c]) {
                if (!Double.isNaN(value)) {
                    least = Math.min(least, value);
                    largest = Math.max(largest, value);
                }
            }
            scale[c] = largest > least ? 1 / (largest - least) : 0;
        }
    }

    /**
     * @param a sample with the reference's columns
     * @param b likewise
     * @param most beyond which the exact value is of no interest
     * @return the distance, or some number that is at least {@code most} when the distance is
     */
    public double between(MixedSample a, int rowOfA, MixedSample b, int rowOfB, double most) {
        double sum = 0;
        for (int c = 0; c < nominal.length && sum < most; c++) {
            sum += ofCells(c, a.values()[c][rowOfA], b.values()[c][rowOfB]);
        }
        return sum;
    }

    /** The same of rows that lie cell by cell from a place on. */
    double between(double[] a, int atA, double[] b, int atB, double most) {
        double sum = 0;
        for (int c = 0; c < nominal.length && sum < most; c++) {
            sum += ofCells(c, a[atA + c], b[atB + c]);
        }
        return sum;
    }

    private double ofCells(int column, double x, double y) {
        if (x == y) {
            return 0;
        }
        double difference = Math.abs(x - y);
        if (!Double.isNaN(difference)) {
            return nominal[column] ? 1 : difference * scale[column];
        }
        return Double.isNaN(x) && Double.isNaN(y) ? 0 : 1;
    }

    /** The distance of a row from the nearest one of a sample that has at least one row. */
    public double nearest(MixedSample a, int row, MixedSample records) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < records.rows(); i++) {
            least = Math.min(least, between(a, row, records, i, least));
        }
        return least;
    }
}
