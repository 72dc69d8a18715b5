// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.dynamics;

import org.flowmatch.engine.json.ModelFormat;

/**
 * What must be known of a kind of flow where models are read and written, which is far below what trains them and moves rows.
 * The kinds that there are implement {@code FlowKind}, which knows the rest, and are found as services: {@link DynamicsKinds}.
 *
 * @param <D> its dynamics
 */
public interface DynamicsKind<D extends Dynamics> {
    /** The name under which the dynamics are stored; it never changes and is never used again. */
    String id();

    /** The record that is stored under this name. */
    Class<D> dynamics();

    /** The first version of the format that knows it. */
    ModelFormat since();
}
