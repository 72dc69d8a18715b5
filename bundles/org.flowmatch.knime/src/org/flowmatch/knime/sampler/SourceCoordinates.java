// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.sampler;

import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.dynamics.SourceStates;
import org.flowmatch.engine.model.FlowModel;

/**
 * Rows [n, d] of a flow with a Gaussian source as numbers by the model's columns: the coordinate divided by the standard
 * deviation that the path gives the source. At t = 0 they are standard normal, whatever the path.
 */
public final class SourceCoordinates {
    private final int[] coordinates;
    private final SourceStates states;

    public SourceCoordinates(FlowModel model) {
        coordinates = model.encoding().standIns();
        states = model.sourceStates();
    }

    /**
     * @param column a column of the model by its place
     * @return that of the column which is modelled in its place; NaN for a constant column, which has no coordinate
     */
    public double get(RowMatrix rows, int row, int column) {
        int coordinate = coordinates[column];
        return coordinate < 0 ? Double.NaN : states.sourceOf(rows.get(row, coordinate));
    }
}
