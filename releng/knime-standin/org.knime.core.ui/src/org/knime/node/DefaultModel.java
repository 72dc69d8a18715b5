// SPDX-License-Identifier: Apache-2.0
package org.knime.node;

import java.util.Optional;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.ColumnRearranger;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.parameters.NodeParameters;

/** What a node does: the class of its parameters and the functions that configure and execute it. */
public abstract sealed class DefaultModel
        permits DefaultModel.StandardDefaultModel, DefaultModel.RearrangeColumnsDefaultModel {

    final Optional<Class<? extends NodeParameters>> parametersClass;

    DefaultModel(Class<? extends NodeParameters> parametersClass) {
        this.parametersClass = Optional.ofNullable(parametersClass);
    }

    static RequireModelParameters create() {
        return parametersClass -> new RequireConfigureOrRearrangeColumns() {
            @Override
            public RequireExecute configure(ConfigureOrRearrangerConsumer<ConfigureInput, ConfigureOutput> configure) {
                return execute -> new StandardDefaultModel(parametersClass, configure, execute);
            }

            @Override
            public DefaultModel rearrangeColumns(
                    ConfigureOrRearrangerConsumer<RearrangeColumnsInput, RearrangeColumnsOutput> rearrange) {
                return new RearrangeColumnsDefaultModel(parametersClass, rearrange);
            }
        };
    }

    /** Configures and executes. */
    static final class StandardDefaultModel extends DefaultModel {

        final ConfigureOrRearrangerConsumer<ConfigureInput, ConfigureOutput> configure;
        final ExecuteConsumer execute;

        StandardDefaultModel(
                Class<? extends NodeParameters> parametersClass,
                ConfigureOrRearrangerConsumer<ConfigureInput, ConfigureOutput> configure,
                ExecuteConsumer execute) {
            super(parametersClass);
            this.configure = configure;
            this.execute = execute;
        }
    }

    /** Makes the columns of its one output table from its one input table, row by row. */
    static final class RearrangeColumnsDefaultModel extends DefaultModel {

        final ConfigureOrRearrangerConsumer<RearrangeColumnsInput, RearrangeColumnsOutput> rearrange;

        RearrangeColumnsDefaultModel(
                Class<? extends NodeParameters> parametersClass,
                ConfigureOrRearrangerConsumer<RearrangeColumnsInput, RearrangeColumnsOutput> rearrange) {
            super(parametersClass);
            this.rearrange = rearrange;
        }
    }

    /** The parameters of the model. */
    public interface RequireModelParameters {

        RequireConfigureOrRearrangeColumns parametersClass(Class<? extends NodeParameters> parametersClass);

        default RequireConfigureOrRearrangeColumns withoutParameters() {
            return parametersClass(null);
        }
    }

    /** The first function of the model. */
    public interface RequireConfigureOrRearrangeColumns {

        RequireExecute configure(ConfigureOrRearrangerConsumer<ConfigureInput, ConfigureOutput> configure);

        DefaultModel rearrangeColumns(
                ConfigureOrRearrangerConsumer<RearrangeColumnsInput, RearrangeColumnsOutput> rearrangeColumns);
    }

    /** The second function of the model. */
    public interface RequireExecute {

        DefaultModel execute(ExecuteConsumer execute);
    }

    /**
     * Reads the input and fills the output.
     *
     * @param <I> the input
     * @param <O> the output
     */
    @FunctionalInterface
    public interface ConfigureOrRearrangerConsumer<I, O> {

        void accept(I input, O output) throws InvalidSettingsException;
    }

    /** Reads the input and fills the output; reports failure by a {@link KNIMEException} only. */
    @FunctionalInterface
    public interface ExecuteConsumer {

        void accept(ExecuteInput input, ExecuteOutput output) throws CanceledExecutionException, KNIMEException;
    }

    /** What configuring knows. The arrays are shorter where an optional port is absent. */
    public interface ConfigureInput {

        <S extends NodeParameters> S getParameters();

        PortObjectSpec[] getInPortSpecs();

        <S extends PortObjectSpec> S getInPortSpec(int portIndex);

        /** @throws ClassCastException when some input is not a table */
        DataTableSpec[] getInTableSpecs();

        /** @throws ClassCastException when the input is not a table */
        DataTableSpec getInTableSpec(int portIndex);

        PortType[] getOutPortTypes();
    }

    /** What configuring tells. */
    public interface ConfigureOutput {

        @SuppressWarnings("unchecked")
        <S extends PortObjectSpec> void setOutSpecs(S... specs);

        <S extends PortObjectSpec> void setOutSpec(int index, S spec);

        void setWarningMessage(String message);
    }

    /** What executing knows. The arrays are shorter where an optional port is absent. */
    public interface ExecuteInput {

        <S extends NodeParameters> S getParameters();

        PortObject[] getInPortObjects();

        <D extends PortObject> D getInPortObject(int portIndex);

        /** @throws ClassCastException when some input is not a table */
        BufferedDataTable[] getInTables();

        /** @throws ClassCastException when the input is not a table */
        BufferedDataTable getInTable(int portIndex);

        ExecutionContext getExecutionContext();

        PortType[] getOutPortTypes();
    }

    /** What executing gives. */
    public interface ExecuteOutput {

        @SuppressWarnings("unchecked")
        <D extends PortObject> void setOutData(D... data);

        <D extends PortObject> void setOutData(int index, D data);

        /** @param data kept with the node, for its view */
        @SuppressWarnings("unchecked")
        <D extends PortObject> void setInternalData(D... data);

        void setWarningMessage(String message);
    }

    /** What rearranging knows. */
    public interface RearrangeColumnsInput {

        <S extends NodeParameters> S getParameters();

        DataTableSpec getDataTableSpec();
    }

    /** What rearranging gives. */
    public interface RearrangeColumnsOutput {

        void setColumnRearranger(ColumnRearranger rearranger);
    }
}
