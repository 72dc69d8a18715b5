// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mover;

import org.flowmatch.engine.dynamics.Dynamics;
import org.flowmatch.engine.dynamics.DynamicsKind;
import org.flowmatch.engine.training.Task;

/**
 * A kind of flow: what the outputs of its networks mean, what such a network is trained for, and what moves rows along it. An
 * implementation is a public class with a public constructor without arguments, named in
 * {@code META-INF/services/org.flowmatch.engine.dynamics.DynamicsKind}.
 *
 * @param <D> its dynamics
 */
public interface FlowKind<D extends Dynamics> extends DynamicsKind<D> {
    /** What a network of given dynamics is trained for; its own dynamics are those. */
    Task task(D dynamics);

    /** What moves rows of a model of given dynamics. */
    Mover mover(D dynamics);

    /** {@link #task} of dynamics that are of this kind. */
    default Task taskOf(Dynamics dynamics) {
        return task(dynamics().cast(dynamics));
    }

    /** {@link #mover} of dynamics that are of this kind. */
    default Mover moverOf(Dynamics dynamics) {
        return mover(dynamics().cast(dynamics));
    }
}
