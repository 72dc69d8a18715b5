// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mover;

import java.util.Optional;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.encoding.TiePoints;
import org.flowmatch.engine.likelihood.LikelihoodSettings;
import org.flowmatch.engine.model.FlowModel;

/** Says why rows are unusual. */
@FunctionalInterface
public interface ColumnScorer {
    /**
     * Of each column that has coordinates, its share -log p(column | all other columns) of each row, in units of the table.
     * The shares of a row do not add up to -log p(row).
     *
     * @param table as for {@link Mover#score}
     * @return [columns with coordinates][n], NaN for a missing cell of a column that had none
     * @throws org.flowmatch.engine.FlowException as {@link Mover#score}
     */
    double[][] shares(
            FlowModel model,
            Table table,
            Optional<RowMatrix> conditions,
            LikelihoodSettings settings,
            TiePoints points,
            Monitor monitor);
}
