// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.executor;

import java.util.List;
import org.flowmatch.engine.program.Fragment;
import org.flowmatch.engine.solver.Method;
import org.flowmatch.engine.solver.Solver;

/** The program fragments that make the steps of a solver, over the {@code evaluate} of an equation. */
final class SolverParts {
    /** What all of them use. */
    static final Fragment STAGES = part("stages");

    private static final Fragment FIXED = part("solve_fixed");
    private static final Fragment NOISY = part("solve_noisy");
    private static final Fragment MULTISTEP = part("solve_multistep");
    private static final Fragment ADAPTIVE = part("solve_adaptive");

    private SolverParts() {}

    private static Fragment part(String name) {
        return Fragment.read(SolverParts.class, name);
    }

    /** {@link #STAGES} and the fragment whose methods are called. */
    static List<Fragment> of(Solver solver) {
        return List.of(STAGES, steps(solver));
    }

    private static Fragment steps(Solver solver) {
        if (solver.method() instanceof Method.AdamsBashforth) {
            return MULTISTEP;
        }
        if (solver.adaptive()) {
            return ADAPTIVE;
        }
        return solver.method() instanceof Method.Stochastic ? NOISY : FIXED;
    }
}
