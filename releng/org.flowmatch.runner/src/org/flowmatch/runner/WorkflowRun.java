// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.flowmatch.runner.workflow.Workflow;
import org.knime.core.node.BufferedDataTable;

/** A run that ended: the nodes with their states, messages and outputs. The outputs live until it is closed. */
public final class WorkflowRun implements AutoCloseable {
    private final Workflow workflow;
    private final List<NodeRun> nodes;
    private final TemporaryFolder temporary;
    private final boolean cancelled;

    WorkflowRun(Workflow workflow, List<NodeRun> nodes, TemporaryFolder temporary, boolean cancelled) {
        this.workflow = workflow;
        this.nodes = List.copyOf(nodes);
        this.temporary = temporary;
        this.cancelled = cancelled;
    }

    /** A table that no other node takes. */
    public record LooseTable(NodeRun node, int port, BufferedDataTable table) {}

    /** The nodes in the order of execution. */
    public List<NodeRun> nodes() {
        return nodes;
    }

    /** @throws IllegalArgumentException when the workflow has no such node */
    public NodeRun node(int id) {
        return nodes.stream()
                .filter(node -> node.id() == id)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The workflow has no node #" + id + "."));
    }

    /** True when every node was executed. */
    public boolean succeeded() {
        return nodes.stream().allMatch(node -> node.state() == NodeState.EXECUTED);
    }

    public boolean cancelled() {
        return cancelled;
    }

    /** The output tables of executed nodes that no connection leads on from. */
    public List<LooseTable> looseTables() {
        List<LooseTable> loose = new ArrayList<>();
        for (NodeRun node : nodes) {
            for (int port = 1; port <= node.outputs().size(); port++) {
                int number = port;
                boolean connected = workflow.connections().stream()
                        .anyMatch(connection -> connection.source() == node.id() && connection.sourcePort() == number);
                if (!connected && node.outputs().get(port - 1) instanceof BufferedDataTable table) {
                    loose.add(new LooseTable(node, port, table));
                }
            }
        }
        return loose;
    }

    /** Resets the nodes and deletes their tables and files. */
    @Override
    public void close() throws IOException {
        nodes.forEach(node -> node.handle().reset());
        temporary.close();
    }
}
