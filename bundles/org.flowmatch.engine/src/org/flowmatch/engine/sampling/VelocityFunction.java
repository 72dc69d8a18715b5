// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

import org.flowmatch.engine.model.FlowModel;

/** The velocity v(x, t) of a model, computed by its network; closes its native memory. */
public final class VelocityFunction implements AutoCloseable {

    public static VelocityFunction of(FlowModel model) {
        throw new UnsupportedOperationException();
    }

    /** v(x, t) for rows [n, d] at one time. */
    public float[] at(double t, float[] x) {
        throw new UnsupportedOperationException();
    }

    /** v(x, t) for rows [n, d], each at its own time [n]. */
    public float[] at(float[] t, float[] x) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
