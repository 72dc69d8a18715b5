// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.dynamics;

import java.util.Optional;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.solver.Solver;

/**
 * The steps in which rows shall be moved.
 *
 * @param solver that makes them
 * @param count how many; of an adaptive solver, which chooses its own, without meaning
 * @param forward whether from source to target
 * @param schedule a path other than that of the training, whose schedule is followed
 */
public record Steps(Solver solver, int count, boolean forward, Optional<ConditionalPath> schedule) {

    /** Whether this is a single step of Euler's method from source to target. */
    public boolean oneOfEuler() {
        return solver == Solver.EULER && count == 1 && forward && schedule.isEmpty();
    }
}
