// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

/**
 * The level of a label by a uniform number: the inverse of the cumulative softmax.
 *
 * @param temperature by which logits are divided, above 0; 1 draws what was learnt
 */
record LabelDraw(double temperature) {

    /**
     * @param logits those of the label stand from {@code from} on
     * @param u of (0, 1)
     */
    int level(float[] logits, int from, int levels, double u) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < levels; i++) {
            largest = Math.max(largest, logits[from + i]);
        }
        double[] mass = new double[levels];
        double total = 0;
        for (int i = 0; i < levels; i++) {
            mass[i] = Math.exp((logits[from + i] - largest) / temperature);
            total += mass[i];
        }
        double left = u * total;
        for (int i = 0; i < levels - 1; i++) {
            left -= mass[i];
            if (left < 0) {
                return i;
            }
        }
        return levels - 1;
    }
}
