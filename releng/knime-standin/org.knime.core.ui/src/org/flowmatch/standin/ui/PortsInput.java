// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.ui;

import java.util.Optional;
import java.util.stream.Stream;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.parameters.NodeParametersInput;

/**
 * What a dialog knows, from given specs and objects; null elements for ports without. As in KNIME an index behind the last
 * present port throws, and a port that is not a table makes the table methods throw a ClassCastException.
 */
public record PortsInput(PortObjectSpec[] specs, PortObject[] objects, PortType[] inTypes, PortType[] outTypes)
        implements NodeParametersInput {

    /** A node whose inputs are configured but not executed. */
    public static PortsInput ofSpecs(PortObjectSpec[] specs, PortType[] inTypes, PortType[] outTypes) {
        return new PortsInput(specs, new PortObject[specs.length], inTypes, outTypes);
    }

    @Override
    public PortType[] getInPortTypes() {
        return inTypes;
    }

    @Override
    public PortType[] getOutPortTypes() {
        return outTypes;
    }

    @Override
    public PortObjectSpec[] getInPortSpecs() {
        return specs;
    }

    @Override
    public Optional<PortObjectSpec> getInPortSpec(int portIndex) {
        return Optional.ofNullable(specs[portIndex]);
    }

    @Override
    public DataTableSpec[] getInTableSpecs() {
        return Stream.of(specs).map(DataTableSpec.class::cast).toArray(DataTableSpec[]::new);
    }

    @Override
    public Optional<DataTableSpec> getInTableSpec(int portIndex) {
        return getInPortSpec(portIndex).map(DataTableSpec.class::cast);
    }

    @Override
    public PortObject[] getInPortObjects() {
        return objects;
    }

    @Override
    public Optional<PortObject> getInPortObject(int portIndex) {
        return Optional.ofNullable(objects[portIndex]);
    }

    @Override
    public BufferedDataTable[] getInTables() {
        return Stream.of(objects).map(BufferedDataTable.class::cast).toArray(BufferedDataTable[]::new);
    }

    @Override
    public Optional<BufferedDataTable> getInTable(int portIndex) {
        return getInPortObject(portIndex).map(BufferedDataTable.class::cast);
    }
}
