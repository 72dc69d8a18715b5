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
        int had = network.rowInputs(inputs);
        int has = network.rowInputs(otherInputs);
        for (int i = 0; i < before.size(); i++) {
            ParameterLayout.Entry old = before.get(i);
            ParameterLayout.Entry now = after.entries().get(i);
            int width = old.width();
            if (width == now.width() || old.shape().size() == 1) {
                System.arraycopy(weights, old.offset(), carried, now.offset(), Math.min(old.size(), now.size()));
                continue;
            }
            for (int row = 0; row < old.size() / width; row++) {
                int from = old.offset() + row * width;
                int to = now.offset() + row * now.width();
                System.arraycopy(weights, from, carried, to, had);
                System.arraycopy(weights, from + had, carried, to + has, width - had);
            }
        }
        return carried;
    }
}
