// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.network;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.random.KeyedRandom;
import org.flowmatch.engine.random.Purpose;

/**
 * A multilayer perceptron: h_0 = [x, features of t], h_l = activation(W_l h_(l-1) + b_l) for every hidden width, and
 * v = W h + b without activation. Parameters are W_1, b_1, W_2, b_2, ... with W_l [out, in], row-major.
 *
 * @param widths hidden widths, 1 to 16 of them, each 1 to 4096
 */
public record Mlp(List<Integer> widths, Activation activation, TimeFeatures time) implements NetworkSpec {

    private static final int MOST_LAYERS = 16;
    private static final int LARGEST_WIDTH = 4096;

    public Mlp {
        widths = List.copyOf(widths);
        if (widths.isEmpty() || widths.size() > MOST_LAYERS) {
            throw new FlowException(
                    String.format(
                            Locale.ROOT,
                            "The network has %d hidden layers, but must have between 1 and %d.",
                            widths.size(),
                            MOST_LAYERS),
                    "Give the width of each hidden layer, such as 256, 256, 256.");
        }
        for (int width : widths) {
            if (width < 1 || width > LARGEST_WIDTH) {
                throw new FlowException(
                        String.format(
                                Locale.ROOT,
                                "The width of a hidden layer is %d, but must be between 1 and %d.",
                                width,
                                LARGEST_WIDTH),
                        "Widths from 64 to 512 suit most tables.");
            }
        }
    }

    /** Three layers of 256 with SiLU and raw time. */
    public static Mlp defaults() {
        return new Mlp(List.of(256, 256, 256), Activation.SILU, new TimeFeatures.Raw());
    }

    @Override
    public ParameterLayout layout(int columns) {
        ParameterLayout.Builder layout = new ParameterLayout.Builder();
        int in = columns + time.count();
        for (int layer = 0; layer <= widths.size(); layer++) {
            int out = layer < widths.size() ? widths.get(layer) : columns;
            layout.add("layers." + layer + ".weight", out, in).add("layers." + layer + ".bias", out);
            in = out;
        }
        return layout.build();
    }

    /** Every number of a layer is uniform on +-1/sqrt(inputs of the layer), as libtorch starts its linear layers. */
    @Override
    public float[] initialWeights(int columns, long seed) {
        ParameterLayout layout = layout(columns);
        float[] weights = new float[layout.size()];
        new KeyedRandom(seed, Purpose.WEIGHTS).uniforms(0, 0, weights, 0, weights.length);
        int in = columns + time.count();
        for (ParameterLayout.Entry entry : layout.entries()) {
            if (entry.shape().size() == 2) {
                in = entry.shape().get(1);
            }
            float bound = (float) (1 / Math.sqrt(in));
            for (int i = entry.offset(); i < entry.offset() + entry.size(); i++) {
                weights[i] = (2 * weights[i] - 1) * bound;
            }
        }
        return weights;
    }

    @Override
    public String describe() {
        String times =
                time instanceof TimeFeatures.Fourier fourier ? fourier.frequencies() + " time frequencies" : "raw time";
        return "an MLP of widths " + widths.stream().map(String::valueOf).collect(Collectors.joining(", ")) + " with "
                + activation + " and " + times;
    }

    @Override
    public String program(int columns) {
        return MlpProgram.velocity(this, columns);
    }

    @Override
    public String gradientProgram() {
        return MlpProgram.gradient();
    }
}
