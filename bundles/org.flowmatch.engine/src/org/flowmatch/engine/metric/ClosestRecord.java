// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import org.flowmatch.engine.data.RowMatrix;

/**
 * Distance to the closest record: for every row of a sample the Euclidean distance to its nearest training row. A
 * median far below that of real rows that were held back means that the model repeats its training data.
 */
public final class ClosestRecord {
    private ClosestRecord() {}

    /**
     * @param sample rows [n, d]
     * @param training rows [m, d]
     * @return distances [n]
     */
    public static double[] distances(RowMatrix sample, RowMatrix training) {
        RowDistances.checkComparable(sample, training, "distance to the closest record");
        float[] rows = sample.toArray();
        float[] records = training.toArray();
        double[] distances = new double[sample.rows()];
        for (int i = 0; i < distances.length; i++) {
            double least = Double.POSITIVE_INFINITY;
            for (int j = 0; j < training.rows(); j++) {
                least = Math.min(least, RowDistances.squaredDistance(rows, i, records, j, sample.columns()));
            }
            distances[i] = Math.sqrt(least);
        }
        return distances;
    }
}
