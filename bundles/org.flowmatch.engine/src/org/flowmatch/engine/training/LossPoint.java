// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

/**
 * One point of the loss curve. The loss is that of the objective, with its weights, averaged over rows
 * and columns; for velocities in encoded units. A score head adds its own.
 *
 * @param step optimiser steps made, from 1
 * @param train mean loss of the steps since the point before
 * @param validation loss of the averaged weights on the validation pairs; NaN without validation
 * @param learningRate of this step
 * @param rowsPerSecond training rows per second since the point before; the one number that differs from run to run
 */
public record LossPoint(long step, double train, double validation, double learningRate, double rowsPerSecond) {}
