// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.model.FlowModel;

/** Pushes rows along the flow of a model. */
public final class Sampler {
    private Sampler() {}

    /**
     * @param model the flow
     * @param start rows [n, d] in encoded units: source rows forward, target rows backward
     * @param settings solver, steps, direction
     * @param monitor progress and cancel
     */
    public static Samples sample(FlowModel model, RowMatrix start, SamplingSettings settings, Monitor monitor) {
        throw new UnsupportedOperationException();
    }
}
