// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.normalising;

import java.util.List;
import org.flowmatch.engine.network.InvertibleNetwork;
import org.flowmatch.engine.network.ParameterLayout;
import org.flowmatch.engine.network.Planar;
import org.flowmatch.engine.network.RealNvp;

/** The maps of normalising flows in plain double precision, row by row, as their formulas say: the reference for their TorchScript. */
record JavaMaps(InvertibleNetwork network, double[] weights, int columns, int features) {

    /** z at the source and the log-determinant behind it, of a row with its condition. */
    double[] toSource(double[] row, double[] condition) {
        double[] z = new double[columns + 1];
        System.arraycopy(row, 0, z, 0, columns);
        if (network instanceof RealNvp couplings) {
            for (int k = 0; k < couplings.couplings(); k++) {
                double[] moved = coupled(couplings, k, z, condition);
                for (int i = 0; i < columns; i++) {
                    z[i] = z[i] * Math.exp(moved[i]) + moved[columns + i];
                    z[columns] += moved[i];
                }
            }
        } else if (network instanceof Planar planar) {
            for (int k = 0; k < planar.steps(); k++) {
                Step step = step(planar, k);
                double h = Math.tanh(step.inner(z, condition));
                for (int i = 0; i < columns; i++) {
                    z[i] += step.a[i] * h;
                }
                z[columns] += Math.log(1 + (1 - h * h) * step.product());
            }
        }
        return z;
    }

    double[] toTarget(double[] source, double[] condition) {
        double[] x = source.clone();
        if (network instanceof RealNvp couplings) {
            for (int k = couplings.couplings() - 1; k >= 0; k--) {
                double[] moved = coupled(couplings, k, x, condition);
                for (int i = 0; i < columns; i++) {
                    x[i] = (x[i] - moved[columns + i]) * Math.exp(-moved[i]);
                }
            }
        } else if (network instanceof Planar planar) {
            for (int k = planar.steps() - 1; k >= 0; k--) {
                Step step = step(planar, k);
                double rest = step.inner(new double[columns], condition);
                double wanted = step.inner(x, condition) - rest;
                double low = wanted - Math.abs(step.product());
                double high = wanted + Math.abs(step.product());
                for (int halving = 0; halving < 200; halving++) {
                    double middle = (low + high) / 2;
                    boolean below = middle + step.product() * Math.tanh(middle + rest) < wanted;
                    low = below ? middle : low;
                    high = below ? high : middle;
                }
                double h = Math.tanh(low + rest);
                for (int i = 0; i < columns; i++) {
                    x[i] -= step.a[i] * h;
                }
            }
        }
        return x;
    }

    private double[] coupled(RealNvp couplings, int k, double[] x, double[] condition) {
        int stride = couplings.strides(columns).get(k);
        double[] h = new double[columns + features];
        for (int i = 0; i < columns; i++) {
            h[i] = kept(i, stride, k) ? x[i] : 0;
        }
        System.arraycopy(condition, 0, h, columns, features);
        List<ParameterLayout.Entry> entries =
                network.layout(columns + features, 2 * columns).entries();
        for (int layer = 0; layer < 3; layer++) {
            h = affine(entries.get(6 * k + 2 * layer), entries.get(6 * k + 2 * layer + 1), h);
            for (int i = 0; layer < 2 && i < h.length; i++) {
                h[i] /= 1 + Math.exp(-h[i]);
            }
        }
        for (int i = 0; i < columns; i++) {
            boolean kept = kept(i, stride, k);
            h[i] = kept ? 0 : 2 * Math.tanh(h[i] / 2);
            h[columns + i] = kept ? 0 : h[columns + i];
        }
        return h;
    }

    private static boolean kept(int column, int stride, int coupling) {
        return (column / stride + coupling) % 2 == 1;
    }

    private double[] affine(ParameterLayout.Entry weight, ParameterLayout.Entry bias, double[] x) {
        double[] y = new double[bias.size()];
        for (int i = 0; i < y.length; i++) {
            y[i] = weights[bias.offset() + i];
            for (int j = 0; j < x.length; j++) {
                y[i] += weights[weight.offset() + i * x.length + j] * x[j];
            }
        }
        return y;
    }

    private record Step(double[] a, double[] both, double g) {
        double inner(double[] x, double[] condition) {
            double sum = g;
            for (int i = 0; i < both.length; i++) {
                sum += both[i] * (i < a.length ? x[i] : condition[i - a.length]);
            }
            return sum;
        }

        double product() {
            double product = 0;
            for (int i = 0; i < a.length; i++) {
                product += a[i] * both[i];
            }
            return product;
        }
    }

    private Step step(Planar planar, int k) {
        int inputs = columns + features;
        double[] a = new double[columns];
        double[] both = new double[inputs];
        System.arraycopy(weights, k * columns, a, 0, columns);
        System.arraycopy(weights, planar.steps() * columns + k * inputs, both, 0, inputs);
        double product = 0;
        double square = 0;
        for (int i = 0; i < columns; i++) {
            product += a[i] * both[i];
            square += both[i] * both[i];
        }
        double more = (Math.log1p(Math.exp(product)) - 1 - product) / square;
        for (int i = 0; i < columns; i++) {
            a[i] += more * both[i];
        }
        return new Step(a, both, weights[planar.steps() * (columns + inputs) + k]);
    }
}
