// SPDX-License-Identifier: Apache-2.0
package org.knime.node;

import java.io.File;
import java.util.Optional;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.ColumnRearranger;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.DefaultModel.RearrangeColumnsDefaultModel;
import org.knime.node.DefaultModel.RearrangeColumnsInput;
import org.knime.node.parameters.NodeParameters;

/** The model of a fluent node that rearranges the columns of its one table. */
final class RearrangingNodeModel extends NodeModel {

    private final RearrangeColumnsDefaultModel functions;
    private final ModelParameters parameters;
    private final PortType[] inTypes;
    private final PortType[] outTypes;

    RearrangingNodeModel(RearrangeColumnsDefaultModel functions, PortType[] inTypes, PortType[] outTypes) {
        super(inTypes, outTypes);
        if (!isOneTable(inTypes) || !isOneTable(outTypes)) {
            throw new IllegalStateException("A node that rearranges columns has one input table and one output table");
        }
        this.functions = functions;
        this.inTypes = inTypes;
        this.outTypes = outTypes;
        parameters = new ModelParameters(functions.parametersClass);
    }

    private static boolean isOneTable(PortType[] types) {
        return types.length == 1 && types[0].equals(BufferedDataTable.TYPE);
    }

    private ColumnRearranger rearranger(DataTableSpec spec) throws InvalidSettingsException {
        ColumnRearranger[] rearranger = new ColumnRearranger[1];
        functions.rearrange.accept(
                new RearrangeColumnsInput() {
                    @Override
                    public <S extends NodeParameters> S getParameters() {
                        return parameters.get();
                    }

                    @Override
                    public DataTableSpec getDataTableSpec() {
                        return spec;
                    }
                },
                given -> rearranger[0] = given);
        return Optional.ofNullable(rearranger[0])
                .orElseThrow(() -> new IllegalStateException("the node set no column rearranger"));
    }

    @Override
    protected PortObjectSpec[] configure(PortObjectSpec[] inSpecs) throws InvalidSettingsException {
        parameters.createFrom(inSpecs, inTypes, outTypes);
        return new PortObjectSpec[] {rearranger((DataTableSpec) inSpecs[0]).createSpec()};
    }

    @Override
    protected PortObject[] execute(PortObject[] inObjects, ExecutionContext exec)
            throws CanceledExecutionException, InvalidSettingsException {
        BufferedDataTable table = (BufferedDataTable) inObjects[0];
        return new PortObject[] {exec.createColumnRearrangeTable(table, rearranger(table.getDataTableSpec()), exec)};
    }

    @Override
    protected void saveSettingsTo(NodeSettingsWO settings) {
        parameters.save(settings);
    }

    @Override
    protected void validateSettings(NodeSettingsRO settings) throws InvalidSettingsException {
        parameters.validate(settings);
    }

    @Override
    protected void loadValidatedSettingsFrom(NodeSettingsRO settings) throws InvalidSettingsException {
        parameters.load(settings);
    }

    @Override
    protected void reset() {
        // nothing is kept between runs
    }

    @Override
    protected void loadInternals(File directory, ExecutionMonitor exec) {
        // nothing is kept between runs
    }

    @Override
    protected void saveInternals(File directory, ExecutionMonitor exec) {
        // nothing is kept between runs
    }
}
