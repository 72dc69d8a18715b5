// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.flowmatch.runner.workflow.FlowVariableValue;
import org.flowmatch.runner.workflow.NodeOption;
import org.flowmatch.runner.workflow.VariableOverrides;
import org.flowmatch.runner.workflow.Workflow;
import org.flowmatch.runner.workflow.WorkflowNode;
import org.flowmatch.standin.NodeHandle;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettings;

/** Makes the nodes of a workflow from the installed factories and gives them their settings. */
final class NodeLoader {
    private static final System.Logger LOG = System.getLogger(NodeLoader.class.getName());

    private final Workflow workflow;
    private final RunSettings settings;
    private final NodeFactories factories;
    private final Map<String, FlowVariableValue> variables = new HashMap<>();
    private final Set<String> used = new HashSet<>();

    /** @throws UsageException when an option names a node that the workflow does not have */
    NodeLoader(Workflow workflow, RunSettings settings, NodeFactories factories) {
        this.workflow = workflow;
        this.settings = settings;
        this.factories = factories;
        for (NodeOption option : settings.options()) {
            if (workflow.node(option.nodeId()).isEmpty()) {
                throw new UsageException(
                        option + " names node #" + option.nodeId() + ", which the workflow does not have.",
                        "Its nodes are "
                                + String.join(
                                        ", ",
                                        workflow.nodes().stream()
                                                .map(WorkflowNode::label)
                                                .toList()) + ".");
            }
        }
        workflow.variables().forEach(variable -> variables.put(variable.name(), variable));
        settings.variables().forEach(variable -> variables.put(variable.name(), variable));
    }

    /**
     * Makes one node.
     *
     * @throws RunnerException when its factory is not installed or refuses the settings
     */
    NodeRun load(WorkflowNode node) {
        NodeFactory<? extends NodeModel> factory = factory(node);
        try {
            NodeHandle handle = NodeHandle.create(factory, node.creationConfig().orElse(null));
            handle.loadSettings(model(node, handle));
            return new NodeRun(node, handle);
        } catch (InvalidSettingsException | IllegalArgumentException e) {
            throw new RunnerException(
                    "The settings of " + node.label() + " are refused: " + e.getMessage(),
                    "Correct them with --option, or in KNIME.",
                    e);
        }
    }

    private NodeFactory<? extends NodeModel> factory(WorkflowNode node) {
        NodeFactory<? extends NodeModel> factory = factories
                .find(node.factory())
                .orElseThrow(() -> new RunnerException(
                        "No bundle contains the node " + node.label() + ": its factory " + node.factory()
                                + " is not installed here.",
                        "This runner knows the Flow Matching nodes, CSV Reader, CSV Writer and Missing Value; run other"
                                + " workflows in KNIME."));
        return factory instanceof WorkflowBound bound ? bound.in(workflow.directory()) : factory;
    }

    private NodeSettings model(WorkflowNode node, NodeHandle handle) {
        NodeSettings model = new NodeSettings("model");
        node.model().copyTo(model);
        List<NodeOption> options = settings.options().stream()
                .filter(option -> option.nodeId() == node.id())
                .toList();
        if (node.variables().isPresent() || !options.isEmpty()) {
            NodeSettings known = known(model, handle);
            node.variables()
                    .ifPresent(tree -> new VariableOverrides(node.label(), variables, used).apply(model, known, tree));
            options.forEach(option -> option.apply(model, known, node.label()));
        }
        return model;
    }

    /** Every setting of a node, also those that a workflow of an earlier version lacks, with the values they then have. */
    private static NodeSettings known(NodeSettings model, NodeHandle handle) {
        NodeSettings known = new NodeSettings("model");
        handle.saveSettings(known);
        try {
            handle.loadSettings(model);
            handle.saveSettings(known);
        } catch (InvalidSettingsException | IllegalArgumentException e) {
            LOG.log(System.Logger.Level.DEBUG, "the stored settings are refused as they are", e);
        }
        merge(model, known);
        return known;
    }

    /** Adds what the other tree lacks, and replaces its values. */
    private static void merge(NodeSettings from, NodeSettings into) {
        for (String key : from.keySet()) {
            if (from.getEntry(key) instanceof NodeSettings branch && into.getEntry(key) instanceof NodeSettings other) {
                merge(branch, other);
            } else {
                into.addEntry(from.getEntry(key));
            }
        }
    }

    /** Names of the variables given that neither the workflow nor a setting knows. */
    List<String> unusedVariables() {
        return settings.variables().stream()
                .map(FlowVariableValue::name)
                .filter(name -> !used.contains(name)
                        && workflow.variables().stream()
                                .noneMatch(variable -> variable.name().equals(name)))
                .toList();
    }
}
