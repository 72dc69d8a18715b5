// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.table;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flowmatch.runner.NodeFactories;
import org.flowmatch.standin.Extensions;
import org.flowmatch.standin.NodeHandle;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettings;

/** Writes a workflow of nodes in a row with their defaults: the table, coupling, path, learner, sampler. */
final class ChainWorkflow {
    private static final String NODES = "org.flowmatch.knime.";
    private static final Map<String, String> FACTORIES = new LinkedHashMap<>();

    static {
        FACTORIES.put("Mixed Table", MixedTableNodeFactory.class.getName());
        FACTORIES.put("Flow Coupling", NODES + "coupling.FlowCouplingNodeFactory");
        FACTORIES.put("Conditional Path", NODES + "path.ConditionalPathNodeFactory");
        FACTORIES.put("Velocity Learner", NODES + "learner.VelocityLearnerNodeFactory");
        FACTORIES.put("Flow Sampler", NODES + "sampler.FlowSamplerNodeFactory");
    }

    private ChainWorkflow() {}

    /** The installed nodes and that which makes the table. */
    static final NodeFactories INSTALLED = new NodeFactories() {
        @Override
        public Optional<? extends NodeFactory<? extends NodeModel>> find(String className) {
            return className.equals(MixedTableNodeFactory.class.getName())
                    ? Optional.of(new MixedTableNodeFactory())
                    : Extensions.nodeFactory(className);
        }
    };

    /** What the chain changes about the nodes' defaults, as options of the runner. */
    static List<String> options(int rows, int solverSteps) {
        return List.of(
                "1,rows," + rows + ",int",
                "4,budget,STEPS,String",
                "4,steps,500,long",
                "4,batchSize,1024,int",
                "4,networkSize,CHOSEN,String",
                "4,layers,2,int",
                "4,width,64,int",
                "5,rows," + rows + ",int",
                "5,solver/steps," + solverSteps + ",int");
    }

    static void write(Path directory) throws IOException {
        NodeSettings root = new NodeSettings("workflow.knime");
        root.addString("version", "5.1.0");
        root.addString("name", "table");
        root.addString("state", "CONFIGURED");
        root.addNodeSettings("workflow_credentials");
        var nodes = root.addNodeSettings("nodes");
        var connections = root.addNodeSettings("connections");
        int id = 0;
        for (Map.Entry<String, String> node : FACTORIES.entrySet()) {
            id++;
            String file = node.getKey() + " (#" + id + ")/settings.xml";
            var entry = nodes.addNodeSettings("node_" + id);
            entry.addInt("id", id);
            entry.addString("node_settings_file", file);
            entry.addBoolean("node_is_meta", false);
            entry.addString("node_type", "NativeNode");
            xml(settings(node.getKey(), node.getValue()), directory.resolve(file));
            if (id > 1) {
                var connection = connections.addNodeSettings("connection_" + (id - 2));
                connection.addInt("sourceID", id - 1);
                connection.addInt("sourcePort", 1);
                connection.addInt("destID", id);
                connection.addInt("destPort", 1);
            }
        }
        xml(root, directory.resolve("workflow.knime"));
    }

    private static NodeSettings settings(String name, String factory) throws IOException {
        try {
            NodeHandle node = NodeHandle.create(INSTALLED.find(factory).orElseThrow(), null);
            NodeSettings settings = new NodeSettings("settings.xml");
            node.saveSettings(settings.addNodeSettings("model"));
            node.saveCreationConfig(settings);
            settings.addString("state", "CONFIGURED");
            settings.addString("factory", factory);
            settings.addString("node-name", name);
            return settings;
        } catch (InvalidSettingsException e) {
            throw new IOException(name + " cannot be made: " + e.getMessage(), e);
        }
    }

    private static void xml(NodeSettings settings, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file)) {
            settings.saveToXML(out);
        }
    }
}
