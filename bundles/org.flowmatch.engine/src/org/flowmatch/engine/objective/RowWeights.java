// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.objective;

import java.util.function.DoubleUnaryOperator;
import org.flowmatch.engine.field.Interval;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.path.Prediction;
import org.flowmatch.engine.path.Schedule;

/**
 * The weights of rows by their time: the loss weight, divided by its mean under the time law, times the natural weight of
 * the prediction (s^2 for the score).
 */
public final class RowWeights {
    /** Times, at the middles of equal shares of the law, over which the mean is taken. */
    private static final int SHARES = 1 << 14;

    /** Least distance from the ends, as a share of the interval: a weight may be 0 / 0 or infinite there. */
    private static final double MARGIN = 1e-7;

    private final LossWeight weight;
    private final Prediction prediction;
    private final Schedule schedule;
    private final Interval interval;
    private final double mean;
    private final double share;

    private RowWeights(ConditionalPath path, Objective objective) {
        weight = objective.lossWeight();
        prediction = objective.prediction();
        schedule = path.schedule();
        interval = objective.interval(path);
        if (weight instanceof LossWeight.None) {
            mean = 1;
            share = 1;
            return;
        }
        DoubleUnaryOperator law = objective.timeLaw().on(path, interval).sampler();
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < SHARES; i++) {
            double w = unscaled(interval.from() + length() * law.applyAsDouble((i + 0.5) / SHARES));
            sum += w;
            squares += w * w;
        }
        mean = sum / SHARES;
        share = sum * sum / (SHARES * squares);
    }

    public static RowWeights of(ConditionalPath path, Objective objective) {
        return new RowWeights(path, objective);
    }

    /** Whether every row has the weight 1. */
    public boolean trivial() {
        return weight instanceof LossWeight.None && prediction != Prediction.SCORE;
    }

    /** (E w)^2 / E w^2 of the loss weight: the share of rows that would weigh as much if all were alike. */
    double share() {
        return share;
    }

    /** The loss weight at a time of the interval, with the mean 1 under the time law. */
    double scaled(double t) {
        return unscaled(t) / mean;
    }

    /** The square root of a row's weight at its time. */
    public double root(double t) {
        double natural = prediction == Prediction.SCORE ? schedule.s(t) : 1;
        return natural * Math.sqrt(scaled(t));
    }

    private double unscaled(double t) {
        double margin = MARGIN * length();
        return weight.at(Math.max(interval.from() + margin, Math.min(interval.to() - margin, t)), schedule, prediction);
    }

    private double length() {
        return interval.to() - interval.from();
    }
}
