// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.data.RowMatrix;

/** Squared distances of rows, and the check that two samples can be compared: what the metrics share. */
final class RowDistances {
    private RowDistances() {}

    static double squaredDistance(float[] a, int rowOfA, float[] b, int rowOfB, int columns) {
        double sum = 0;
        for (int i = rowOfA * columns, j = rowOfB * columns, end = i + columns; i < end; i++, j++) {
            double difference = (double) a[i] - b[j];
            sum += difference * difference;
        }
        return sum;
    }

    /** Summed over all cells. */
    static double squaredDifference(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = (double) a[i] - b[i];
            sum += difference * difference;
        }
        return sum;
    }

    /** @throws FlowException when a sample is empty or the samples have different numbers of columns */
    static void checkComparable(RowMatrix a, RowMatrix b, String metric) {
        if (a.rows() == 0 || b.rows() == 0) {
            throw new FlowException(
                    "The " + metric + " needs at least one row in each sample, but got " + a.rows() + " and " + b.rows()
                            + ".",
                    "Provide rows on both sides.");
        }
        if (a.columns() != b.columns()) {
            throw new FlowException(
                    "The " + metric + " compares samples with the same columns, but one has " + a.columns()
                            + " and the other " + b.columns() + ".",
                    "Select the same columns on both sides.");
        }
    }
}
