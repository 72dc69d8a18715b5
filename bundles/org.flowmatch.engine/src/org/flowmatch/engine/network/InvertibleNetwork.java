// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.network;

import org.flowmatch.engine.json.ModelFormat;
import org.flowmatch.engine.program.Fragment;

/**
 * A map of rows at the target to rows at the source that can be undone, with its log-determinant: the network of a normalising flow. Its
 * outputs are the row z at the source and d numbers whose sum is log |det dz/dx|; the time does not matter.
 *
 * <p>Beside the methods of every network its {@link #program} gives {@code to_target(self, layers: List[Tensor], z: Tensor) ->
 * Tensor}: rows at the source with the features of their conditions [n, inputs] -> rows at the target [n, d].
 */
public sealed interface InvertibleNetwork extends NetworkSpec permits RealNvp, Planar {

    @Override
    default ModelFormat since() {
        return ModelFormat.VERSION_4;
    }

    /** There is no velocity of which steps could be learnt. */
    @Override
    default Fragment alongProgram() {
        throw new UnsupportedOperationException("a normalising flow takes rows there in one evaluation");
    }

    /** There is no velocity whose divergence could be asked for. */
    @Override
    default Fragment tangentProgram() {
        throw new UnsupportedOperationException("a normalising flow has its determinant among its outputs");
    }
}
