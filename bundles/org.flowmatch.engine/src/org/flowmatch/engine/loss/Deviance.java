// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.loss;

import java.util.Arrays;
import java.util.List;
import org.flowmatch.engine.program.Fragment;

/**
 * Twice the negative log-likelihood of a row of numbers and labels, but for a constant: the squared error of the numbers, as
 * of normal laws with unit variance, and twice the cross-entropy of the labels (McCullagh and Nelder 1989, "Generalized
 * linear models", on deviances),
 *
 * <pre>
 * sum over numbers of m^2 (y - target)^2  -  2 sum over labels of m^2 log softmax(y) at its level
 * </pre>
 *
 * whose slope is 2 m^2 (mean - target), where the mean is y for a number and softmax(y) for the levels of a label. The
 * masks m are 1 for what counts and 0 for what does not: a number that is given or has no value, a label that is known.
 */
public record Deviance() implements Loss {
    public static final String ID = "deviance";

    /** One number for each that is regressed and each label, 0 or 1. */
    public static final String MASK = "mask";

    private static final Fragment LOSS = Fragment.read(Deviance.class, ID);

    @Override
    public String label() {
        return "deviance";
    }

    @Override
    public boolean conditionalMean() {
        return true;
    }

    @Override
    public List<String> kinds() {
        return List.of("numbers", "labels");
    }

    /** The target of a label is the number of its level, from 0. */
    @Override
    public List<String> data() {
        return List.of(TARGET, MASK);
    }

    @Override
    public int width(int index, Outputs outputs) {
        return outputs.regressed() + outputs.groups().size();
    }

    @Override
    public List<Fragment> parts(Outputs outputs) {
        return List.of(
                SquaredError.SUM, LOSS.with("NUMBERS", outputs.regressed()).with("GROUPS", outputs.groups()));
    }

    @Override
    public double of(Outputs outputs, double[] y, double[][] data, double[] slope) {
        return Arrays.stream(ofKinds(outputs, y, data, slope)).sum();
    }

    @Override
    public double[] ofKinds(Outputs outputs, double[] y, double[][] data, double[] slope) {
        double[] target = data[0];
        double[] mask = data[1];
        int at = outputs.regressed();
        double numbers = 0;
        for (int i = 0; i < at; i++) {
            numbers += SquaredError.of(y, target, i, mask[i] * mask[i], slope);
        }
        double labels = 0;
        for (int k = 0; k < outputs.groups().size(); k++) {
            int end = at + outputs.groups().get(k);
            double m = mask[outputs.regressed() + k];
            labels += 2 * m * m * crossEntropy(y, (int) target[outputs.regressed() + k], at, end, slope);
            for (int i = at; i < end; i++) {
                slope[i] *= 2 * m * m;
            }
            at = end;
        }
        return new double[] {numbers, labels};
    }

    private static double crossEntropy(double[] y, int level, int from, int to, double[] slope) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
            largest = Math.max(largest, y[i]);
        }
        double total = 0;
        for (int i = from; i < to; i++) {
            total += Math.exp(y[i] - largest);
        }
        double logTotal = largest + Math.log(total);
        for (int i = from; i < to; i++) {
            slope[i] = Math.exp(y[i] - logTotal) - (i == from + level ? 1 : 0);
        }
        return logTotal - y[from + level];
    }
}
