// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner.workflow;

import java.util.Optional;
import org.flowmatch.standin.VisibleText;
import org.knime.core.node.NodeSettingsRO;

/**
 * A node as it is stored in a workflow directory, before its factory is looked up.
 *
 * @param id the number after the '#' in its label, unique in the workflow
 * @param name the node's name, for instance "CSV Reader"
 * @param factory class name of its factory
 * @param model config {@code model}: the settings
 * @param creationConfig config {@code node_creation_config}: which optional ports are present
 * @param variables config {@code variables}: which settings flow variables control
 * @param executed whether the node was saved with results
 */
public record WorkflowNode(
        int id,
        String name,
        String factory,
        NodeSettingsRO model,
        Optional<NodeSettingsRO> creationConfig,
        Optional<NodeSettingsRO> variables,
        boolean executed) {

    private static final int LONGEST = 80;

    /** The name and number that messages show, as KNIME writes them: "CSV Reader #3"; one line, a very long name is cut. */
    public String label() {
        String line = VisibleText.line(name);
        return (line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line) + " #" + id;
    }
}
