// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mover;

import java.util.function.Function;
import org.flowmatch.engine.dynamics.Dynamics;
import org.flowmatch.engine.dynamics.StoredDynamics;
import org.flowmatch.engine.training.Task;

/**
 * A kind of flow: what the outputs of its networks mean, what such a network is trained for, and what moves rows along it.
 *
 * @param <D> its dynamics
 * @param id the name under which the dynamics are stored
 * @param dynamics the record of that name in {@link StoredDynamics}
 * @param task what a network of given dynamics is trained for; its own dynamics are those
 * @param mover what moves rows of a model of given dynamics
 */
public record FlowKind<D extends Dynamics>(
        String id, Class<D> dynamics, Function<D, Task> task, Function<D, Mover> mover) {

    /** @throws IllegalArgumentException when models of the kind could not be stored under the name */
    public FlowKind {
        if (StoredDynamics.FAMILY.members().get(id) != dynamics) {
            throw new IllegalArgumentException(
                    dynamics + " is not stored as '" + id + "': enter it in StoredDynamics.FAMILY");
        }
    }

    boolean has(Dynamics value) {
        return dynamics.equals(value.getClass());
    }

    /** What a network of these dynamics, which are of this kind, is trained for. */
    public Task taskOf(Dynamics value) {
        return task.apply(dynamics.cast(value));
    }

    /** What moves rows of models of these dynamics, which are of this kind. */
    public Mover moverOf(Dynamics value) {
        return mover.apply(dynamics.cast(value));
    }
}
