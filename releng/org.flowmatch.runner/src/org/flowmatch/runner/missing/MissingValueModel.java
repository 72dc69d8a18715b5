// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner.missing;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;

/** Puts one cell in place of a column's missing ones: its mean, its median or its most frequent value. */
public final class MissingValueModel extends NodeModel {
    private NodeSettings stored = new NodeSettings("model");
    private Optional<MissingValueSettings> settings = Optional.empty();

    /** Without the second output of KNIME's node, the replacements as PMML. */
    public MissingValueModel() {
        super(1, 1);
        MissingValueSettings.saveDefaults(stored);
    }

    @Override
    protected DataTableSpec[] configure(DataTableSpec[] inputs) throws InvalidSettingsException {
        return new DataTableSpec[] {treated(inputs[0], treatments(inputs[0]))};
    }

    @Override
    protected BufferedDataTable[] execute(BufferedDataTable[] inputs, ExecutionContext exec)
            throws InvalidSettingsException, CanceledExecutionException {
        DataTableSpec spec = inputs[0].getDataTableSpec();
        List<Treatment> treatments = treatments(spec);
        List<DataCell> replacements = replacements(inputs[0], treatments, exec);
        DataTableSpec treated = treated(spec, treatments);
        BufferedDataContainer container = exec.createDataContainer(treated);
        for (DataRow row : inputs[0]) {
            exec.checkCanceled();
            List<DataCell> cells = new ArrayList<>();
            for (int column = 0; column < treatments.size(); column++) {
                DataCell cell = row.getCell(column);
                cells.add(as(
                        treated.getColumnSpec(column).getType(), cell.isMissing() ? replacements.get(column) : cell));
            }
            container.addRowToTable(new DefaultRow(row.getKey(), cells));
        }
        container.close();
        return new BufferedDataTable[] {container.getTable()};
    }

    private List<Treatment> treatments(DataTableSpec spec) throws InvalidSettingsException {
        MissingValueSettings now =
                settings.orElseThrow(() -> new InvalidSettingsException("The node has no settings."));
        List<Treatment> treatments = new ArrayList<>();
        for (int column = 0; column < spec.getNumColumns(); column++) {
            treatments.add(now.of(spec.getColumnSpec(column)));
        }
        return treatments;
    }

    private static DataTableSpec treated(DataTableSpec spec, List<Treatment> treatments) {
        DataColumnSpec[] columns = new DataColumnSpec[treatments.size()];
        for (int column = 0; column < columns.length; column++) {
            DataColumnSpec before = spec.getColumnSpec(column);
            DataColumnSpecCreator after = new DataColumnSpecCreator(before);
            after.setType(treatments.get(column).typeOf(before.getType()));
            columns[column] = after.createSpec();
        }
        return new DataTableSpec(columns);
    }

    private static List<DataCell> replacements(
            BufferedDataTable table, List<Treatment> treatments, ExecutionContext exec)
            throws CanceledExecutionException {
        List<DataCell> replacements = new ArrayList<>();
        for (int column = 0; column < treatments.size(); column++) {
            List<DataCell> present = new ArrayList<>();
            if (treatments.get(column) != Treatment.DO_NOTHING) {
                for (DataRow row : table) {
                    exec.checkCanceled();
                    if (!row.getCell(column).isMissing()) {
                        present.add(row.getCell(column));
                    }
                }
            }
            replacements.add(treatments.get(column).replacement(present));
        }
        return replacements;
    }

    private static DataCell as(DataType type, DataCell cell) {
        return type.equals(DoubleCell.TYPE) && cell instanceof DoubleValue number
                ? new DoubleCell(number.getDoubleValue())
                : cell;
    }

    @Override
    protected void saveSettingsTo(NodeSettingsWO model) {
        stored.copyTo(model);
    }

    @Override
    protected void validateSettings(NodeSettingsRO model) throws InvalidSettingsException {
        MissingValueSettings.load(model);
    }

    @Override
    protected void loadValidatedSettingsFrom(NodeSettingsRO model) throws InvalidSettingsException {
        settings = Optional.of(MissingValueSettings.load(model));
        stored = new NodeSettings("model");
        model.copyTo(stored);
    }

    @Override
    protected void reset() {
        // nothing is kept between executions
    }

    @Override
    protected void loadInternals(File directory, ExecutionMonitor exec) {
        // nothing is kept besides the table
    }

    @Override
    protected void saveInternals(File directory, ExecutionMonitor exec) {
        // nothing is kept besides the table
    }
}
