// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mover;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.flowmatch.engine.dynamics.AffineVelocity;
import org.flowmatch.engine.dynamics.Dynamics;
import org.flowmatch.engine.dynamics.OneStepMap;
import org.flowmatch.engine.model.FlowModel;

/** The registry of movers, and the entry to them. A new one is one class and one line here. */
public final class Movers {
    private static final Movers ALL =
            new Movers().with(AffineVelocity.class, SolverMover::new).with(OneStepMap.class, OneStepMover::new);

    private final Map<Class<?>, Function<Dynamics, Mover>> members = new HashMap<>();

    private Movers() {}

    private <D extends Dynamics> Movers with(Class<D> dynamics, Function<D, Mover> mover) {
        members.put(dynamics, value -> mover.apply(dynamics.cast(value)));
        return this;
    }

    /** The dynamics that have one. */
    public static Set<Class<?>> kinds() {
        return Set.copyOf(ALL.members.keySet());
    }

    /** What moves rows of a model. */
    public static Mover of(FlowModel model) {
        return of(model.dynamics());
    }

    /** What moves rows of models of these dynamics. */
    public static Mover of(Dynamics dynamics) {
        Function<Dynamics, Mover> mover = ALL.members.get(dynamics.getClass());
        if (mover == null) {
            throw new IllegalArgumentException(dynamics.getClass() + " has no mover");
        }
        return mover.apply(dynamics);
    }
}
