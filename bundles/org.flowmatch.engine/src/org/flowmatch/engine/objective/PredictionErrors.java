// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.objective;

import org.flowmatch.engine.path.Preconditioning;
import org.flowmatch.engine.path.Prediction;
import org.flowmatch.engine.path.Schedule;

/** How an error of 1 in a prediction, of s times the score, shows in the rows that follow from it and the point x_t. */
final class PredictionErrors {

    private PredictionErrors() {}

    /** r^2: the squared error of the target row E[x1]. */
    static double squaredOfTarget(double t, Schedule schedule, Prediction prediction) {
        double r =
                switch (prediction) {
                    case TARGET -> 1;
                    case NOISE, SCORE -> schedule.s(t) / schedule.a(t);
                    case VELOCITY -> schedule.s(t) / schedule.wronskian(t);
                    case PRECONDITIONED_TARGET -> Preconditioning.at(schedule, t)
                            .targetWeight();
                };
        return r * r;
    }

    /** a^2 / s^2 r^2: the squared error of the source row E[x0]. */
    static double squaredOfSource(double t, Schedule schedule, Prediction prediction) {
        double r =
                switch (prediction) {
                    case TARGET -> schedule.a(t) / schedule.s(t);
                    case NOISE, SCORE -> 1;
                    case VELOCITY -> schedule.a(t) / schedule.wronskian(t);
                    case PRECONDITIONED_TARGET -> Preconditioning.at(schedule, t)
                            .sourceWeight();
                };
        return r * r;
    }
}
