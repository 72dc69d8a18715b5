// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.network;

import java.util.Random;
import java.util.stream.IntStream;

/** Rows [n, inputs] with times [n] from 0 to 1, targets [n, outputs] and roots of weights [n, 1] to try a network on. */
final class TestRows {

    private final Random random = new Random(7);
    private final int rows;
    private final int inputs;
    private final int outputs;
    private final float[] x;
    private final float[] t;
    private final float[] target;
    private final float[] roots;

    TestRows(int rows, int inputs, int outputs) {
        this.rows = rows;
        this.inputs = inputs;
        this.outputs = outputs;
        x = numbers(rows * inputs);
        target = numbers(rows * outputs);
        t = new float[rows];
        roots = new float[rows];
        for (int row = 0; row < rows; row++) {
            t[row] = (float) row / (rows - 1);
            roots[row] = (float) (0.5 + random.nextDouble());
        }
    }

    float[] x() {
        return x;
    }

    float[] t() {
        return t;
    }

    float[] target() {
        return target;
    }

    float[] roots() {
        return roots;
    }

    int rows() {
        return rows;
    }

    int inputs() {
        return inputs;
    }

    int outputs() {
        return outputs;
    }

    double[] times() {
        return doubles(t);
    }

    double[][] matrixX() {
        return matrix(x, inputs);
    }

    double[][] matrixTarget() {
        return matrix(target, outputs);
    }

    /** Further normal numbers of standard deviation 1/2. */
    float[] numbers(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian() / 2;
        }
        return numbers;
    }

    static double[] doubles(float[] floats) {
        return IntStream.range(0, floats.length).mapToDouble(i -> floats[i]).toArray();
    }

    private double[][] matrix(float[] floats, int columns) {
        double[][] matrix = new double[rows][columns];
        for (int i = 0; i < floats.length; i++) {
            matrix[i / columns][i % columns] = floats[i];
        }
        return matrix;
    }
}
