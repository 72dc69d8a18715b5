// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner.workflow;

import java.util.Map;
import java.util.Set;
import org.flowmatch.runner.RunnerException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.config.base.ConfigEntries;

/**
 * The settings of a node that flow variables control, as config {@code variables} of its settings.xml names them: a tree
 * of the settings' keys whose leaves hold the name of a variable.
 */
public final class VariableOverrides {
    private static final String USED = "used_variable";

    private final String label;
    private final Map<String, FlowVariableValue> values;
    private final Set<String> used;

    /**
     * @param label the node's name for messages
     * @param values the workflow's variables by name
     * @param used receives the names of the variables that controlled a setting
     */
    public VariableOverrides(String label, Map<String, FlowVariableValue> values, Set<String> used) {
        this.label = label;
        this.values = values;
        this.used = used;
    }

    /**
     * Replaces the controlled settings by their variables' values.
     *
     * @param known the node's settings with every key that it has; a group that the settings lack is taken from them
     * @throws RunnerException when a variable is not defined or cannot stand for its setting
     */
    public void apply(NodeSettings model, NodeSettings known, NodeSettingsRO variables) {
        try {
            apply(model, known, variables.containsKey("tree") ? variables.getNodeSettings("tree") : variables, "");
        } catch (InvalidSettingsException e) {
            throw new RunnerException(
                    "The flow variables of " + label + " cannot be applied: " + e.getMessage() + ".",
                    "Open the workflow in KNIME and save it again.",
                    e);
        }
    }

    private void apply(NodeSettings model, NodeSettings known, NodeSettingsRO tree, String path)
            throws InvalidSettingsException {
        for (String key : tree.keySet()) {
            if (!isConfig(tree, key)) {
                continue;
            }
            NodeSettingsRO branch = tree.getNodeSettings(key);
            if (!branch.containsKey(USED)) {
                NodeSettings group = known.getNodeSettings(key);
                if (!model.containsKey(key)) {
                    group.copyTo(model.addNodeSettings(key));
                }
                apply(model.getNodeSettings(key), group, branch, path + key + "/");
            } else if (branch.getString(USED) != null) {
                put(model, known, key, path + key, branch.getString(USED));
            }
        }
    }

    private static boolean isConfig(NodeSettingsRO tree, String key) {
        return tree instanceof NodeSettings settings && settings.getEntry(key).getType() == ConfigEntries.config;
    }

    private void put(NodeSettings model, NodeSettings known, String key, String path, String variable) {
        FlowVariableValue defined = values.get(variable);
        if (defined == null) {
            throw new RunnerException(
                    "The setting '" + path + "' of " + label + " is controlled by the flow variable '" + variable
                            + "', which is not defined.",
                    "Define it: --variable " + variable + ",VALUE,TYPE.");
        }
        used.add(variable);
        ConfigEntries type = known.containsKey(key) ? known.getEntry(key).getType() : ConfigEntries.config;
        Object value = defined.value();
        if (type == ConfigEntries.xstring) {
            model.addString(key, value.toString());
        } else if (type == ConfigEntries.xint && value instanceof Integer number) {
            model.addInt(key, number);
        } else if (type == ConfigEntries.xlong && (value instanceof Integer || value instanceof Long)) {
            model.addLong(key, ((Number) value).longValue());
        } else if (type == ConfigEntries.xdouble && value instanceof Number number) {
            model.addDouble(key, number.doubleValue());
        } else if (type == ConfigEntries.xboolean && value instanceof Boolean truth) {
            model.addBoolean(key, truth);
        } else if (type == ConfigEntries.xboolean && (value.equals("true") || value.equals("false"))) {
            model.addBoolean(key, value.equals("true"));
        } else {
            throw new RunnerException(
                    "The flow variable '" + variable + "' is a "
                            + value.getClass().getSimpleName() + " and cannot control the setting '" + path + "' of "
                            + label + ".",
                    "Give it the type of that setting, or set the value with --option.");
        }
    }
}
