// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner.workflow;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.flowmatch.engine.IoReason;
import org.flowmatch.runner.PathText;
import org.flowmatch.runner.RunnerException;
import org.flowmatch.runner.UsageException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;

/**
 * Reads a workflow directory in KNIME's on-disk format: {@code workflow.knime} and each node's {@code settings.xml}.
 * Nothing is looked up yet: a factory that is not installed is no error here.
 */
public final class WorkflowReader {
    private static final String FILE = "workflow.knime";
    private static final Set<String> VERSIONS = new TreeSet<>(Set.of("3.1.0", "3.7.0", "3.8.0", "4.1.0", "5.1.0"));

    /** Files of settings have some kB; a tree takes several times the memory of its text. */
    private static final long LARGEST = 64L << 20;

    private final Path directory;
    private final Path file;

    private WorkflowReader(Path directory) {
        this.directory = directory;
        this.file = directory.resolve(FILE);
    }

    /**
     * Reads the workflow in a directory; the path of its {@code workflow.knime} does as well.
     *
     * @throws UsageException when there is no workflow at that path
     * @throws RunnerException when the workflow is broken or uses something that the runner does not support
     */
    public static Workflow read(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        Path named = absolute.getFileName();
        Path directory = named != null && named.toString().equals(FILE) ? absolute.getParent() : absolute;
        if (directory == null || !Files.isDirectory(directory)) {
            String remedy = path.toString().contains("\ufffd") ? PathText.remedy(path.toString()) : "";
            throw new UsageException(
                    "There is no directory " + path + ".", "Name a KNIME workflow directory. " + remedy);
        }
        if (!Files.isRegularFile(directory.resolve(FILE))) {
            throw new UsageException(
                    "The directory " + path + " is not a KNIME workflow: it holds no file " + FILE + ".",
                    "Name the directory that was made by KNIME for one workflow.");
        }
        return new WorkflowReader(directory).read();
    }

    private Workflow read() {
        NodeSettingsRO root = xml(file);
        try {
            checkVersion(RequiredText.of(root, "version", ""));
            List<WorkflowNode> nodes = nodes(root.getNodeSettings("nodes"));
            return new Workflow(
                    directory, nodes, connections(root.getNodeSettings("connections"), nodes), variables(root));
        } catch (InvalidSettingsException e) {
            throw broken(file, e);
        }
    }

    private void checkVersion(String version) {
        if (!VERSIONS.contains(version)) {
            throw new RunnerException(
                    file + " has the version '" + version + "', which this runner does not know.",
                    "It reads the versions " + String.join(", ", VERSIONS)
                            + ": open the workflow in KNIME 5.8 and save it again.");
        }
    }

    private List<WorkflowNode> nodes(NodeSettingsRO list) throws InvalidSettingsException {
        List<WorkflowNode> nodes = new ArrayList<>();
        for (String key : list.keySet()) {
            NodeSettingsRO entry = list.getNodeSettings(key);
            int id = entry.getInt("id");
            if (entry.getBoolean("node_is_meta", false)
                    || !RequiredText.of(entry, "node_type", "NativeNode").equals("NativeNode")) {
                throw new RunnerException(
                        "Node #" + id + " (" + entry.getString("node_settings_file")
                                + ") is a metanode or component, which this runner does not support.",
                        "Expand it in KNIME, or run the workflow there.");
            }
            if (nodes.stream().anyMatch(node -> node.id() == id)) {
                throw new RunnerException(file + " names two nodes with the id " + id + ".", "Correct the file.");
            }
            nodes.add(node(id, settingsFile(id, RequiredText.of(entry, "node_settings_file"))));
        }
        nodes.sort(Comparator.comparingInt(WorkflowNode::id));
        return nodes;
    }

    private Path settingsFile(int id, String stored) throws InvalidSettingsException {
        try {
            Path settings = directory.resolve(stored).normalize();
            if (settings.startsWith(directory)) {
                return settings;
            }
            throw new InvalidSettingsException(
                    "The settings of node #" + id + " lie outside the workflow, in '" + stored + "'");
        } catch (InvalidPathException e) {
            throw new InvalidSettingsException(
                    "The settings of node #" + id + " lie in '" + stored + "', which is not a path on this machine. "
                            + PathText.remedy(stored),
                    e);
        }
    }

    private static WorkflowNode node(int id, Path settingsFile) {
        NodeSettingsRO settings = xml(settingsFile);
        try {
            String factory = RequiredText.of(settings, "factory");
            return new WorkflowNode(
                    id,
                    RequiredText.of(settings, "node-name", factory.substring(factory.lastIndexOf('.') + 1)),
                    factory,
                    settings.getNodeSettings("model"),
                    child(settings, "node_creation_config"),
                    child(settings, "variables"),
                    "EXECUTED".equals(settings.getString("state", "")));
        } catch (InvalidSettingsException e) {
            throw broken(settingsFile, e);
        }
    }

    private List<Connection> connections(NodeSettingsRO list, List<WorkflowNode> nodes)
            throws InvalidSettingsException {
        List<Connection> connections = new ArrayList<>();
        for (String key : list.keySet()) {
            NodeSettingsRO entry = list.getNodeSettings(key);
            Connection added = new Connection(
                    entry.getInt("sourceID"),
                    entry.getInt("sourcePort"),
                    entry.getInt("destID"),
                    entry.getInt("destPort"));
            for (int end : new int[] {added.source(), added.destination()}) {
                if (nodes.stream().noneMatch(node -> node.id() == end)) {
                    throw new RunnerException(
                            file + ": " + key + " names node #" + end + ", which the workflow does not have.",
                            "Correct the connection, or save the workflow in KNIME again.");
                }
            }
            for (Connection other : connections) {
                if (other.destination() == added.destination() && other.destinationPort() == added.destinationPort()) {
                    throw new RunnerException(
                            file + ": two connections enter port " + added.destinationPort() + " of node #"
                                    + added.destination() + ".",
                            "Remove one of them.");
                }
            }
            connections.add(added);
        }
        return connections;
    }

    private static List<FlowVariableValue> variables(NodeSettingsRO root) throws InvalidSettingsException {
        Optional<NodeSettingsRO> list = child(root, "workflow_variables");
        List<FlowVariableValue> variables = new ArrayList<>();
        if (list.isPresent()) {
            for (String key : list.get().keySet()) {
                NodeSettingsRO entry = list.get().getNodeSettings(key);
                String name = RequiredText.of(entry, "name");
                switch (RequiredText.of(entry, "class", "")) {
                    case "STRING" -> variables.add(new FlowVariableValue(name, RequiredText.of(entry, "value")));
                    case "INTEGER" -> variables.add(new FlowVariableValue(name, entry.getInt("value")));
                    case "DOUBLE" -> variables.add(new FlowVariableValue(name, entry.getDouble("value")));
                        // other types cannot control a setting that the runner knows
                    default -> {}
                }
            }
        }
        return variables;
    }

    private static Optional<NodeSettingsRO> child(NodeSettingsRO settings, String key) throws InvalidSettingsException {
        return settings.containsKey(key) ? Optional.of(settings.getNodeSettings(key)) : Optional.empty();
    }

    private static NodeSettingsRO xml(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new RunnerException(
                    "The workflow's file " + file + " is missing.", "Restore it, or save the workflow in KNIME again.");
        }
        try (InputStream in = Files.newInputStream(file)) {
            if (Files.size(file) > LARGEST) {
                throw new IOException("it has more than " + (LARGEST >> 20) + " MiB");
            }
            return NodeSettings.loadFromXML(in);
        } catch (IOException e) {
            throw broken(file, e);
        }
    }

    private static RunnerException broken(Path file, Exception cause) {
        String reason = cause instanceof IOException io ? IoReason.of(io) : String.valueOf(cause.getMessage());
        return new RunnerException(
                file + " cannot be read: " + reason.replaceAll("\\.+$", "") + ".",
                "Restore the file, or save the workflow in KNIME again.",
                cause);
    }
}
