// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.network;

import java.util.List;

/** Weights of a network of fewer inputs that gives out what another one does for rows in which the others are the same in all. */
public final class KnownInputs {
    private KnownInputs() {}

    /**
     * The weights [P'] for {@code inputs - values.length} inputs; what those of known values add is part of the bias.
     *
     * @param weights [P] for so many inputs and outputs
     * @param from the first input whose value is known
     * @param values of it and of those behind it, fewer than there are inputs
     */
    public static float[] weights(
            NetworkSpec network, float[] weights, int inputs, int outputs, int from, double... values) {
        List<ParameterLayout.Entry> wide = network.layout(inputs, outputs).entries();
        ParameterLayout narrow = network.layout(inputs - values.length, outputs);
        int first = network.rowInputs(from);
        float[] left = new float[narrow.size()];
        for (int i = 0; i < wide.size(); i++) {
            ParameterLayout.Entry had = wide.get(i);
            ParameterLayout.Entry has = narrow.entries().get(i);
            if (had.shape().equals(has.shape())) {
                System.arraycopy(weights, had.offset(), left, has.offset(), has.size());
            } else {
                copyRows(weights, had, left, has, first, values.length);
            }
        }
        for (int i = 0; i < wide.size(); i++) {
            if (wide.get(i).size() != narrow.entries().get(i).size()) {
                addToBias(
                        weights, wide.get(i), left, narrow.entries().get(i + 1).offset(), first, values);
            }
        }
        return left;
    }

    private static void copyRows(
            float[] weights, ParameterLayout.Entry had, float[] left, ParameterLayout.Entry has, int from, int count) {
        int width = had.width();
        for (int row = 0; row < had.size() / width; row++) {
            int source = had.offset() + row * width;
            int place = has.offset() + row * (width - count);
            System.arraycopy(weights, source, left, place, from);
            System.arraycopy(weights, source + from + count, left, place + from, width - from - count);
        }
    }

    private static void addToBias(
            float[] weights, ParameterLayout.Entry had, float[] left, int bias, int from, double[] values) {
        int width = had.width();
        for (int row = 0; row < had.size() / width; row++) {
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
                sum += weights[had.offset() + row * width + from + i] * values[i];
            }
            left[bias + row] += (float) sum;
        }
    }
}
