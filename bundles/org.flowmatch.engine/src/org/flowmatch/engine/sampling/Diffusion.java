// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

import java.util.function.DoubleUnaryOperator;
import org.flowmatch.engine.Range;
import org.flowmatch.engine.model.Scores;
import org.flowmatch.engine.path.ConditionalPath;

/**
 * The noise e(t) of the stochastic equation dx = (v + e^2 / 2 score) dt + e dW. Its marginals are those of the flow for
 * every e; more noise corrects errors of the network on the way, at the price of more steps.
 */
public sealed interface Diffusion {
    Range STRENGTH = Range.between(0, 10);

    /** e(t) for the times of a path; may be infinite at an end. */
    DoubleUnaryOperator on(ConditionalPath path);

    /**
     * The same noise at all times.
     *
     * @param e from 0 (the flow without noise) to 10, in encoded units per square root of time
     */
    record Constant(double e) implements Diffusion {
        public Constant {
            STRENGTH.check("The constant noise", e, "Set it to 1; 0 is the flow without noise.");
        }

        @Override
        public DoubleUnaryOperator on(ConditionalPath path) {
            return t -> e;
        }
    }

    /**
     * factor s(t): fades with the weight of the source row.
     *
     * @param factor from 0 to 10
     */
    record Proportional(double factor) implements Diffusion {
        public Proportional {
            STRENGTH.check("The factor of the noise", factor, "Set it to 1; 0 is the flow without noise.");
        }

        @Override
        public DoubleUnaryOperator on(ConditionalPath path) {
            return t -> factor * path.schedule().s(t);
        }
    }

    /** g(t) of the diffusion process whose flow the path is: the reverse diffusion of Song and others (2021). */
    record Reverse() implements Diffusion {
        @Override
        public DoubleUnaryOperator on(ConditionalPath path) {
            return Scores.diffusion(path);
        }
    }
}
