// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flowmatch.engine.loss.Loss;

/**
 * The training data of some consecutive optimiser steps with n pairs each: all that the training program needs to know
 * of coupling and task.
 *
 * @param firstStep number of steps made before
 * @param steps K
 * @param rows n, the pairs of one step
 * @param terms of a row's loss, by whose number losses are divided
 * @param xt what the network takes in: points, with the features of their conditions behind them [K n, inputs]
 * @param t their times [K n]
 * @param data matrices [K n, .] by the names by which a loss asks for them, to compare the network's outputs with
 * @param roots square roots of the rows' weights [K n]; empty for weights of 1
 */
public record StepBlock(
        long firstStep,
        int steps,
        int rows,
        int terms,
        float[] xt,
        float[] t,
        Map<String, float[]> data,
        float[] roots) {

    public StepBlock {
        data = Map.copyOf(data);
    }

    /** Rows without conditions and weights, and one target for each column. */
    public StepBlock(long firstStep, int steps, int rows, float[] xt, float[] t, float[] target) {
        this(firstStep, steps, rows, xt.length / t.length, xt, t, Map.of(Loss.TARGET, target), new float[0]);
    }

    int inputs() {
        return xt.length / t.length;
    }

    /**
     * All that a comparison and a loss take, in their order: their data [K n, .] and, where rows have weights, their roots [K n].
     *
     * @throws IllegalArgumentException when the block lacks a matrix of them
     */
    public List<float[]> compared(Comparison comparison, Loss loss) {
        List<String> names = new ArrayList<>(comparison.data());
        names.addAll(loss.data());
        List<float[]> compared = new ArrayList<>();
        for (String name : names) {
            float[] matrix = data.get(name);
            if (matrix == null) {
                throw new IllegalArgumentException(
                        "The " + loss.label() + " takes " + names + ", but the block has " + data.keySet());
            }
            compared.add(matrix);
        }
        if (roots.length > 0) {
            compared.add(roots);
        }
        return compared;
    }

    /** The factor that makes the loss of this many rows a mean over rows and terms. */
    double scale(int count) {
        return 1.0 / ((double) count * terms);
    }
}
