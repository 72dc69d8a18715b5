// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.model;

import java.util.List;
import org.flowmatch.engine.data.RowSpace;
import org.flowmatch.engine.dynamics.Dynamics;
import org.flowmatch.engine.loss.Outputs;

/**
 * What a network takes in and gives out for the rows of a space.
 *
 * @param inputs the d coordinates of a row, then the m features of its condition
 * @param outputs what the dynamics predict of each coordinate; a loss divides by their terms
 */
public record NetworkColumns(int inputs, Outputs outputs) {

    /** @param features m, 0 without conditions */
    public static NetworkColumns of(RowSpace space, int features, Dynamics dynamics) {
        int width = space.width();
        return new NetworkColumns(width + features, new Outputs(width, dynamics.outputs(width) / width, List.of()));
    }
}
