// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner.workflow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.flowmatch.runner.RunnerException;

/** The order in which the nodes of a workflow run: sources first, and of the nodes that are ready the lowest id. */
public final class ExecutionOrder {
    private ExecutionOrder() {}

    /**
     * Sorts the nodes so that every connection, flow variable connections included, leads from an earlier to a later one.
     *
     * @throws RunnerException when the connections form a cycle; the message names its nodes
     */
    public static List<WorkflowNode> of(Workflow workflow) {
        TreeMap<Integer, WorkflowNode> waiting = new TreeMap<>();
        workflow.nodes().forEach(node -> waiting.put(node.id(), node));
        List<WorkflowNode> order = new ArrayList<>();
        while (!waiting.isEmpty()) {
            WorkflowNode next = waiting.values().stream()
                    .filter(node ->
                            waitsFor(workflow, node.id(), waiting.keySet()).isEmpty())
                    .findFirst()
                    .orElseThrow(() -> cycle(workflow, waiting));
            waiting.remove(next.id());
            order.add(next);
        }
        return order;
    }

    private static Set<Integer> waitsFor(Workflow workflow, int id, Set<Integer> waiting) {
        return workflow.connections().stream()
                .filter(connection -> connection.destination() == id)
                .map(Connection::source)
                .filter(waiting::contains)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static RunnerException cycle(Workflow workflow, TreeMap<Integer, WorkflowNode> waiting) {
        // walking backwards among nodes that all wait for another one must meet a node twice
        List<Integer> walk = new ArrayList<>();
        int at = waiting.firstKey();
        while (!walk.contains(at)) {
            walk.add(at);
            at = waitsFor(workflow, at, waiting.keySet()).iterator().next();
        }
        List<Integer> cycle = new ArrayList<>(walk.subList(walk.indexOf(at), walk.size()));
        cycle.add(at);
        Collections.reverse(cycle);
        return new RunnerException(
                "The connections of the workflow form a cycle: "
                        + cycle.stream().map(id -> waiting.get(id).label()).collect(Collectors.joining(" -> "))
                        + ".",
                "Remove one of these connections.");
    }
}
