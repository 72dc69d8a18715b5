// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.network;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.flowmatch.engine.loss.Outputs;
import org.flowmatch.engine.loss.SquaredError;

/**
 * The multilayer perceptron of {@link Mlp} in plain double-precision Java, row by row: the reference for its TorchScript.
 * The distribution function in GELU is integrated numerically, so nothing is shared with libtorch.
 */
public final class JavaMlp {

    private final Mlp network;
    private final int outputs;
    private final List<ParameterLayout.Entry> entries;

    public JavaMlp(Mlp network, int columns) {
        this(network, columns, columns);
    }

    public JavaMlp(Mlp network, int inputs, int outputs) {
        this.network = network;
        this.outputs = outputs;
        entries = network.layout(inputs, outputs).entries();
    }

    /** y(x, t) [outputs] for one row. */
    public double[] velocity(double[] parameters, double[] x, double t) {
        double[] z = null;
        double[] h = input(x, t);
        for (int layer = 0; layer < entries.size() / 2; layer++) {
            if (layer > 0) {
                h = Arrays.stream(z).map(this::activation).toArray();
            }
            z = affine(parameters, layer, h);
        }
        return z;
    }

    /** The squared error, as a mean over rows and outputs; x [n, inputs], target [n, outputs], t [n]. */
    public double loss(double[] parameters, double[][] x, double[] t, double[][] target) {
        double[] weights = new double[t.length];
        Arrays.fill(weights, 1);
        return loss(parameters, x, t, target, weights);
    }

    /** The same with weights [n] of the rows. */
    public double loss(double[] parameters, double[][] x, double[] t, double[][] target, double[] weights) {
        double sum = 0;
        for (int row = 0; row < t.length; row++) {
            double[] v = velocity(parameters, x[row], t[row]);
            sum += weights[row]
                    * new SquaredError()
                            .of(Outputs.ofNumbers(outputs), v, new double[][] {target[row]}, new double[outputs]);
        }
        return sum / (t.length * outputs);
    }

    /** The gradient [P] of the loss by the chain rule. */
    public double[] gradient(double[] parameters, double[][] x, double[] t, double[][] target) {
        int layers = entries.size() / 2;
        double[] gradient = new double[parameters.length];
        for (int row = 0; row < t.length; row++) {
            double[][] layerInputs = new double[layers][];
            double[][] sums = new double[layers][];
            layerInputs[0] = input(x[row], t[row]);
            for (int layer = 0; layer < layers; layer++) {
                sums[layer] = affine(parameters, layer, layerInputs[layer]);
                if (layer + 1 < layers) {
                    layerInputs[layer + 1] =
                            Arrays.stream(sums[layer]).map(this::activation).toArray();
                }
            }
            double[] g = new double[outputs];
            new SquaredError().of(Outputs.ofNumbers(outputs), sums[layers - 1], new double[][] {target[row]}, g);
            for (int i = 0; i < outputs; i++) {
                g[i] /= t.length * outputs;
            }
            for (int layer = layers - 1; layer >= 0; layer--) {
                g = backward(parameters, gradient, layer, layerInputs[layer], g);
                for (int i = 0; layer > 0 && i < g.length; i++) {
                    g[i] *= slope(sums[layer - 1][i]);
                }
            }
        }
        return gradient;
    }

    private double[] backward(double[] parameters, double[] gradient, int layer, double[] h, double[] g) {
        int weight = entries.get(2 * layer).offset();
        int bias = entries.get(2 * layer + 1).offset();
        double[] toInput = new double[h.length];
        for (int o = 0; o < g.length; o++) {
            gradient[bias + o] += g[o];
            for (int i = 0; i < h.length; i++) {
                gradient[weight + o * h.length + i] += g[o] * h[i];
                toInput[i] += g[o] * parameters[weight + o * h.length + i];
            }
        }
        return toInput;
    }

    private double[] affine(double[] parameters, int layer, double[] h) {
        ParameterLayout.Entry weight = entries.get(2 * layer);
        int bias = entries.get(2 * layer + 1).offset();
        double[] z = new double[weight.shape().get(0)];
        for (int o = 0; o < z.length; o++) {
            z[o] = parameters[bias + o];
            for (int i = 0; i < h.length; i++) {
                z[o] += parameters[weight.offset() + o * h.length + i] * h[i];
            }
        }
        return z;
    }

    private double[] input(double[] x, double t) {
        return DoubleStream.concat(
                        Arrays.stream(withWaves(network.waves(), x)), Arrays.stream(features(network.time(), t)))
                .toArray();
    }

    static double[] withWaves(Waves waves, double[] x) {
        double[] h = Arrays.copyOf(
                x, x.length + 2 * waves.numbers() * waves.frequencies().size());
        int at = x.length;
        for (int frequency : waves.frequencies()) {
            for (int i = 0; i < waves.numbers(); i++) {
                h[at + i] = Math.sin(frequency * x[i] / 4);
                h[at + waves.numbers() + i] = Math.cos(frequency * x[i] / 4);
            }
            at += 2 * waves.numbers();
        }
        return h;
    }

    static double[] features(TimeFeatures time, double t) {
        double[] features = new double[time.count()];
        features[0] = t;
        int frequencies = (time.count() - 1) / 2;
        for (int j = 1; j <= frequencies; j++) {
            features[j] = Math.sin(Math.PI * j * t);
            features[frequencies + j] = Math.cos(Math.PI * j * t);
        }
        return features;
    }

    private double activation(double z) {
        return activation(network.activation(), z);
    }

    static double activation(Activation activation, double z) {
        return switch (activation) {
            case SILU -> z / (1 + Math.exp(-z));
                // constants of Klambauer et al. (2017), theorem 1
            case SELU -> 1.0507009873554805 * (z > 0 ? z : 1.6732632423543772 * (Math.exp(z) - 1));
            case GELU -> z * normalDistribution(z);
        };
    }

    private double slope(double z) {
        double step = 1e-5;
        return (activation(z + step) - activation(z - step)) / (2 * step);
    }

    /** Phi(z) by Simpson's rule from 0, to about 1e-14. */
    private static double normalDistribution(double z) {
        int parts = 200;
        double width = z / parts;
        double sum = 0;
        for (int i = 0; i <= parts; i++) {
            double u = i * width;
            int weight = i == 0 || i == parts ? 1 : i % 2 == 1 ? 4 : 2;
            sum += weight * Math.exp(-u * u / 2);
        }
        return 0.5 + sum * width / 3 / Math.sqrt(2 * Math.PI);
    }
}
