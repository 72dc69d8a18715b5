// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.scorer;

import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.score.LogDensities;
import org.flowmatch.engine.score.ModelDensities;
import org.flowmatch.engine.score.ScoreSettings;
import org.flowmatch.knime.port.FlowModelPortObject;
import org.flowmatch.knime.port.FlowModelPortObjectSpec;
import org.flowmatch.knime.table.BadRows;
import org.flowmatch.knime.table.ConditionColumns;
import org.flowmatch.knime.table.ModelledColumns;
import org.flowmatch.knime.table.ReadTable;
import org.flowmatch.knime.table.TableReader;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;

/** Real rows as the model behind the synthetic table takes them, for the attack by its density. */
final class ModelledRows {
    private ModelledRows() {}

    /** @throws FlowException when the attack cannot be made with this model and these tables */
    static void require(
            FlowModelPortObjectSpec model,
            DataTableSpec real,
            Optional<DataTableSpec> heldBack,
            boolean severalTables) {
        if (severalTables) {
            throw new FlowException(
                    "A model is connected, which made one synthetic table, but several are compared.",
                    "Judge the model's own table by itself, or connect no model.");
        }
        if (heldBack.isEmpty()) {
            throw new FlowException(
                    "A model is connected, but no held-back rows, beside which it could favour its training rows.",
                    "Connect real rows that were held back before it was trained, or connect no model.");
        }
        model.dynamics().densityObstacle(model.pairs()).ifPresent(ModelDensities::refuse);
        require(model, real, TableRole.REAL);
        require(model, heldBack.get(), TableRole.HELD_BACK);
    }

    private static void require(FlowModelPortObjectSpec model, DataTableSpec table, TableRole role) {
        ModelledColumns.require(table, model.columns(), role);
        ConditionColumns.require(table, model.conditions(), role);
    }

    /** What the model says of both tables' rows, without those that it cannot take. */
    static LogDensities score(
            FlowModelPortObject port,
            BufferedDataTable real,
            BufferedDataTable heldBack,
            ScoreSettings settings,
            Monitor monitor) {
        FlowModel model = port.model(monitor);
        return ModelDensities.of(
                model,
                read(port, model, real, TableRole.REAL, monitor.part(0, 0.1)),
                read(port, model, heldBack, TableRole.HELD_BACK, monitor.part(0.1, 0.2)),
                settings,
                monitor.part(0.2, 1));
    }

    private static ModelDensities.Rows read(
            FlowModelPortObject port, FlowModel model, BufferedDataTable table, TableRole role, Monitor monitor) {
        ReadTable read = new TableReader(table, port.getSpec().columns(), role)
                .withConditions(port.getSpec().conditions())
                .withGaps(model.encoding().columnsWithGaps())
                .withCodes(model.encoding().codes())
                .withBadRows(BadRows.SKIP)
                .read(monitor)
                .usableRows();
        return new ModelDensities.Rows(read.values(), read.given());
    }
}
