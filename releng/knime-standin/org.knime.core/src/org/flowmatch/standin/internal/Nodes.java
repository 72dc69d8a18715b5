// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.internal;

import java.util.Map;
import java.util.Optional;
import org.flowmatch.standin.FileStoreFolder;
import org.flowmatch.standin.spi.NodeFacts;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeProgressMonitor;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.context.ModifiableNodeCreationConfiguration;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.node.workflow.FlowVariable;

/** What the framework does with nodes and a node cannot. */
public abstract class Nodes {

    /** The only instance. */
    public static final Nodes FRIEND = Friend.load(Nodes.class, "org.knime.core.node.NodeFriend");

    public abstract void attach(NodeFactory<?> factory, NodeFacts facts);

    public abstract NodeFacts facts(NodeFactory<?> factory);

    /** The configuration of a factory with configurable ports, else null. */
    public abstract ModifiableNodeCreationConfiguration creationConfig(NodeFactory<?> factory);

    /** A model for the configuration, which may be null. */
    public abstract <T extends NodeModel> T model(
            NodeFactory<T> factory, ModifiableNodeCreationConfiguration configuration);

    public abstract PortType[] inPorts(NodeModel model);

    public abstract PortType[] outPorts(NodeModel model);

    public abstract void saveSettings(NodeModel model, NodeSettingsWO settings);

    public abstract void loadSettings(NodeModel model, NodeSettingsRO settings) throws InvalidSettingsException;

    public abstract PortObjectSpec[] configure(NodeModel model, PortObjectSpec[] in) throws InvalidSettingsException;

    public abstract PortObject[] execute(NodeModel model, PortObject[] in, ExecutionContext exec) throws Exception;

    public abstract void reset(NodeModel model);

    public abstract Optional<String> warning(NodeModel model);

    public abstract void setVariables(NodeModel model, Map<String, FlowVariable> variables);

    /** The variables that a node has pushed since the last call of {@link #setVariables}. */
    public abstract Map<String, FlowVariable> pushedVariables(NodeModel model);

    public abstract ExecutionContext context(NodeProgressMonitor monitor, FileStoreFolder folder);

    public abstract FileStoreFolder folder(ExecutionContext exec);
}
