// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mover;

import org.flowmatch.engine.dynamics.AffineVelocity;
import org.flowmatch.engine.json.ModelFormat;
import org.flowmatch.engine.training.PathRegression;
import org.flowmatch.engine.training.Task;

/** The velocity of an affine path, whatever it follows from, regressed on and followed by a solver. */
public record AffineFlow() implements FlowKind<AffineVelocity> {
    @Override
    public String id() {
        return AffineVelocity.ID;
    }

    @Override
    public Class<AffineVelocity> dynamics() {
        return AffineVelocity.class;
    }

    @Override
    public ModelFormat since() {
        return ModelFormat.VERSION_1;
    }

    @Override
    public Task task(AffineVelocity dynamics) {
        return PathRegression.of(dynamics);
    }

    @Override
    public Mover mover(AffineVelocity dynamics) {
        return new SolverMover(dynamics);
    }
}
