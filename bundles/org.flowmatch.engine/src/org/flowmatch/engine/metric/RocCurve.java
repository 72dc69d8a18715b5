// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The receiver operating characteristic of a classifier's scores. */
final class RocCurve {
    private RocCurve() {}

    /**
     * The area under the curve (AUC): the probability that a row of label 1 scores higher than one of label 0, ties counting
     * half.
     *
     * @param scores [n]
     * @param labels 0 or 1 [n]; both occur
     */
    static double area(double[] scores, float[] labels) {
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted((i, j) -> Double.compare(scores[i], scores[j]))
                .mapToInt(Integer::intValue)
                .toArray();
        double rankSum = 0;
        for (int from = 0, to; from < order.length; from = to) {
            to = from;
            while (to < order.length && scores[order[to]] == scores[order[from]]) {
                to++;
            }
            double meanRank = (from + 1 + to) / 2.0;
            for (int i = from; i < to; i++) {
                rankSum += labels[order[i]] * meanRank;
            }
        }
        double ones = Arrays.stream(order).mapToDouble(i -> labels[i]).sum();
        return (rankSum - ones * (ones + 1) / 2) / ones / (labels.length - ones);
    }
}
