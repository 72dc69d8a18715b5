// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.network;

import java.util.ArrayList;
import java.util.List;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.Range;
import org.flowmatch.engine.program.Fragment;

/**
 * Affine couplings (Dinh, Sohl-Dickstein and Bengio 2017, "Density estimation using Real NVP"): some columns A of a row stay, the
 * others B become
 *
 * <pre>
 * z_B = x_B exp(s(x_A)) + m(x_A),   log |det| = sum of s
 * </pre>
 *
 * with s = 2 tanh(h / 2) and m from a perceptron of two hidden layers. Couplings come in pairs that exchange A and B; every two
 * columns of up to 2^pairs stand on different sides of one of them: column i belongs to A by one of its binary digits. With a
 * single column a row is only scaled and shifted.
 *
 * @param couplings 2 to 64
 * @param width of the hidden layers, 1 to 4,096
 */
public record RealNvp(int couplings, int width, Activation activation) implements InvertibleNetwork {
    public static final Range COUPLINGS = Range.between(2, 64);

    private static final Fragment PROGRAM = ProgramParts.part("real_nvp");
    private static final double LAST_GAIN = 0.1;
    private static final int LAYERS = 3;

    public RealNvp {
        COUPLINGS.check("The number of couplings", couplings, "4 to 10 suit most tables.");
        Mlp.WIDTH.check("The width of a hidden layer", width, "Widths from 64 to 256 suit most tables.");
    }

    /** Eight couplings of width 128. */
    public static RealNvp defaults() {
        return new RealNvp(8, 128, Activation.SILU);
    }

    @Override
    public ParameterLayout layout(int inputs, int outputs) {
        ParameterLayout.Builder layout = new ParameterLayout.Builder();
        int[] widths = {inputs, width, width, outputs};
        for (int coupling = 0; coupling < couplings; coupling++) {
            for (int layer = 0; layer < LAYERS; layer++) {
                String name = "couplings." + coupling + "." + layer;
                layout.add(name + ".weight", widths[layer + 1], widths[layer]).add(name + ".bias", widths[layer + 1]);
            }
        }
        return layout.build();
    }

    /** As those of an {@link Mlp}, so that the flow begins near rest. */
    @Override
    public float[] initialWeights(int inputs, int outputs, long seed, Monitor monitor) {
        ParameterLayout layout = layout(inputs, outputs);
        DrawnWeights drawn = new DrawnWeights(layout.size(), seed, monitor);
        List<ParameterLayout.Entry> entries = layout.entries();
        for (int i = 0; i < entries.size(); i += 2) {
            boolean last = i / 2 % LAYERS == LAYERS - 1;
            double root = Math.sqrt(entries.get(i).shape().get(1));
            drawn.spread(entries.get(i), (last ? LAST_GAIN : Math.sqrt(6)) / root);
            drawn.spread(entries.get(i + 1), (last ? LAST_GAIN : 1) / root);
        }
        return drawn.weights();
    }

    @Override
    public String describe() {
        return "a RealNVP of " + couplings + " couplings of width " + width + " with " + activation;
    }

    @Override
    public List<Fragment> program(int inputs, int outputs) {
        int columns = outputs / 2;
        return List.of(
                PROGRAM.with("COUPLINGS", couplings)
                        .with("COLUMNS", columns)
                        .with("INPUTS", inputs)
                        .with("WIDTH", width)
                        .with("STRIDES", strides(columns)),
                activation.part());
    }

    /** Of each coupling the value of the binary digit by which columns take sides. */
    public List<Integer> strides(int columns) {
        int digits = Math.max(1, 32 - Integer.numberOfLeadingZeros(columns - 1));
        List<Integer> strides = new ArrayList<>();
        for (int coupling = 0; coupling < couplings; coupling++) {
            strides.add(1 << (coupling / 2 % digits));
        }
        return strides;
    }
}
