// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import org.flowmatch.engine.FlowException;

/**
 * The level of a label by a uniform number: the inverse of the cumulative softmax over the levels that are allowed.
 *
 * @param temperature by which logits are divided, above 0; 1 draws what was learnt
 * @param allowed of each label at least one level
 */
record LabelDraw(double temperature, AllowedLevels allowed) {

    /**
     * The coordinate of the label: its level and, below the next one, how far into the level's part of (0, 1) the number u lies,
     * which is uniform again.
     *
     * @param logits those of the label stand from {@code from} on
     * @param k the number of the label
     * @param u of (0, 1)
     * @throws FlowException when a logit is not finite
     */
    float coordinate(float[] logits, int from, int levels, int k, double u) {
        double[] mass = mass(logits, from, levels, k);
        double left = u;
        int last = 0;
        double within = 0;
        for (int i = 0; i < levels; i++) {
            if (mass[i] > 0) {
                last = i;
                within = left / mass[i];
                if (left < mass[i]) {
                    break;
                }
                left -= mass[i];
            }
        }
        float coordinate = (float) (last + Math.min(1, within));
        return coordinate < last + 1 ? coordinate : Math.nextDown(last + 1f);
    }

    /**
     * The probabilities of the levels [levels], which add up to 1; those that are not allowed have 0.
     *
     * @throws FlowException when a logit is not finite
     */
    double[] mass(float[] logits, int from, int levels, int k) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < levels; i++) {
            if (allowed.allowed(k, i)) {
                largest = Math.max(largest, logits[from + i]);
            }
        }
        double[] mass = new double[levels];
        double total = 0;
        for (int i = 0; i < levels; i++) {
            if (allowed.allowed(k, i)) {
                mass[i] = Math.exp((logits[from + i] - largest) / temperature);
                total += mass[i];
            }
        }
        if (!Double.isFinite(total)) {
            throw new FlowException(
                    "The model expects nothing of a label: its network gave numbers that are not finite.",
                    "Train the model again with a lower learning rate, or sample with more steps.");
        }
        for (int i = 0; i < levels; i++) {
            mass[i] /= total;
        }
        return mass;
    }
}
