// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

/**
 * The level of a label by a uniform number: the inverse of the cumulative softmax over the levels that are allowed.
 *
 * @param temperature by which logits are divided, above 0; 1 draws what was learnt
 * @param allowed of each label at least one level
 */
record LabelDraw(double temperature, AllowedLevels allowed) {

    /**
     * @param logits those of the label stand from {@code from} on
     * @param k the number of the label
     * @param u of (0, 1)
     */
    int level(float[] logits, int from, int levels, int k, double u) {
        double[] mass = mass(logits, from, levels, k);
        double left = u;
        int last = 0;
        for (int i = 0; i < levels; i++) {
            left -= mass[i];
            if (mass[i] > 0) {
                last = i;
                if (left < 0) {
                    return i;
                }
            }
        }
        return last;
    }

    /** The probabilities of the levels [levels], which add up to 1; those that are not allowed have 0. */
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
        for (int i = 0; i < levels; i++) {
            mass[i] /= total;
        }
        return mass;
    }
}
