// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.flowmatch.runner.RunnerException;
import org.junit.jupiter.api.Test;
import org.knime.core.node.NodeSettings;

class ExecutionOrderTest {

    private static Workflow workflow(int nodes, int[]... edges) {
        return new Workflow(
                Path.of("w"),
                IntStream.rangeClosed(1, nodes)
                        .mapToObj(id -> new WorkflowNode(
                                id,
                                "Node",
                                "factory",
                                new NodeSettings("model"),
                                Optional.empty(),
                                Optional.empty(),
                                false))
                        .toList(),
                List.of(edges).stream()
                        .map(edge -> new Connection(edge[0], edge[2], edge[1], edge[2]))
                        .toList(),
                List.of());
    }

    private static List<Integer> order(Workflow workflow) {
        return ExecutionOrder.of(workflow).stream().map(WorkflowNode::id).toList();
    }

    @Test
    void everyNodeComesAfterThoseThatItTakesFrom() {
        // 3 -> 1 -> 4, 3 -> 2, and nothing at 5: of the ready ones the lowest id goes first
        assertEquals(
                List.of(3, 1, 2, 4, 5),
                order(workflow(5, new int[] {3, 1, 1}, new int[] {1, 4, 1}, new int[] {3, 2, 1})));
    }

    @Test
    void aFlowVariableConnectionOrdersToo() {
        assertEquals(List.of(2, 1), order(workflow(2, new int[] {2, 1, 0})));
    }

    @Test
    void aCycleIsNamed() {
        RunnerException e = assertThrows(
                RunnerException.class,
                () -> order(workflow(
                        4, new int[] {1, 2, 1}, new int[] {2, 3, 1}, new int[] {3, 2, 1}, new int[] {3, 4, 1})));
        assertTrue(
                e.getMessage().contains("Node #2 -> Node #3 -> Node #2")
                        || e.getMessage().contains("Node #3 -> Node #2 -> Node #3"),
                e.getMessage());
    }

    @Test
    void aNodeConnectedToItselfIsACycle() {
        assertThrows(RunnerException.class, () -> order(workflow(1, new int[] {1, 1, 1})));
    }
}
