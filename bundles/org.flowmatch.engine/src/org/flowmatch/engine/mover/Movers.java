// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mover;

import org.flowmatch.engine.dynamics.Dynamics;
import org.flowmatch.engine.model.FlowModel;

/** The entry to what moves rows: the mover of each of the {@link FlowKinds}. */
public final class Movers {
    private Movers() {}

    /** What moves rows of a model. */
    public static Mover of(FlowModel model) {
        return of(model.dynamics());
    }

    /** What moves rows of models of these dynamics. */
    public static Mover of(Dynamics dynamics) {
        return FlowKinds.of(dynamics).moverOf(dynamics);
    }
}
