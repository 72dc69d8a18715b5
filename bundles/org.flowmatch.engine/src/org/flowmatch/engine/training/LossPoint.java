// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import java.util.List;

/**
 * One point of the loss curve. The loss is that of the objective, with its weights, averaged over rows
 * and columns; for velocities in encoded units. A score head adds its own.
 *
 * @param step optimiser steps made, from 1
 * @param train mean loss of the steps since the point before
 * @param validation loss of the averaged weights on the validation pairs; NaN without validation
 * @param learningRate of this step
 * @param rowsPerSecond training rows per second since the point before; the one number that differs from run to run
 * @param kinds the losses of each kind of outputs, which add up to those of all; empty for a loss of one kind
 */
public record LossPoint(
        long step,
        double train,
        double validation,
        double learningRate,
        double rowsPerSecond,
        List<LossPoint.OfKind> kinds) {
    public LossPoint {
        kinds = List.copyOf(kinds);
    }

    /**
     * The part of one kind of outputs in both losses.
     *
     * @param kind its name, such as labels
     */
    public record OfKind(String kind, double train, double validation) {}
}
