// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.executor;

import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.solver.Tolerances;
import org.flowmatch.engine.torchscript.DeviceChoice;

/**
 * How an equation is solved.
 *
 * @param solver the method
 * @param tolerances of adaptive solvers
 * @param trajectory whether the states on the way are kept
 * @param recorded whether some rows are recorded on their way
 * @param device where the network runs
 */
public record SolveSettings(
        Solver solver, Tolerances tolerances, boolean trajectory, boolean recorded, DeviceChoice device) {}
