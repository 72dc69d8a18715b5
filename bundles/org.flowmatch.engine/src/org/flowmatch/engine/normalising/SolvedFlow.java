// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.normalising;

import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.loss.Outputs;
import org.flowmatch.engine.program.Fragment;
import org.flowmatch.engine.training.Comparison;

/**
 * A velocity followed from the target back to the source, by the classical Runge-Kutta method (Kutta 1901) in equal steps, with the
 * integrals of its divergence and of half its square: where rows end is what stands against the data of a loss.
 *
 * @param steps of the way, 1 to 100
 * @param kinetic weight of the kinetic energy, 0 to 1
 */
record SolvedFlow(int steps, double kinetic) implements Comparison {
    /** The name of the directions of rows along which the velocity is differentiated, [n, directions d]. */
    static final String DIRECTIONS = "directions";

    private static final Fragment SOLVED = Fragment.read(SolvedFlow.class, "solved_flow");
    private static final int STAGES = 4;
    private static final double MILLIONTHS = 1e6;

    /** A row along one direction costs about as much as two without. */
    private static final int DIFFERENTIATED = 2;

    @Override
    public Optional<Fragment> part(Outputs outputs) {
        return Optional.of(SOLVED.with("NUMBERS", outputs.numbers())
                .with("DIRECTIONS", Directions.count(outputs.numbers()))
                .with("STEPS", steps)
                .with("KINETIC", (int) Math.round(kinetic * MILLIONTHS)));
    }

    @Override
    public List<String> data() {
        return List.of(DIRECTIONS);
    }

    @Override
    public int evaluations() {
        return DIFFERENTIATED * STAGES * steps;
    }
}
