// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.network;

import java.util.List;
import org.flowmatch.engine.loss.Outputs;
import org.flowmatch.engine.loss.SquaredError;

/**
 * The residual network of {@link ResidualMlp} in plain double-precision Java, row by row, as its formula says: the
 * reference for its TorchScript.
 */
final class JavaResidualMlp {

    private final ResidualMlp network;
    private final List<ParameterLayout.Entry> entries;

    JavaResidualMlp(ResidualMlp network, int inputs, int outputs) {
        this.network = network;
        entries = network.layout(inputs, outputs).entries();
    }

    /** y(x, t) [outputs] for one row. */
    double[] velocity(double[] parameters, double[] x, double t) {
        double[] embedding = activated(affine(parameters, "time", JavaMlp.features(network.time(), t)));
        double[] film = affine(parameters, "film", embedding);
        double[] h = affine(parameters, "input", x);
        int width = network.width();
        for (int block = 0; block < network.blocks(); block++) {
            double[] z = times(parameters, "blocks." + block + ".expand.weight", h);
            for (int i = 0; i < width; i++) {
                z[i] = film[2 * block * width + i] * z[i] + film[(2 * block + 1) * width + i];
            }
            double[] added = times(parameters, "blocks." + block + ".contract.weight", activated(z));
            for (int i = 0; i < width; i++) {
                h[i] += added[i];
            }
        }
        return affine(parameters, "output", h);
    }

    /** The squared error with weights of the rows, as a mean over rows and outputs. */
    double loss(double[] parameters, double[][] x, double[] t, double[][] target, double[] weights) {
        double sum = 0;
        for (int row = 0; row < t.length; row++) {
            double[] y = velocity(parameters, x[row], t[row]);
            Outputs outputs = Outputs.ofNumbers(y.length);
            sum += weights[row] * new SquaredError().of(outputs, y, new double[][] {target[row]}, new double[y.length]);
        }
        return sum / (t.length * target[0].length);
    }

    private double[] activated(double[] z) {
        double[] h = new double[z.length];
        for (int i = 0; i < z.length; i++) {
            h[i] = JavaMlp.activation(network.activation(), z[i]);
        }
        return h;
    }

    private double[] affine(double[] parameters, String layer, double[] h) {
        double[] z = times(parameters, layer + ".weight", h);
        int bias = entry(layer + ".bias").offset();
        for (int i = 0; i < z.length; i++) {
            z[i] += parameters[bias + i];
        }
        return z;
    }

    private double[] times(double[] parameters, String name, double[] h) {
        ParameterLayout.Entry weight = entry(name);
        double[] z = new double[weight.shape().get(0)];
        for (int o = 0; o < z.length; o++) {
            for (int i = 0; i < h.length; i++) {
                z[o] += parameters[weight.offset() + o * h.length + i] * h[i];
            }
        }
        return z;
    }

    private ParameterLayout.Entry entry(String name) {
        return entries.stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
