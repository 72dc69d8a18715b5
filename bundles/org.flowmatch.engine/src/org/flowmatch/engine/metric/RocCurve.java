// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import java.util.stream.IntStream;

/** The receiver operating characteristic of a classifier's scores. */
public final class RocCurve {
    private RocCurve() {}

    /**
     * @param scores [n]
     * @param labels 0 or 1 [n]; both occur
     */
    public static AreaUnderCurve areaUnder(double[] scores, float[] labels) {
        return AreaUnderCurve.of(of(1, scores, labels), of(0, scores, labels));
    }

    /** The area alone. */
    static double area(double[] scores, float[] labels) {
        return areaUnder(scores, labels).area();
    }

    private static double[] of(float label, double[] scores, float[] labels) {
        return IntStream.range(0, scores.length)
                .filter(i -> labels[i] == label)
                .mapToDouble(i -> scores[i])
                .toArray();
    }
}
