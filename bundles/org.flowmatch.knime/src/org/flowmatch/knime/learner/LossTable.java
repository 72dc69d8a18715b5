// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.learner;

import java.util.ArrayList;
import java.util.List;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.loss.Deviance;
import org.flowmatch.engine.training.LossPoint;
import org.flowmatch.knime.table.TableWriter;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/** The loss curve as a KNIME table. Of rows with labels it has the losses of numbers and of labels, too, behind the others. */
public final class LossTable {
    static final int STEP = 0;
    static final int TRAIN = 1;
    static final int VALIDATION = 2;

    static final List<String> KINDS = new Deviance().kinds();

    private LossTable() {}

    /** @param labels whether rows have labels beside numbers */
    public static DataTableSpec spec(boolean labels) {
        List<DataColumnSpec> columns = new ArrayList<>(List.of(
                TableWriter.column("step", LongCell.TYPE),
                TableWriter.column("train", DoubleCell.TYPE),
                TableWriter.column("validation", DoubleCell.TYPE),
                TableWriter.column("learning rate", DoubleCell.TYPE)));
        for (String kind : labels ? KINDS : List.<String>of()) {
            columns.add(TableWriter.column(train(kind), DoubleCell.TYPE));
            columns.add(TableWriter.column(validation(kind), DoubleCell.TYPE));
        }
        return new DataTableSpec(columns.toArray(DataColumnSpec[]::new));
    }

    static String train(String kind) {
        return "train, " + kind;
    }

    static String validation(String kind) {
        return "validation, " + kind;
    }

    static BufferedDataTable write(List<LossPoint> losses, boolean labels, ExecutionContext context) {
        try (TableWriter writer = new TableWriter(spec(labels), context, losses.size(), Monitor.none())) {
            for (int i = 0; i < losses.size(); i++) {
                writer.add("Row" + i, cells(losses.get(i), labels));
            }
            return writer.finish();
        }
    }

    private static List<DataCell> cells(LossPoint point, boolean labels) {
        List<DataCell> cells = new ArrayList<>(List.of(
                new LongCell(point.step()),
                TableWriter.number(point.train()),
                TableWriter.number(point.validation()),
                TableWriter.number(point.learningRate())));
        for (LossPoint.OfKind kind : labels ? point.kinds() : List.<LossPoint.OfKind>of()) {
            cells.add(TableWriter.number(kind.train()));
            cells.add(TableWriter.number(kind.validation()));
        }
        return cells;
    }
}
