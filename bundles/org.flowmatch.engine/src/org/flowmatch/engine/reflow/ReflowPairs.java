// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.reflow;

import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.sampling.SamplingSettings;

/** Pairs (z0, z1) where z1 is z0 pushed through a trained model. */
public final class ReflowPairs {
    private ReflowPairs() {}

    public static Coupling of(
            FlowModel model, RowMatrix source, long seed, SamplingSettings settings, Monitor monitor) {
        throw new UnsupportedOperationException();
    }
}
