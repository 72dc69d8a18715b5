// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.transport;

/** Loops over rows of floats, each of one shape without an offset, which the compiler turns into vector instructions. */
final class FloatRows {
    private FloatRows() {}

    static void subtract(float[] a, float[] b, float[] differences, int count) {
        for (int j = 0; j < count; j++) {
            differences[j] = a[j] - b[j];
        }
    }

    static void least(float[] a, float[] b, float[] least, int count) {
        for (int j = 0; j < count; j++) {
            least[j] = Math.min(a[j], b[j]);
        }
    }

    static void add(float[] a, float[] sums, int count) {
        for (int j = 0; j < count; j++) {
            sums[j] += a[j];
        }
    }
}
