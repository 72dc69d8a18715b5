// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.network;

import java.util.List;

/** Weights of a network of fewer inputs that gives out what another one does for rows in which the others are 0. */
public final class FewerInputs {
    private FewerInputs() {}

    /**
     * The weights [P'] for {@code inputs - count} inputs.
     *
     * @param weights [P] for so many inputs and outputs
     * @param from the first input that is always 0
     * @param count of them, less than there are
     */
    public static float[] weights(NetworkSpec network, float[] weights, int inputs, int outputs, int from, int count) {
        ParameterLayout wide = network.layout(inputs, outputs);
        ParameterLayout narrow = network.layout(inputs - count, outputs);
        float[] left = new float[narrow.size()];
        for (int i = 0; i < narrow.entries().size(); i++) {
            ParameterLayout.Entry had = wide.entries().get(i);
            ParameterLayout.Entry has = narrow.entries().get(i);
            if (had.shape().equals(has.shape())) {
                System.arraycopy(weights, had.offset(), left, has.offset(), has.size());
            } else {
                copyRows(weights, had, left, has, from, count);
            }
        }
        return left;
    }

    private static void copyRows(
            float[] weights, ParameterLayout.Entry had, float[] left, ParameterLayout.Entry has, int from, int count) {
        List<Integer> shape = had.shape();
        int width = shape.get(shape.size() - 1);
        for (int row = 0; row < had.size() / width; row++) {
            int source = had.offset() + row * width;
            int place = has.offset() + row * (width - count);
            System.arraycopy(weights, source, left, place, from);
            System.arraycopy(weights, source + from + count, left, place + from, width - from - count);
        }
    }
}
