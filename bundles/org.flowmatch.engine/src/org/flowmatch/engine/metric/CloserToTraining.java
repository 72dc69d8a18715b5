// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

/**
 * The share of synthetic rows whose closest real record is a training row rather than one of as many held-back rows, by {@link
 * GowerDistance}, ties counting half: 0.5 for a model that learnt the law, more for one that repeats its training rows (Platzer
 * and Reutterer 2021). Its standard error is 0.5 / sqrt(rows).
 */
public final class CloserToTraining {
    private CloserToTraining() {}

    /**
     * @param mostRows of the synthetic sample; of a larger one as many are drawn by the seed
     * @throws org.flowmatch.engine.FlowException when the columns differ or a sample is empty
     */
    public static double share(
            MixedSample synthetic, MixedSample training, MixedSample heldBack, int mostRows, long seed) {
        MixedSample.checkComparable(synthetic, training, "share of rows closer to training rows");
        MixedSample.checkComparable(synthetic, heldBack, "share of rows closer to training rows");
        int records = Math.min(training.rows(), heldBack.rows());
        MixedSample known = training.draw(records, seed, 4);
        MixedSample unknown = heldBack.draw(records, seed, 5);
        MixedSample judged = synthetic.draw(mostRows, seed, 6);
        GowerDistance distance = new GowerDistance(training);
        double closer = 0;
        NearestRecords ofKnown = new NearestRecords(distance, known);
        NearestRecords ofUnknown = new NearestRecords(distance, unknown);
        for (int row = 0; row < judged.rows(); row++) {
            double fromKnown = ofKnown.of(judged, row).distance();
            double fromUnknown = ofUnknown.of(judged, row).distance();
            closer += fromKnown < fromUnknown ? 1 : fromKnown == fromUnknown ? 0.5 : 0;
        }
        return closer / judged.rows();
    }
}
