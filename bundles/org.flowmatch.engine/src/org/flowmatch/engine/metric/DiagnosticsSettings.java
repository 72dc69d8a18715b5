// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import java.util.List;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Range;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.torchscript.DeviceChoice;

/**
 * What to measure on a flow.
 *
 * @param rows that are compared, 10 to {@value Wasserstein#LARGEST_EXACT}; the time of a W2 distance grows with their cube:
 *     about half a second for 1,000
 * @param largestNfe W2 distances are measured for 1, 2, 4, ... evaluations up to this number, 1 to 1,024
 * @param solvers of a fixed number of steps, at least one
 * @param seed of the source rows and of the choice of target rows
 * @param detection whether boosted trees tell generated rows from real ones; with the most evaluations of each solver; that takes some 2
 *     seconds for 1,000 rows of 10 columns
 */
public record DiagnosticsSettings(
        int rows, int largestNfe, List<Solver> solvers, DeviceChoice device, long seed, boolean detection) {
    public static final Range ROWS = Range.between(10, Wasserstein.LARGEST_EXACT);
    public static final Range LARGEST_NFE = Range.between(1, 1024);
    public static final int DEFAULT_ROWS = 1000;
    public static final int DEFAULT_LARGEST_NFE = 128;

    public DiagnosticsSettings {
        solvers = List.copyOf(solvers);
        ROWS.check(
                "The number of compared rows", rows, "Choose a number in this range; " + DEFAULT_ROWS + " is usual.");
        LARGEST_NFE.check(
                "The largest number of evaluations",
                largestNfe,
                "Choose a number in this range; " + DEFAULT_LARGEST_NFE + " is usual.");
        if (solvers.isEmpty()) {
            throw new FlowException("No solver is chosen.", "Choose at least one, for instance Euler.");
        }
        for (Solver solver : solvers) {
            if (solver.adaptive() || solver.stochastic()) {
                throw new FlowException(
                        "The solver " + solver + " cannot be judged by a number of evaluations, because it "
                                + (solver.adaptive() ? "chooses its steps by tolerances." : "adds noise."),
                        "Choose solvers of a fixed number of steps, such as Euler, Heun or RK4.");
            }
        }
    }

    /** Without detection. */
    public DiagnosticsSettings(int rows, int largestNfe, List<Solver> solvers, DeviceChoice device, long seed) {
        this(rows, largestNfe, solvers, device, seed, false);
    }

    /** Euler, Heun's method and the classic Runge-Kutta method. */
    public static DiagnosticsSettings defaults() {
        return new DiagnosticsSettings(
                DEFAULT_ROWS,
                DEFAULT_LARGEST_NFE,
                List.of(Solver.EULER, Solver.HEUN, Solver.RK4),
                DeviceChoice.AUTO,
                0);
    }
}
