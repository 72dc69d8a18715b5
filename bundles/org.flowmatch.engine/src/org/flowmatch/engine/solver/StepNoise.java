// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.solver;

/** How much a step sees of its noise. */
@FunctionalInterface
public interface StepNoise {
    /**
     * The multiples of standard normal numbers that the stages and, last, the end see; those of one {@link Method.Stochastic#parts
     * part} of the step after the other.
     */
    double[] spread(double from, double to);
}
