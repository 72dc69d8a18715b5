// SPDX-License-Identifier: Apache-2.0
package org.knime.node;

import java.io.File;
import java.util.Optional;
import java.util.stream.Stream;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultModel.StandardDefaultModel;
import org.knime.node.parameters.NodeParameters;

/** The model of a fluent node: runs its functions. The parameters of a new node are made from the inputs' specs. */
final class FluentNodeModel extends NodeModel {

    private final StandardDefaultModel functions;
    private final ModelParameters parameters;
    private final PortType[] inTypes;
    private final PortType[] outTypes;
    private Optional<PortObject[]> internal = Optional.empty();

    FluentNodeModel(StandardDefaultModel functions, PortType[] inTypes, PortType[] outTypes) {
        super(inTypes, outTypes);
        this.functions = functions;
        this.inTypes = inTypes;
        this.outTypes = outTypes;
        parameters = new ModelParameters(functions.parametersClass);
    }

    @Override
    protected PortObjectSpec[] configure(PortObjectSpec[] inSpecs) throws InvalidSettingsException {
        parameters.createFrom(inSpecs, inTypes, outTypes);
        PortObjectSpec[] outSpecs = new PortObjectSpec[outTypes.length];
        functions.configure.accept(new ConfigureSource(inSpecs), new ConfigureSink(outSpecs));
        return outSpecs;
    }

    @Override
    protected PortObject[] execute(PortObject[] inObjects, ExecutionContext exec)
            throws CanceledExecutionException, KNIMEException {
        PortObject[] outObjects = new PortObject[outTypes.length];
        functions.execute.accept(new ExecuteSource(inObjects, exec), new ExecuteSink(outObjects));
        return outObjects;
    }

    private final class ConfigureSource implements ConfigureInput {

        private final PortObjectSpec[] specs;

        ConfigureSource(PortObjectSpec[] specs) {
            this.specs = specs;
        }

        @Override
        public <S extends NodeParameters> S getParameters() {
            return parameters.get();
        }

        @Override
        public PortObjectSpec[] getInPortSpecs() {
            return specs;
        }

        @Override
        @SuppressWarnings("unchecked") // the node knows the types of its ports
        public <S extends PortObjectSpec> S getInPortSpec(int portIndex) {
            return (S) specs[portIndex];
        }

        @Override
        public DataTableSpec[] getInTableSpecs() {
            return Stream.of(specs).map(DataTableSpec.class::cast).toArray(DataTableSpec[]::new);
        }

        @Override
        public DataTableSpec getInTableSpec(int portIndex) {
            return (DataTableSpec) specs[portIndex];
        }

        @Override
        public PortType[] getOutPortTypes() {
            return outTypes;
        }
    }

    private final class ConfigureSink implements ConfigureOutput {

        private final PortObjectSpec[] specs;

        ConfigureSink(PortObjectSpec[] specs) {
            this.specs = specs;
        }

        @Override
        @SafeVarargs
        public final <S extends PortObjectSpec> void setOutSpecs(S... outSpecs) {
            System.arraycopy(outSpecs, 0, specs, 0, outSpecs.length);
        }

        @Override
        public <S extends PortObjectSpec> void setOutSpec(int index, S spec) {
            specs[index] = spec;
        }

        @Override
        public void setWarningMessage(String message) {
            FluentNodeModel.this.setWarningMessage(message);
        }
    }

    private final class ExecuteSource implements ExecuteInput {

        private final PortObject[] objects;
        private final ExecutionContext exec;

        ExecuteSource(PortObject[] objects, ExecutionContext exec) {
            this.objects = objects;
            this.exec = exec;
        }

        @Override
        public <S extends NodeParameters> S getParameters() {
            return parameters.get();
        }

        @Override
        public PortObject[] getInPortObjects() {
            return objects;
        }

        @Override
        @SuppressWarnings("unchecked") // the node knows the types of its ports
        public <D extends PortObject> D getInPortObject(int portIndex) {
            return (D) objects[portIndex];
        }

        @Override
        public BufferedDataTable[] getInTables() {
            return Stream.of(objects).map(BufferedDataTable.class::cast).toArray(BufferedDataTable[]::new);
        }

        @Override
        public BufferedDataTable getInTable(int portIndex) {
            return (BufferedDataTable) objects[portIndex];
        }

        @Override
        public ExecutionContext getExecutionContext() {
            return exec;
        }

        @Override
        public PortType[] getOutPortTypes() {
            return outTypes;
        }
    }

    private final class ExecuteSink implements ExecuteOutput {

        private final PortObject[] objects;

        ExecuteSink(PortObject[] objects) {
            this.objects = objects;
        }

        @Override
        @SafeVarargs
        public final <D extends PortObject> void setOutData(D... data) {
            System.arraycopy(data, 0, objects, 0, data.length);
        }

        @Override
        public <D extends PortObject> void setOutData(int index, D data) {
            objects[index] = data;
        }

        @Override
        @SafeVarargs
        public final <D extends PortObject> void setInternalData(D... data) {
            internal = Optional.of(data);
        }

        @Override
        public void setWarningMessage(String message) {
            FluentNodeModel.this.setWarningMessage(message);
        }
    }

    /** @return what the last run kept for the view; empty before a run */
    Optional<PortObject[]> internal() {
        return internal;
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
        internal = Optional.empty();
    }

    @Override
    protected void loadInternals(File directory, ExecutionMonitor exec) {
        // internal port objects are kept by whoever keeps the node
    }

    @Override
    protected void saveInternals(File directory, ExecutionMonitor exec) {
        // internal port objects are kept by whoever keeps the node
    }
}
