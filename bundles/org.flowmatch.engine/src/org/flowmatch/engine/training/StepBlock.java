// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import java.util.List;
import java.util.stream.Stream;

/**
 * The training data of some consecutive optimiser steps with n pairs each: all that the training program needs to know
 * of coupling, path and objective.
 *
 * @param firstStep number of steps made before
 * @param steps K
 * @param rows n, the pairs of one step
 * @param terms of a row's loss, by whose number losses are divided
 * @param xt points on the path, with the features of their conditions behind them [K n, inputs]
 * @param t their times [K n]
 * @param data what the loss compares the network's outputs with: its matrices [K n, .], first the target
 * @param roots square roots of the rows' weights [K n]; empty for weights of 1
 */
public record StepBlock(
        long firstStep, int steps, int rows, int terms, float[] xt, float[] t, List<float[]> data, float[] roots) {

    public StepBlock {
        data = List.copyOf(data);
    }

    /** Rows without conditions and weights, and one target for each column. */
    public StepBlock(long firstStep, int steps, int rows, float[] xt, float[] t, float[] target) {
        this(firstStep, steps, rows, xt.length / t.length, xt, t, List.of(target), new float[0]);
    }

    int inputs() {
        return xt.length / t.length;
    }

    /** All that the loss takes: the data and, where rows have weights, their roots. */
    List<float[]> compared() {
        return roots.length == 0
                ? data
                : Stream.concat(data.stream(), Stream.of(roots)).toList();
    }

    /** The factor that makes the loss of this many rows a mean over rows and terms. */
    double scale(int count) {
        return 1.0 / ((double) count * terms);
    }
}
