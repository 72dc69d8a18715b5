// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner.workflow;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A workflow as it is stored on disk.
 *
 * @param directory the directory that holds {@code workflow.knime}; workflow-relative paths start here
 * @param nodes its nodes, by rising id
 * @param connections its connections; both ends exist and no input port has two
 * @param variables workflow variables with their stored values
 */
public record Workflow(
        Path directory, List<WorkflowNode> nodes, List<Connection> connections, List<FlowVariableValue> variables) {

    public Workflow {
        nodes = List.copyOf(nodes);
        connections = List.copyOf(connections);
        variables = List.copyOf(variables);
    }

    /** The node with this id, if the workflow has one. */
    public Optional<WorkflowNode> node(int id) {
        return nodes.stream().filter(node -> node.id() == id).findFirst();
    }

    /** The name of the workflow: that of its directory, as in KNIME. */
    public String name() {
        Path last = directory.getFileName();
        return last == null ? directory.toString() : last.toString();
    }
}
