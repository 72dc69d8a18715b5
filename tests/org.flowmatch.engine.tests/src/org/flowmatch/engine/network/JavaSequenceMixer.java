// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.network;

import java.util.Arrays;
import java.util.List;

/** A {@link SequenceMixer} in double precision, token by token as its formula has it. */
public final class JavaSequenceMixer {
    private static final double EPSILON = 1e-5;

    private final SequenceMixer network;
    private final List<ParameterLayout.Entry> entries;
    private final int outputs;

    public JavaSequenceMixer(SequenceMixer network, int inputs, int outputs) {
        this.network = network;
        this.outputs = outputs;
        entries = network.layout(inputs, outputs).entries();
    }

    /** y(x, t) [outputs] for one row. */
    public double[] velocity(double[] parameters, double[] x, double t) {
        double[][] h = tokens(parameters, x, t);
        for (int block = 0; block < network.blocks(); block++) {
            mix(parameters, "blocks." + block + ".tokens.", h);
            change(parameters, "blocks." + block + ".channels.", h);
        }
        for (int token = 0; token < h.length; token++) {
            h[token] = norm(parameters, "norm", h[token]);
        }
        double[] others = affine(parameters, "output", h[0]);
        double[] y = new double[outputs];
        int first = outputs - network.columns().levels();
        int[][] symbols = symbols();
        int taken = 0;
        for (int i = 0; i < outputs; i++) {
            int[] of = i < first ? null : symbols[i - first];
            y[i] = of == null ? others[taken++] : affine(parameters, "symbols", h[1 + of[0]])[of[1]];
        }
        return y;
    }

    private double[][] tokens(double[] parameters, double[] x, double t) {
        SequenceColumns columns = network.columns();
        int[][] symbols = symbols();
        double[] own = new double[x.length - columns.count()];
        double[][] h = new double[1 + columns.positions()][];
        for (int position = 0; position < columns.positions(); position++) {
            h[1 + position] = row(parameters, "places.embedding", position);
        }
        int taken = 0;
        for (int i = 0; i < x.length; i++) {
            int level = i - columns.before();
            int[] of = level < 0 || level >= columns.levels() ? null : symbols[level];
            if (of == null) {
                own[taken++] = x[i];
            } else {
                add(h[1 + of[0]], x[i], row(parameters, "symbols.embedding", of[1]));
            }
        }
        h[0] = affine(parameters, "input", JavaMlp.withWaves(network.waves(), own));
        add(h[0], 1, times(parameters, "time.weight", JavaMlp.features(network.time(), t)));
        double[] told = times(parameters, "context.weight", activated(h[0]));
        for (int position = 1; position < h.length; position++) {
            add(h[position], 1, told);
        }
        return h;
    }

    /** Position and symbol of each level; null for one that is in no sequence. */
    private int[][] symbols() {
        int[][] symbols = new int[network.columns().levels()][];
        for (SequenceColumns.Run run : network.columns().runs()) {
            for (int i = 0; i < run.length(); i++) {
                symbols[run.level() + i] = new int[] {run.position(), run.symbol() + i};
            }
        }
        return symbols;
    }

    private void mix(double[] parameters, String name, double[][] h) {
        double[][] z = Arrays.stream(h)
                .map(token -> norm(parameters, name + "norm", token))
                .toArray(double[][]::new);
        for (int channel = 0; channel < network.channels(); channel++) {
            int c = channel;
            double[] over = Arrays.stream(z).mapToDouble(token -> token[c]).toArray();
            double[] added =
                    times(parameters, name + "contract.weight", gated(affine(parameters, name + "expand", over)));
            for (int token = 0; token < h.length; token++) {
                h[token][channel] += added[token];
            }
        }
    }

    private void change(double[] parameters, String name, double[][] h) {
        for (double[] token : h) {
            double[] inside = gated(affine(parameters, name + "expand", norm(parameters, name + "norm", token)));
            add(token, 1, affine(parameters, name + "contract", inside));
        }
    }

    private double[] norm(double[] parameters, String name, double[] h) {
        double mean = Arrays.stream(h).average().orElseThrow();
        double variance =
                Arrays.stream(h).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
        double[] scale = row(parameters, name + ".weight", 0);
        double[] shift = row(parameters, name + ".bias", 0);
        double[] z = new double[h.length];
        for (int i = 0; i < h.length; i++) {
            z[i] = (h[i] - mean) / Math.sqrt(variance + EPSILON) * scale[i] + shift[i];
        }
        return z;
    }

    private double[] activated(double[] z) {
        return Arrays.stream(z)
                .map(x -> JavaMlp.activation(network.activation(), x))
                .toArray();
    }

    private double[] gated(double[] z) {
        double[] product = activated(Arrays.copyOf(z, z.length / 2));
        for (int i = 0; i < product.length; i++) {
            product[i] *= z[product.length + i];
        }
        return product;
    }

    private double[] affine(double[] parameters, String layer, double[] h) {
        double[] z = times(parameters, layer + ".weight", h);
        add(z, 1, row(parameters, layer + ".bias", 0));
        return z;
    }

    private double[] times(double[] parameters, String name, double[] h) {
        double[] z = new double[entry(name).shape().get(0)];
        for (int o = 0; o < z.length; o++) {
            double[] row = row(parameters, name, o);
            for (int i = 0; i < h.length; i++) {
                z[o] += row[i] * h[i];
            }
        }
        return z;
    }

    private static void add(double[] h, double factor, double[] other) {
        for (int i = 0; i < h.length; i++) {
            h[i] += factor * other[i];
        }
    }

    private double[] row(double[] parameters, String name, int row) {
        ParameterLayout.Entry entry = entry(name);
        int width = entry.shape().get(entry.shape().size() - 1);
        int from = entry.offset() + row * width;
        return Arrays.copyOfRange(parameters, from, from + width);
    }

    private ParameterLayout.Entry entry(String name) {
        return entries.stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
