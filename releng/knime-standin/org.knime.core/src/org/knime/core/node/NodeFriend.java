// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import java.util.Map;
import java.util.Optional;
import org.flowmatch.standin.FileStoreFolder;
import org.flowmatch.standin.internal.Nodes;
import org.flowmatch.standin.spi.NodeFacts;
import org.knime.core.node.context.ModifiableNodeCreationConfiguration;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.node.workflow.FlowVariable;

/** Opens this package to the framework. */
final class NodeFriend extends Nodes {

    @Override
    public void attach(final NodeFactory<?> factory, final NodeFacts facts) {
        factory.setFacts(facts);
    }

    @Override
    public NodeFacts facts(final NodeFactory<?> factory) {
        return factory.facts();
    }

    @Override
    public ModifiableNodeCreationConfiguration creationConfig(final NodeFactory<?> factory) {
        return factory instanceof ConfigurableNodeFactory<?> configurable
                ? configurable.createNodeCreationConfig()
                : null;
    }

    @Override
    public <T extends NodeModel> T model(
            final NodeFactory<T> factory, final ModifiableNodeCreationConfiguration configuration) {
        return configuration == null ? factory.createNodeModel() : factory.createNodeModel(configuration);
    }

    @Override
    public PortType[] inPorts(final NodeModel model) {
        var ports = new PortType[model.getNrInPorts()];
        for (int i = 0; i < ports.length; i++) {
            ports[i] = model.getInPortType(i);
        }
        return ports;
    }

    @Override
    public PortType[] outPorts(final NodeModel model) {
        var ports = new PortType[model.getNrOutPorts()];
        for (int i = 0; i < ports.length; i++) {
            ports[i] = model.getOutPortType(i);
        }
        return ports;
    }

    @Override
    public void saveSettings(final NodeModel model, final NodeSettingsWO settings) {
        model.saveSettingsTo(settings);
    }

    @Override
    public void loadSettings(final NodeModel model, final NodeSettingsRO settings) throws InvalidSettingsException {
        model.validateSettings(settings);
        model.loadValidatedSettingsFrom(settings);
    }

    @Override
    public PortObjectSpec[] configure(final NodeModel model, final PortObjectSpec[] in)
            throws InvalidSettingsException {
        model.setWarningMessage(null);
        return model.configure(in);
    }

    @Override
    public PortObject[] execute(final NodeModel model, final PortObject[] in, final ExecutionContext exec)
            throws Exception {
        model.setWarningMessage(null);
        return model.execute(in, exec);
    }

    @Override
    public void reset(final NodeModel model) {
        model.setWarningMessage(null);
        model.reset();
    }

    @Override
    public Optional<String> warning(final NodeModel model) {
        return Optional.ofNullable(model.getWarningMessage());
    }

    @Override
    public void setVariables(final NodeModel model, final Map<String, FlowVariable> variables) {
        model.setVariables(variables);
    }

    @Override
    public Map<String, FlowVariable> pushedVariables(final NodeModel model) {
        return model.pushedVariables();
    }

    @Override
    public ExecutionContext context(final NodeProgressMonitor monitor, final FileStoreFolder folder) {
        return new ExecutionContext(monitor, folder);
    }

    @Override
    public FileStoreFolder folder(final ExecutionContext exec) {
        return exec.folder();
    }
}
