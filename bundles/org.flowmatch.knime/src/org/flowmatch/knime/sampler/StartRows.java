// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.sampler;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.SourceLaw;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.sampling.Direction;
import org.flowmatch.engine.sampling.SourceRows;
import org.flowmatch.knime.port.FlowModelPortObjectSpec;
import org.flowmatch.knime.table.NumericColumns;
import org.flowmatch.knime.table.ReadTable;
import org.flowmatch.knime.table.TableReader;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;

/**
 * The rows from which a model is sampled: noise for a Gaussian source, a table's rows otherwise.
 *
 * @param rows in encoded units [n, d]
 * @param key row ID by row
 */
public record StartRows(RowMatrix rows, IntFunction<String> key) {

    /**
     * Checks, before anything runs, that a table is connected exactly when the model needs one, and that it has the
     * model's columns.
     */
    public static void check(FlowModelPortObjectSpec model, Optional<DataTableSpec> table, Direction direction) {
        boolean needed = direction == Direction.BACKWARD || model.source() == SourceLaw.TABLE;
        if (needed && table.isEmpty()) {
            throw direction == Direction.BACKWARD
                    ? new FlowException(
                            "Backward, the sampler starts from target rows, but no table is connected.",
                            "Add the optional input port and connect a table with the model's columns, or choose"
                                    + " Forward.")
                    : new FlowException(
                            "The model was trained with a source table, but no table of source rows is connected.",
                            "Add the optional input port and connect the rows to start from.");
        }
        if (!needed && table.isPresent()) {
            throw new FlowException(
                    "The model was trained with a Gaussian source, so it starts from noise and takes no source table.",
                    "Remove the table of source rows, or train a model on a coupling with a source table.");
        }
        table.ifPresent(spec -> NumericColumns.require(spec, model.columns(), role(direction)));
    }

    /** Draws noise. */
    static StartRows gaussian(FlowModel model, int rows, long seed, Monitor monitor) {
        RowMatrix noise =
                SourceRows.gaussian(rows, model.columns(), model.path().sourceScale(), seed, monitor);
        return new StartRows(noise, row -> "Row" + row);
    }

    /** Reads and encodes a table; its row IDs are kept. */
    public static StartRows of(FlowModel model, BufferedDataTable table, Direction direction, Monitor monitor) {
        ReadTable read = new TableReader(table, model.encoding().columns(), role(direction))
                .withRowKeys()
                .read(monitor.part(0, 0.7));
        List<String> keys = read.names();
        return new StartRows(model.encoding().encode(read.values(), role(direction), monitor.part(0.7, 1)), keys::get);
    }

    private static TableRole role(Direction direction) {
        return direction == Direction.FORWARD ? TableRole.SOURCE : TableRole.TARGET;
    }
}
