// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.reflow;

import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.SourceLaw;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.engine.dynamics.Obstacle;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.reflow.ReflowPairs;
import org.flowmatch.engine.sampling.Direction;
import org.flowmatch.knime.port.FlowModelPortObjectSpec;
import org.flowmatch.knime.sampler.GivenConditions;
import org.flowmatch.knime.sampler.StartRows;
import org.flowmatch.knime.table.ConditionInfo;
import org.flowmatch.knime.table.ReadTable;
import org.flowmatch.knime.table.TableReader;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;

/**
 * The source rows that are pushed through a model, with their conditions: a table's rows, or noise under conditions drawn
 * from the rows of a table.
 *
 * @param rows in encoded units [n, d]
 * @param conditions encoded [n, m], for a model with conditions
 */
record ReflowRows(RowMatrix rows, Optional<RowMatrix> conditions) {

    /** Checks, before anything runs, that a table is connected exactly when the model needs one, and that it fits. */
    static void check(FlowModelPortObjectSpec model, Optional<DataTableSpec> table) {
        model.dynamics().reflowObstacle().ifPresent(Obstacle::refuse);
        if (model.source() == SourceLaw.GAUSSIAN && !model.conditions().isEmpty() && table.isEmpty()) {
            throw new FlowException(
                    "The model was trained with conditions, but no table of conditions is connected.",
                    "Add the optional input port and connect the rows that the model was trained on, or others with its"
                            + " condition columns.");
        }
        StartRows.check(model, table, Direction.FORWARD, GivenConditions.ofTable(model.conditions()));
    }

    /**
     * @param table connected exactly when {@link #check} asks for one
     * @param count the number of rows of noise
     */
    static ReflowRows of(
            FlowModel model,
            List<ConditionInfo> conditions,
            Optional<BufferedDataTable> table,
            int count,
            long seed,
            Monitor monitor) {
        if (model.source() == SourceLaw.TABLE) {
            StartRows rows = StartRows.of(
                    model,
                    table.orElseThrow(),
                    Direction.FORWARD,
                    GivenConditions.ofTable(conditions),
                    1,
                    seed,
                    monitor);
            return new ReflowRows(rows.rows(), rows.conditions());
        }
        Optional<RowMatrix> told = table.map(
                rows -> ReflowPairs.conditions(conditions(model, conditions, rows, monitor.part(0, 0.5)), count, seed));
        return new ReflowRows(ReflowPairs.sourceNoise(model, count, seed, monitor.part(0.5, 1)), told);
    }

    private static RowMatrix conditions(
            FlowModel model, List<ConditionInfo> conditions, BufferedDataTable table, Monitor monitor) {
        ReadTable read = new TableReader(table, List.of(), TableRole.SOURCE)
                .withConditions(conditions)
                .read(monitor);
        if (read.rows().rows() == 0) {
            throw new FlowException("The table of conditions has no rows.", "Connect a table with at least one row.");
        }
        return model.conditions().encode(read.given().orElseThrow(), TableRole.SOURCE.label());
    }
}
