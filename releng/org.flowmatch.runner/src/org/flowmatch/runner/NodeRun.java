// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.flowmatch.runner.workflow.WorkflowNode;
import org.flowmatch.standin.NodeHandle;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;

/** One node of a run: its state, its messages and, once executed, its outputs. Ports are counted from 1 as in KNIME. */
public final class NodeRun {
    private final WorkflowNode node;
    private final NodeHandle handle;
    private final Set<String> warnings = new LinkedHashSet<>();
    private volatile NodeState state = NodeState.WAITING;
    private Optional<Failure> failure = Optional.empty();
    private List<PortObject> outputs = List.of();
    private PortObjectSpec[] specs;
    private Duration duration = Duration.ZERO;

    NodeRun(WorkflowNode node, NodeHandle handle) {
        this.node = node;
        this.handle = handle;
        this.specs = new PortObjectSpec[handle.outPortTypes().length];
    }

    public int id() {
        return node.id();
    }

    /** Name and number, as messages show them: "CSV Reader #3". */
    public String label() {
        return node.label();
    }

    public NodeState state() {
        return state;
    }

    /** The lines of the warnings of configuring and executing, each once, in order. */
    public List<String> warnings() {
        return new ArrayList<>(warnings);
    }

    /** Why the node failed. */
    public Optional<Failure> failure() {
        return failure;
    }

    /** Time that executing took. */
    public Duration duration() {
        return duration;
    }

    /** The outputs of an executed node, in the order of its ports; empty before. */
    public List<PortObject> outputs() {
        return outputs;
    }

    /** The node itself, for instance to look at the initial data of its view. */
    public NodeHandle handle() {
        return handle;
    }

    /**
     * The table at an output port.
     *
     * @param port number of the port, from 1
     * @throws IllegalStateException when the node was not executed
     * @throws IllegalArgumentException when the port holds no table
     */
    public BufferedDataTable table(int port) {
        return output(port, BufferedDataTable.class);
    }

    /** The object at an output port, see {@link #table}. */
    public <T extends PortObject> T output(int port, Class<T> type) {
        if (state != NodeState.EXECUTED) {
            throw new IllegalStateException(label() + " has no outputs: it is " + state + ".");
        }
        if (port < 1 || port > outputs.size() || !type.isInstance(outputs.get(port - 1))) {
            throw new IllegalArgumentException(label() + " has no " + type.getSimpleName() + " at port " + port + ".");
        }
        return type.cast(outputs.get(port - 1));
    }

    WorkflowNode node() {
        return node;
    }

    /** What is known of the outputs: from configuring first, from the outputs themselves in the end; null is unknown. */
    PortObjectSpec[] specs() {
        return specs;
    }

    void configured(PortObjectSpec[] outSpecs) {
        specs = outSpecs == null ? new PortObjectSpec[specs.length] : outSpecs;
        handle.warning().ifPresent(text -> text.lines().forEach(warnings::add));
    }

    void executing() {
        state = NodeState.EXECUTING;
    }

    void executed(PortObject[] results, Duration time) {
        outputs = List.of(results);
        for (int i = 0; i < results.length; i++) {
            specs[i] = results[i].getSpec();
        }
        duration = time;
        handle.warning().ifPresent(text -> text.lines().forEach(warnings::add));
        handle.codingProblem().ifPresent(problem -> warnings.add("A mistake in the node's code: " + problem));
        state = NodeState.EXECUTED;
    }

    void ended(NodeState end, Optional<Failure> reason, Duration time) {
        state = end;
        failure = reason;
        duration = time;
    }
}
