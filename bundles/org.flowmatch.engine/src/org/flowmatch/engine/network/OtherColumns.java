// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.network;

import java.util.List;

/** Weights of a network carried over to one of the same shape with more or fewer columns at the end of its inputs or outputs. */
public final class OtherColumns {
    private OtherColumns() {}

    /** The weights of the first outputs alone. */
    public static float[] firstOutputs(NetworkSpec network, float[] weights, int inputs, int outputs, int first) {
        return carried(network, weights, inputs, outputs, inputs, first);
    }

    /** Further inputs do not matter, and further outputs are 0. */
    public static float[] widened(
            NetworkSpec network, float[] weights, int inputs, int outputs, int moreInputs, int moreOutputs) {
        return carried(network, weights, inputs, outputs, moreInputs, moreOutputs);
    }

    private static float[] carried(
            NetworkSpec network, float[] weights, int inputs, int outputs, int otherInputs, int otherOutputs) {
        List<ParameterLayout.Entry> before = network.layout(inputs, outputs).entries();
        ParameterLayout after = network.layout(otherInputs, otherOutputs);
        float[] carried = new float[after.size()];
        for (int i = 0; i < before.size(); i++) {
            ParameterLayout.Entry had = before.get(i);
            ParameterLayout.Entry has = after.entries().get(i);
            int width = had.width();
            if (width == has.width() || had.shape().size() == 1) {
                System.arraycopy(weights, had.offset(), carried, has.offset(), Math.min(had.size(), has.size()));
                continue;
            }
            for (int row = 0; row < had.size() / width; row++) {
                int from = had.offset() + row * width;
                int to = has.offset() + row * has.width();
                System.arraycopy(weights, from, carried, to, inputs);
                System.arraycopy(weights, from + inputs, carried, to + otherInputs, width - inputs);
            }
        }
        return carried;
    }
}
