// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.dynamics.AffineVelocity;
import org.flowmatch.engine.dynamics.Obstacle;
import org.flowmatch.engine.dynamics.Steps;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.path.Prediction;
import org.flowmatch.engine.solver.Method;

/** What cannot be done with rows that hold unit vectors (circles, spheres, shares), and what to do instead. */
final class CurvedFlow {
    private static final String CURVED = "Some columns lie on a circle, a sphere or a simplex, ";

    private static final String FLAT = "model these columns as plain numbers in Flow Coupling and train again.";

    static final Obstacle NO_SCORE = new Obstacle(
            CURVED + "and the score of such rows does not follow from their velocity.",
            "Sample without noise of a stochastic solver, or " + FLAT);

    static final Obstacle NO_MEAN = new Obstacle(
            CURVED + "and what one evaluation of the network says of them is no mean.",
            "Take the median of draws in place of the single evaluation, or " + FLAT);

    private CurvedFlow() {}

    /** @throws FlowException for steps that are right for rows of a vector space alone */
    static void requireSteps(Steps asked) {
        boolean curveAware = asked.solver().method() instanceof Method.CurveAware;
        if (asked.schedule().isPresent() || curveAware || asked.solver().method() instanceof Method.Stochastic) {
            throw new FlowException(
                    CURVED + "and "
                            + (curveAware
                                    ? "curve-aware Euler"
                                    : asked.schedule().isPresent() ? "another schedule" : "a stochastic solver")
                            + " is known for rows of a vector space alone.",
                    "Choose Euler, midpoint, RK4 or an adaptive solver on the model's own schedule, or " + FLAT);
        }
    }

    /** @throws FlowException unless the velocity along geodesics at constant speed is learnt */
    static void requireVelocity(AffineVelocity numbers) {
        if (!(numbers.path() instanceof LinearPath)) {
            throw new FlowException(
                    CURVED + "where a path is the shortest way at constant speed, but the "
                            + numbers.path().label() + " path has another schedule or noise of its own.",
                    "Choose the linear path, or " + FLAT);
        }
        if (numbers.prediction() != Prediction.VELOCITY || numbers.scoreHead()) {
            throw new FlowException(
                    CURVED + "where the velocity alone can be learnt, but "
                            + (numbers.scoreHead()
                                    ? "a score head is asked for."
                                    : "the " + numbers.prediction().label() + " is to be predicted."),
                    "Predict the velocity without a score head, or " + FLAT);
        }
    }

    static Obstacle notStraight(String purpose) {
        return new Obstacle(
                CURVED + "whose ways are no straight lines.",
                purpose + "model these columns as plain numbers in Flow Coupling and train again.");
    }
}
