// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.network;

import java.util.List;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.Range;
import org.flowmatch.engine.program.Fragment;

/**
 * Planar steps (Rezende and Mohamed 2015, "Variational inference with normalizing flows"), each of which moves rows along one direction:
 *
 * <pre>
 * z = x + a' tanh(b . x + g),   log |det| = log(1 + (1 - tanh^2) a' . b)
 * a' = a + (log(1 + e^(a . b)) - 1 - a . b) b / |b|^2
 * </pre>
 *
 * so that a' . b is above -1 and a step can be undone, by the root of a rising function of one number. Features of a condition are added to
 * b . x with weights of their own.
 *
 * @param steps 1 to 512
 */
public record Planar(int steps) implements InvertibleNetwork {
    public static final Range STEPS = Range.between(1, 512);

    private static final Fragment PROGRAM = ProgramParts.part("planar");

    public Planar {
        STEPS.check("The number of planar steps", steps, "16 to 64 suit most tables.");
    }

    /** 32 steps. */
    public static Planar defaults() {
        return new Planar(32);
    }

    @Override
    public ParameterLayout layout(int inputs, int outputs) {
        return new ParameterLayout.Builder()
                .add("a", steps, outputs / 2)
                .add("b", steps, inputs)
                .add("g", steps)
                .build();
    }

    /** Uniform on +-0.1 for a, +-1 / sqrt(inputs) for b, +-1 for g. */
    @Override
    public float[] initialWeights(int inputs, int outputs, long seed, Monitor monitor) {
        ParameterLayout layout = layout(inputs, outputs);
        DrawnWeights drawn = new DrawnWeights(layout.size(), seed, monitor);
        double[] bounds = {0.1, 1 / Math.sqrt(inputs), 1};
        for (int i = 0; i < bounds.length; i++) {
            drawn.spread(layout.entries().get(i), bounds[i]);
        }
        return drawn.weights();
    }

    @Override
    public String describe() {
        return "a planar flow of " + steps + " steps";
    }

    @Override
    public List<Fragment> program(int inputs, int outputs) {
        return List.of(PROGRAM.with("STEPS", steps).with("COLUMNS", outputs / 2).with("INPUTS", inputs));
    }

    @Override
    public int width() {
        return 1;
    }
}
