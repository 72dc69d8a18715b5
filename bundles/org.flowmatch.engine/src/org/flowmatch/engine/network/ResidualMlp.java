// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.network;

import java.util.List;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.Range;
import org.flowmatch.engine.json.ModelFormat;
import org.flowmatch.engine.program.Fragment;

/**
 * A residual network whose blocks are scaled and shifted by the time (feature-wise linear modulation, Perez, Strub, de
 * Vries, Dumoulin, Courville, 2018; residual blocks around an unchanged stream as in He, Zhang, Ren, Sun, 2016):
 *
 * <pre>
 * h_0 = W x + b,   e = activation(T f(t) + c),   (scale_k, shift_k) = F_k e + g_k
 * h_k = h_(k-1) + C_k activation(scale_k * E_k h_(k-1) + shift_k)   for k = 1 .. blocks
 * y = V h_blocks + a
 * </pre>
 *
 * with x [inputs] and h [width], for time features f(t). For rows of one common time scale and shift are part of the
 * weights. For wide tables; a block costs as much as two layers of an {@link Mlp} and a little for the time.
 *
 * @param blocks 1 to 16
 * @param width of the stream h and inside the blocks, 1 to 4096
 * @param embedding numbers of the time's embedding e, 1 to 1024
 */
public record ResidualMlp(int blocks, int width, int embedding, Activation activation, TimeFeatures time)
        implements NetworkSpec {

    public static final Range BLOCKS = Range.between(1, 16);
    public static final Range EMBEDDING = Range.between(1, 1024);

    private static final double LAST_GAIN = 0.1;

    public ResidualMlp {
        BLOCKS.check("The number of residual blocks", blocks, "2 to 4 suit most tables.");
        Mlp.WIDTH.check("The width of a residual network", width, "Widths from 64 to 512 suit most tables.");
        EMBEDDING.check("The size of the time embedding", embedding, "16 to 128 suit most networks.");
    }

    @Override
    public ParameterLayout layout(int inputs, int outputs) {
        ParameterLayout.Builder layout = new ParameterLayout.Builder()
                .add("input.weight", width, inputs)
                .add("input.bias", width)
                .add("time.weight", embedding, time.count())
                .add("time.bias", embedding)
                .add("film.weight", 2 * blocks * width, embedding)
                .add("film.bias", 2 * blocks * width);
        for (int block = 0; block < blocks; block++) {
            layout.add("blocks." + block + ".expand.weight", width, width)
                    .add("blocks." + block + ".contract.weight", width, width);
        }
        return layout.add("output.weight", outputs, width)
                .add("output.bias", outputs)
                .build();
    }

    /**
     * Weights of a layer with n inputs are uniform on +-sqrt(3 / n), which keeps the size of sums, those that add to the
     * stream and biases on +-1 / sqrt(n), those of the last layer on +-0.1 / sqrt(n), so that the flow begins near rest. The
     * time modulates nothing at first: scales are 1 and shifts 0 for all times.
     */
    @Override
    public float[] initialWeights(int inputs, int outputs, long seed, Monitor monitor) {
        ParameterLayout layout = layout(inputs, outputs);
        DrawnWeights drawn = new DrawnWeights(layout.size(), seed, monitor);
        for (ParameterLayout.Entry entry : layout.entries()) {
            double inverse = 1 / Math.sqrt(fanIn(entry, inputs));
            String name = entry.name();
            if (name.equals("film.weight")) {
                drawn.spread(entry, 0);
            } else if (name.equals("film.bias")) {
                modulateNothing(drawn.weights(), entry);
            } else if (name.endsWith("bias")) {
                drawn.spread(entry, inverse);
            } else if (name.equals("output.weight")) {
                drawn.spread(entry, LAST_GAIN * inverse);
            } else if (name.contains("contract")) {
                drawn.spread(entry, inverse);
            } else {
                drawn.spread(entry, Math.sqrt(3) * inverse);
            }
        }
        return drawn.weights();
    }

    private int fanIn(ParameterLayout.Entry entry, int inputs) {
        return entry.name().startsWith("input") ? inputs : entry.name().startsWith("time") ? time.count() : width;
    }

    private void modulateNothing(float[] weights, ParameterLayout.Entry entry) {
        for (int i = 0; i < entry.size(); i++) {
            weights[entry.offset() + i] = i / width % 2 == 0 ? 1 : 0;
        }
    }

    @Override
    public String describe() {
        return "a residual network of " + blocks + " blocks of width " + width + " with " + activation + ", "
                + time.describe() + " and a time embedding of " + embedding;
    }

    @Override
    public ModelFormat since() {
        return ModelFormat.VERSION_3;
    }

    @Override
    public List<Fragment> program(int inputs, int outputs) {
        return ResidualMlpProgram.velocity(this, inputs, outputs);
    }

    @Override
    public List<Fragment> gradientProgram() {
        return ResidualMlpProgram.gradient(this);
    }

    @Override
    public boolean recordsGradient() {
        return false;
    }

    @Override
    public Fragment tangentProgram() {
        return ResidualMlpProgram.tangents(this);
    }

    @Override
    public Fragment alongProgram() {
        return ResidualMlpProgram.along(this);
    }
}
