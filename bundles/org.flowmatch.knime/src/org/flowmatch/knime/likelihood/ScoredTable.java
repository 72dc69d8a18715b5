// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.likelihood;

import java.util.List;
import org.flowmatch.knime.table.TableWriter;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.container.AbstractCellFactory;
import org.knime.core.data.container.ColumnRearranger;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;

/**
 * The scored table: the input table as it is, with the {@link ScoreColumns}. No appended name hides one that the table has.
 */
final class ScoredTable {
    private final DataTableSpec input;
    private final DataColumnSpec[] appended;

    /** @param prefix of the appended names */
    ScoredTable(DataTableSpec input, ScoreColumns columns, String prefix) {
        this.input = input;
        List<String> names = columns.names();
        appended = new DataColumnSpec[names.size()];
        DataTableSpec taken = input;
        for (int i = 0; i < appended.length; i++) {
            String unique = DataTableSpec.getUniqueColumnName(taken, prefix + names.get(i));
            appended[i] = TableWriter.column(unique, DoubleCell.TYPE);
            taken = new DataTableSpec(taken, new DataTableSpec(appended[i]));
        }
    }

    DataTableSpec spec() {
        return rearranger((row, column) -> Double.NaN).createSpec();
    }

    /** The input cells are not copied. */
    BufferedDataTable write(BufferedDataTable table, RowScores scores, ExecutionContext context)
            throws CanceledExecutionException {
        ExecutionContext last = context.createSubExecutionContext(0.1);
        return last.createColumnRearrangeTable(table, rearranger(scores), last);
    }

    private ColumnRearranger rearranger(RowScores scores) {
        ColumnRearranger rearranger = new ColumnRearranger(input);
        rearranger.append(new AbstractCellFactory(appended) {
            @Override
            public DataCell[] getCells(DataRow row, long rowIndex) {
                DataCell[] cells = new DataCell[appended.length];
                for (int column = 0; column < cells.length; column++) {
                    double number = scores.get((int) rowIndex, column);
                    cells[column] = Double.isNaN(number) ? DataType.getMissingCell() : new DoubleCell(number);
                }
                return cells;
            }
        });
        return rearranger;
    }
}
