// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.loss;

import java.util.List;
import org.flowmatch.engine.program.Fragment;

/**
 * Twice the negative log-likelihood of a row by a map to a standard normal source, but for a constant: of outputs z and l,
 *
 * <pre>
 * sum over numbers of (z - target)^2 - 2 l,   -2 log p = that + d log(2 pi)
 * </pre>
 *
 * where the sum of l is the log-determinant of the map, and the target is the mean of the source, 0. z and l are the outputs of a
 * network, or what a comparison makes of a velocity.
 */
public record ChangeOfVariables() implements Loss {
    public static final String ID = "change_of_variables";

    private static final Fragment LOSS = Fragment.read(ChangeOfVariables.class, ID);

    @Override
    public String label() {
        return "negative log-likelihood";
    }

    @Override
    public boolean conditionalMean() {
        return false;
    }

    @Override
    public List<String> data() {
        return List.of(TARGET);
    }

    @Override
    public int width(int index, Outputs outputs) {
        return outputs.numbers();
    }

    @Override
    public List<Fragment> parts(Outputs outputs) {
        if (outputs.predictions() > 2 || !outputs.groups().isEmpty()) {
            throw new IllegalArgumentException(
                    "The negative log-likelihood takes a row and the logarithms of its scales: " + outputs);
        }
        return List.of(SquaredError.SUM, LOSS.with("NUMBERS", outputs.numbers()));
    }

    @Override
    public double of(Outputs outputs, double[] y, double[][] data, double[] slope) {
        double sum = 0;
        for (int i = 0; i < outputs.numbers(); i++) {
            sum += SquaredError.of(y, data[0], i, 1, slope) - 2 * y[outputs.numbers() + i];
            slope[outputs.numbers() + i] = -2;
        }
        return sum;
    }
}
