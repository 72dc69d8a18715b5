// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

/** A classifier of rows of two classes, as the two-sample test and the utility of a synthetic table use it. */
public interface RowClassifier {

    /**
     * Trains on labelled rows and scores others.
     *
     * @param training rows [n, d], row-major; NaN where a cell is missing
     * @param labels 0 or 1 for each training row [n]
     * @param judged rows [m, d]
     * @param columns d
     * @return a number for each judged row [m] that grows with the probability of label 1
     */
    double[] scores(float[] training, float[] labels, float[] judged, int columns, long seed);
}
