// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.likelihood;

import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Range;
import org.flowmatch.engine.sampling.Guidance;
import org.flowmatch.engine.sampling.SamplingSettings;

/**
 * How the log-density of rows is computed.
 *
 * @param solver an ordinary differential equation's solver with its steps or tolerances, and the device; its direction is
 *     not used (always from the target back to the source), nor is its trajectory. Without guidance and change of schedule
 * @param divergence exact or estimated
 * @param probes random directions per row of Hutchinson's estimator, 2 to 1,000; its
 *     standard error falls with their root
 * @param law of the probes
 * @param seed of the probes and of the orders
 * @param orders in which the labels of a row are asked for, 1 to 100; the mean of their probabilities is taken
 */
public record LikelihoodSettings(
        SamplingSettings solver, Divergence divergence, int probes, ProbeLaw law, long seed, int orders) {
    public static final Range PROBES = Range.between(2, 1000);
    public static final int DEFAULT_PROBES = 8;
    public static final Range ORDERS = Range.between(1, 100);
    /**
     * Each order errs in its own way: on two laws that are known the mean over ten errs by .73 to .93 of that over three, over
     * thirty hardly less.
     */
    public static final int DEFAULT_ORDERS = 10;

    public LikelihoodSettings {
        ORDERS.check(
                "The number of orders of labels",
                orders,
                "Choose a number in this range; " + DEFAULT_ORDERS + " is usual.");
        PROBES.check("The number of probes", probes, "Choose a number in this range; " + DEFAULT_PROBES + " is usual.");
        if (solver.solver().stochastic()) {
            throw new FlowException(
                    "A density does not follow from the stochastic solver " + solver.solver() + ".",
                    "Choose a solver of the ordinary differential equation, such as Dormand-Prince.");
        }
        if (!solver.guidance().equals(Guidance.NONE)) {
            throw new FlowException(
                    "Guidance with the weight " + solver.guidance().weight()
                            + " has no likelihood: a guided flow is the flow of no learnt distribution.",
                    "Set the guidance weight to 1.");
        }
        if (solver.schedule().isPresent()) {
            throw new FlowException(
                    "The likelihood is computed on the schedule that the model was trained on; the settings ask for"
                            + " another one.",
                    "Leave the schedule as it is: its change does not change the density.");
        }
    }

    /** Labels in {@value #DEFAULT_ORDERS} orders. */
    public LikelihoodSettings(SamplingSettings solver, Divergence divergence, int probes, ProbeLaw law, long seed) {
        this(solver, divergence, probes, law, seed, DEFAULT_ORDERS);
    }

    /** These settings with another solver. */
    public LikelihoodSettings withSolver(SamplingSettings other) {
        return new LikelihoodSettings(other, divergence, probes, law, seed, orders);
    }

    /** These settings with another number of orders. */
    public LikelihoodSettings withOrders(int other) {
        return new LikelihoodSettings(solver, divergence, probes, law, seed, other);
    }

    /** Dormand-Prince's solver with tolerances of 1e-4; exact for few columns, eight Rademacher probes otherwise. */
    public static LikelihoodSettings defaults() {
        return new LikelihoodSettings(
                SamplingSettings.adaptive(SamplingSettings.DEFAULT_TOLERANCE),
                Divergence.AUTOMATIC,
                DEFAULT_PROBES,
                ProbeLaw.RADEMACHER,
                0);
    }
}
