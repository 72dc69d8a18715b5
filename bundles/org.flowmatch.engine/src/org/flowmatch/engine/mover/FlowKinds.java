// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mover;

import java.util.List;
import org.flowmatch.engine.dynamics.AffineVelocity;
import org.flowmatch.engine.dynamics.Dynamics;
import org.flowmatch.engine.dynamics.OneStepMap;
import org.flowmatch.engine.training.PathRegression;

/** The registry of kinds of flow. A new kind is one line here, under the name that its dynamics have where they are stored. */
public final class FlowKinds {
    private static final List<FlowKind<?>> ALL = List.of(
            new FlowKind<>(AffineVelocity.ID, AffineVelocity.class, PathRegression::of, SolverMover::new),
            new FlowKind<>(OneStepMap.ID, OneStepMap.class, PathRegression::distilling, OneStepMover::new));

    private FlowKinds() {}

    /** Every kind. */
    public static List<FlowKind<?>> all() {
        return ALL;
    }

    /**
     * The kind of some dynamics.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static FlowKind<?> of(Dynamics dynamics) {
        return ALL.stream()
                .filter(kind -> kind.has(dynamics))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        dynamics.getClass() + " is of no kind of flow: enter it in FlowKinds"));
    }
}
