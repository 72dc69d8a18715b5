// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

/**
 * The regression data of some consecutive optimiser steps with n pairs each: all that the training program needs to know
 * of coupling and path.
 *
 * @param firstStep number of steps made before
 * @param steps K
 * @param rows n, the pairs of one step
 * @param xt points on the path [K n, d]
 * @param t their times [K n]
 * @param ut conditional velocities [K n, d]
 */
public record StepBlock(long firstStep, int steps, int rows, float[] xt, float[] t, float[] ut) {

    int columns() {
        return xt.length / t.length;
    }
}
