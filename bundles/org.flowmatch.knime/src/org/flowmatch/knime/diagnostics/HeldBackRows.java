// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.diagnostics;

import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.TableRole;
import org.flowmatch.engine.metric.HeldBack;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.knime.port.FlowModelPortObject;
import org.flowmatch.knime.port.FlowModelPortObjectSpec;
import org.flowmatch.knime.table.ConditionColumns;
import org.flowmatch.knime.table.ModelledColumns;
import org.flowmatch.knime.table.ReadTable;
import org.flowmatch.knime.table.TableReader;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;

/** A table of target rows that a model was not trained on, at the optional port of a node that measures. */
public final class HeldBackRows {
    /** The name of the port group, which is stored in workflows. */
    public static final String PORT = "Held-back target rows";

    public static final String DESCRIPTION =
            "Target rows that the model was not trained on, with the model's columns and"
                    + " conditions. Without them, rows of the coupling are taken, and a warning says so.";

    private HeldBackRows() {}

    /** @throws org.flowmatch.engine.FlowException naming a column or condition that the table lacks */
    public static void check(FlowModelPortObjectSpec model, DataTableSpec table) {
        ModelledColumns.require(table, model.columns(), TableRole.TARGET);
        ConditionColumns.require(table, model.conditions(), TableRole.TARGET);
    }

    /** @throws org.flowmatch.engine.FlowException naming the column and row of a cell that cannot be used */
    public static HeldBack read(FlowModelPortObject port, BufferedDataTable table, Monitor monitor) {
        FlowModel model = port.model(monitor);
        ReadTable read = new TableReader(table, port.getSpec().columns(), TableRole.TARGET)
                .withConditions(port.getSpec().conditions())
                .withGaps(model.encoding().columnsWithGaps())
                .withCodes(model.encoding().codes())
                .read(monitor.part(0, 0.7));
        return new HeldBack(
                model.encoding().encode(read.values(), TableRole.TARGET, monitor.part(0.7, 1)),
                read.given().map(given -> model.conditions().encode(given, TableRole.TARGET.label())));
    }
}
