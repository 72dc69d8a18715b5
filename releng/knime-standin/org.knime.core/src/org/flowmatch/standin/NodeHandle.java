// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.flowmatch.standin.internal.FileStores;
import org.flowmatch.standin.internal.Nodes;
import org.flowmatch.standin.spi.NodeFacts;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.filestore.FileStorePortObject;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.context.ModifiableNodeCreationConfiguration;
import org.knime.core.node.context.ports.ModifiablePortsConfiguration;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.node.workflow.FlowVariable;

/** One node as the application holds it: model, ports, settings and file stores. The variable ports are not counted. */
public final class NodeHandle {

    private static final Nodes NODES = Nodes.FRIEND;

    private final NodeFactory<?> m_factory;
    private final ModifiableNodeCreationConfiguration m_configuration;
    private final NodeModel m_model;
    private PortObjectSpec[] m_configured;
    private FileStoreFolder m_stores;
    private String m_codingProblem;

    private NodeHandle(
            final NodeFactory<?> factory,
            final ModifiableNodeCreationConfiguration configuration,
            final NodeModel model) {
        m_factory = factory;
        m_configuration = configuration;
        m_model = model;
    }

    /**
     * A new node; the configuration is the sub-tree node_creation_config of its settings, or null for that of a node
     * just added to a workflow.
     */
    public static <T extends NodeModel> NodeHandle create(
            final NodeFactory<T> factory, final NodeSettingsRO creationConfig) throws InvalidSettingsException {
        ModifiableNodeCreationConfiguration configuration = NODES.creationConfig(factory);
        if (configuration != null && creationConfig != null) {
            var around = new NodeSettings("node");
            creationConfig.copyTo(around.addNodeSettings("node_creation_config"));
            configuration.loadSettingsFrom(around);
        }
        return new NodeHandle(factory, configuration, NODES.model(factory, configuration));
    }

    public String name() {
        return m_factory.getNodeName();
    }

    public NodeFactory<?> factory() {
        return m_factory;
    }

    public NodeModel model() {
        return m_model;
    }

    public PortType[] inPortTypes() {
        return NODES.inPorts(m_model);
    }

    public PortType[] outPortTypes() {
        return NODES.outPorts(m_model);
    }

    public String[] inPortNames() {
        Map<String, int[]> groups =
                ports().map(ModifiablePortsConfiguration::getInputPortLocation).orElse(Map.of());
        List<NodeFacts.Port> texts = NodeFacts.of(m_factory).inPorts();
        var names = new String[inPortTypes().length];
        Arrays.setAll(names, i -> name(groups, texts, i).orElseGet(() -> m_factory.getInportName(i)));
        return names;
    }

    public String[] outPortNames() {
        Map<String, int[]> groups =
                ports().map(ModifiablePortsConfiguration::getOutputPortLocation).orElse(Map.of());
        List<NodeFacts.Port> texts = NodeFacts.of(m_factory).outPorts();
        var names = new String[outPortTypes().length];
        Arrays.setAll(names, i -> name(groups, texts, i).orElseGet(() -> m_factory.getOutportName(i)));
        return names;
    }

    private Optional<ModifiablePortsConfiguration> ports() {
        return Optional.ofNullable(m_configuration).flatMap(ModifiableNodeCreationConfiguration::getPortConfig);
    }

    private static Optional<String> name(
            final Map<String, int[]> groups, final List<NodeFacts.Port> texts, final int port) {
        return groups.entrySet().stream()
                .filter(group -> Arrays.stream(group.getValue()).anyMatch(i -> i == port))
                .flatMap(group -> texts.stream().filter(text -> text.group().equals(group.getKey())))
                .map(NodeFacts.Port::name)
                .findFirst();
    }

    /** Writes the node's present settings, as they are kept in the sub-tree model. */
    public void saveSettings(final NodeSettingsWO model) {
        NODES.saveSettings(m_model, model);
    }

    /** Writes the sub-tree node_creation_config when the ports can be configured. */
    public void saveCreationConfig(final NodeSettingsWO node) {
        if (m_configuration != null) {
            m_configuration.saveSettingsTo(node);
        }
    }

    /** Validates and loads the sub-tree model. */
    public void loadSettings(final NodeSettingsRO model) throws InvalidSettingsException {
        NODES.loadSettings(m_model, model);
    }

    public void setVariables(final Map<String, FlowVariable> variables) {
        NODES.setVariables(m_model, variables);
    }

    public Map<String, FlowVariable> pushedVariables() {
        return NODES.pushedVariables(m_model);
    }

    /** The specs of the outputs; an element is null when it is not known before the execution. */
    public PortObjectSpec[] configure(final PortObjectSpec[] in) throws InvalidSettingsException {
        m_configured = null;
        PortType[] types = inPortTypes();
        checkCount(types, in);
        for (int i = 0; i < in.length; i++) {
            if (in[i] != null && !types[i].acceptsPortObjectSpec(in[i])) {
                throw new InvalidSettingsException("Incompatible spec at input " + (i + 1) + ": expected "
                        + types[i].getName() + ", but got " + in[i].getClass().getSimpleName() + ".");
            }
        }
        PortObjectSpec[] out = NODES.configure(m_model, in);
        m_configured = out == null ? new PortObjectSpec[outPortTypes().length] : out;
        return m_configured;
    }

    private static void checkCount(final PortType[] types, final Object[] in) {
        if (in.length != types.length) {
            throw new IllegalArgumentException("The node has " + types.length + " inputs, not " + in.length + ".");
        }
    }

    /**
     * Runs the node on copies of its inputs (tables are not copied), as the application does. A cancel interrupts the
     * thread. When it fails or is cancelled, the node is reset and its file stores are deleted.
     */
    public PortObject[] execute(final PortObject[] in, final ExecutionContext exec) throws Exception {
        checkCount(inPortTypes(), in);
        deleteStores();
        Path root = NODES.folder(exec).path();
        var stores = new FileStoreFolder(root.resolve("fs-" + UUID.randomUUID()));
        m_stores = stores;
        ExecutionContext own = NODES.context(exec.getProgressMonitor(), stores);
        boolean done = false;
        try (CancelWatch watch = CancelWatch.over(exec)) {
            PortObject[] out = run(in, own);
            watch.check();
            done = true;
            return out;
        } catch (Exception failure) {
            exec.getProgressMonitor().checkCanceled();
            if (failure instanceof InterruptedException) {
                throw new CanceledExecutionException();
            }
            throw failure;
        } finally {
            stores.close();
            if (!done) {
                boolean interrupted = Thread.interrupted();
                reset();
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    private PortObject[] run(final PortObject[] in, final ExecutionContext exec) throws Exception {
        var copies = new PortObject[in.length];
        for (int i = 0; i < in.length; i++) {
            copies[i] = PortCopy.copy(in[i], exec);
        }
        PortObject[] out = NODES.execute(m_model, copies, exec);
        PortType[] types = outPortTypes();
        if (out == null || out.length != types.length) {
            throw new IllegalStateException("The node has " + types.length + " outputs, but made "
                    + (out == null ? "none" : Integer.toString(out.length)) + ".");
        }
        m_codingProblem = null;
        for (int i = 0; i < out.length; i++) {
            if (!types[i].acceptsPortObject(out[i])) {
                throw new IllegalStateException("Output " + (i + 1) + " should be a " + types[i].getName() + ", but is "
                        + (out[i] == null ? "null" : out[i].getClass().getSimpleName()) + ".");
            }
            if (out[i] instanceof FileStorePortObject withStores) {
                FileStores.FRIEND.flush(withStores);
            }
            compareWithConfigured(i, out[i].getSpec());
        }
        return out;
    }

    private void compareWithConfigured(final int port, final PortObjectSpec spec) {
        PortObjectSpec promised = m_configured == null ? null : m_configured[port];
        boolean same = promised == null
                || (promised instanceof DataTableSpec table
                        ? table.equalStructure((DataTableSpec) spec)
                        : promised.getClass() == spec.getClass());
        if (!same) {
            m_codingProblem = "The spec of output " + (port + 1)
                    + " that configure made differs from the one of execute: " + promised + " and " + spec + ".";
        }
    }

    /** What is wrong with the node's code though the execution succeeded. */
    public Optional<String> codingProblem() {
        return Optional.ofNullable(m_codingProblem);
    }

    /** Forgets what the execution made and deletes the node's file stores. */
    public void reset() {
        NODES.reset(m_model);
        try {
            deleteStores();
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "The file stores of " + name() + " cannot be deleted: " + failure.getMessage(), failure);
        }
    }

    private void deleteStores() throws IOException {
        if (m_stores != null) {
            m_stores.delete();
            m_stores = null;
        }
    }

    /** The warning that the last configure or execute left. */
    public Optional<String> warning() {
        return NODES.warning(m_model);
    }

    /** The text of the view's initial data, when the node has a view. */
    public Optional<String> viewInitialData() {
        return NodeFacts.of(m_factory).viewInitialData().apply(m_model);
    }
}
