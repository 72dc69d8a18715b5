// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mover;

import java.util.ArrayList;
import java.util.List;
import org.flowmatch.engine.dynamics.Dynamics;
import org.flowmatch.engine.dynamics.DynamicsKind;
import org.flowmatch.engine.dynamics.DynamicsKinds;

/** The {@link DynamicsKinds} with their tasks and movers. */
public final class FlowKinds {
    private static final List<FlowKind<?>> ALL = whole(DynamicsKinds.all());

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
        return whole(DynamicsKinds.of(dynamics));
    }

    /** @throws IllegalArgumentException when one could be stored, but not be trained and moved */
    public static List<FlowKind<?>> whole(List<DynamicsKind<?>> kinds) {
        List<FlowKind<?>> whole = new ArrayList<>();
        for (DynamicsKind<?> kind : kinds) {
            whole.add(whole(kind));
        }
        return List.copyOf(whole);
    }

    private static FlowKind<?> whole(DynamicsKind<?> kind) {
        if (kind instanceof FlowKind<?> whole) {
            return whole;
        }
        throw new IllegalArgumentException(kind.getClass()
                + " is registered as a kind of flow, but has no task and no mover: let it implement FlowKind");
    }
}
