// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.loss;

import java.util.List;
import org.flowmatch.engine.program.Fragment;

/** The sum over the outputs of (y - target)^2. */
public record SquaredError() implements Loss {
    public static final String ID = "squared_error";

    /** The sum itself, for other losses too. */
    static final Fragment SUM = Fragment.read(SquaredError.class, ID);

    private static final Fragment LOSS = Fragment.read(SquaredError.class, "squared_error_loss");

    @Override
    public String label() {
        return "squared error";
    }

    @Override
    public boolean conditionalMean() {
        return true;
    }

    @Override
    public List<String> data() {
        return List.of(TARGET);
    }

    @Override
    public int width(int index, Outputs outputs) {
        return outputs.count();
    }

    @Override
    public List<Fragment> parts(Outputs outputs) {
        if (!outputs.groups().isEmpty()) {
            throw new IllegalArgumentException("The squared error compares numbers, no labels: " + outputs);
        }
        return List.of(SUM, LOSS);
    }

    @Override
    public double of(Outputs outputs, double[] y, double[][] data, double[] slope) {
        double sum = 0;
        for (int i = 0; i < y.length; i++) {
            sum += of(y, data[0], i, 1, slope);
        }
        return sum;
    }

    /** The term of output i with a weight. */
    static double of(double[] y, double[] target, int i, double weight, double[] slope) {
        double error = y[i] - target[i];
        slope[i] = 2 * weight * error;
        return weight * error * error;
    }
}
