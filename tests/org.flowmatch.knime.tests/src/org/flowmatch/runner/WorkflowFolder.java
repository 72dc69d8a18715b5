// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettings;

/** Writes a workflow directory in KNIME's format: settings of nodes, then their connections. */
public final class WorkflowFolder {
    private final Path directory;
    private final NodeSettings root = new NodeSettings("workflow.knime");
    private final NodeSettings nodes;
    private final NodeSettings connections;

    public WorkflowFolder(Path directory) {
        this.directory = directory;
        root.addString("version", "5.1.0");
        root.addString("name", null);
        root.addString("state", "CONFIGURED");
        root.addNodeSettings("workflow_credentials");
        root.addNodeSettings("nodes");
        root.addNodeSettings("connections");
        try {
            nodes = root.getNodeSettings("nodes");
            connections = root.getNodeSettings("connections");
        } catch (InvalidSettingsException e) {
            throw new IllegalStateException(e);
        }
    }

    public Path directory() {
        return directory;
    }

    /** The content of workflow.knime, to be changed before {@link #write}. */
    public NodeSettings root() {
        return root;
    }

    /** Adds a node with these settings; ids count from 1. */
    public WorkflowFolder node(
            String name, Class<? extends NodeFactory<? extends NodeModel>> factory, NodeSettings model)
            throws IOException {
        return node(name, factory, model, new NodeSettings("variables"));
    }

    /** Adds a node of which flow variables control settings. */
    public WorkflowFolder node(
            String name,
            Class<? extends NodeFactory<? extends NodeModel>> factory,
            NodeSettings model,
            NodeSettings variables)
            throws IOException {
        int id = nodes.keySet().size() + 1;
        String file = name + " (#" + id + ")/settings.xml";
        var entry = nodes.addNodeSettings("node_" + id);
        entry.addInt("id", id);
        entry.addString("node_settings_file", file);
        entry.addBoolean("node_is_meta", false);
        entry.addString("node_type", "NativeNode");
        NodeSettings settings = new NodeSettings("settings.xml");
        settings.addNodeSettings(named(model, "model"));
        settings.addNodeSettings(named(variables, "variables"));
        settings.addString("state", "CONFIGURED");
        settings.addString("factory", factory.getName());
        settings.addString("node-name", name);
        xml(settings, directory.resolve(file));
        return this;
    }

    /** Connects data ports; ports count from 1. */
    public WorkflowFolder connect(int source, int sourcePort, int destination, int destinationPort) {
        var entry =
                connections.addNodeSettings("connection_" + connections.keySet().size());
        entry.addInt("sourceID", source);
        entry.addInt("sourcePort", sourcePort);
        entry.addInt("destID", destination);
        entry.addInt("destPort", destinationPort);
        return this;
    }

    /** Writes workflow.knime. */
    public Path write() throws IOException {
        xml(root, directory.resolve("workflow.knime"));
        return directory;
    }

    private static NodeSettings named(NodeSettings content, String key) {
        NodeSettings copy = new NodeSettings(key);
        content.copyTo(copy);
        return copy;
    }

    private static void xml(NodeSettings settings, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file)) {
            settings.saveToXML(out);
        }
    }

    /** Collects what a run tells. */
    public static final class Listener extends QuietListener {
        public final List<String> events = new ArrayList<>();

        @Override
        public void nodeStarted(NodeRun node) {
            events.add("start " + node.label());
        }

        @Override
        public void nodeEnded(NodeRun node) {
            events.add(node.state() + " " + node.label());
        }

        @Override
        public void warning(String text) {
            events.add("warning " + text);
        }
    }
}
