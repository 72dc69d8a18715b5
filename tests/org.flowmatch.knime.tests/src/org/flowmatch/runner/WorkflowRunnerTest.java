// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flowmatch.engine.file.ProcessFolder;
import org.flowmatch.runner.workflow.FlowVariableValue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.NodeSettings;

@Timeout(120)
class WorkflowRunnerTest {
    @TempDir
    Path directory;

    private final TestNodes nodes = new TestNodes();
    private final WorkflowFolder.Listener listener = new WorkflowFolder.Listener();
    private WorkflowFolder folder;

    @BeforeEach
    void empty() {
        folder = new WorkflowFolder(directory);
    }

    private static NodeSettings settings(int rows) {
        NodeSettings model = new NodeSettings("model");
        model.addInt("rows", rows);
        model.addString("refuse", "");
        model.addString("fail", "");
        model.addString("warn", "");
        return model;
    }

    private WorkflowRun run(String... options) throws Exception {
        return new WorkflowRunner(RunSettings.withOptions(options), listener, nodes).run(folder.write());
    }

    private RunnerException refused(String... options) {
        return assertThrows(RunnerException.class, () -> run(options));
    }

    private static Set<Path> temporaryFolders() throws Exception {
        try (Stream<Path> all = Files.list(ProcessFolder.temporary())) {
            return all.filter(path -> path.getFileName().toString().startsWith("run-"))
                    .collect(Collectors.toCollection(HashSet::new));
        }
    }

    @Test
    void nodesRunInOrderAndKeepTheirTablesUntilTheRunIsClosed() throws Exception {
        folder.node("Pass", TestNodes.Pass.class, settings(0))
                .node("Numbers", TestNodes.Numbers.class, settings(4))
                .connect(2, 1, 1, 1);
        Set<Path> before = temporaryFolders();
        try (WorkflowRun run = run()) {
            assertTrue(run.succeeded());
            assertEquals(
                    List.of("start Numbers #2", "EXECUTED Numbers #2", "start Pass #1", "EXECUTED Pass #1"),
                    listener.events);
            assertEquals(
                    List.of("n:IntCell", "Row0|0", "Row1|1", "Row2|2", "Row3|3"),
                    CsvNodes.lines(run.node(1).table(1)));
            assertEquals(
                    List.of(1),
                    run.looseTables().stream().map(table -> table.node().id()).toList());
        }
        assertEquals(before, temporaryFolders());
    }

    @Test
    void aNodeThatFailsHoldsUpOnlyTheNodesBehindIt() throws Exception {
        folder.node("Numbers", TestNodes.Numbers.class, settings(1))
                .node("Pass", TestNodes.Pass.class, settings(0))
                .node("Other", TestNodes.Numbers.class, settings(2))
                .connect(1, 1, 2, 1);
        try (WorkflowRun run = run("1,fail,no luck,String")) {
            assertFalse(run.succeeded());
            assertEquals(NodeState.FAILED, run.node(1).state());
            assertEquals(
                    "Execute failed: no luck",
                    run.node(1).failure().orElseThrow().text());
            assertEquals(NodeState.SKIPPED, run.node(2).state());
            assertEquals(NodeState.EXECUTED, run.node(3).state());
            assertThrows(IllegalStateException.class, () -> run.node(2).table(1));
        }
    }

    @Test
    void badSettingsAreRefusedBeforeAnyNodeRuns() throws Exception {
        folder.node("Numbers", TestNodes.Numbers.class, settings(1))
                .node("Pass", TestNodes.Pass.class, settings(0))
                .connect(1, 1, 2, 1);
        try (WorkflowRun run = run("2,refuse,No such column.,String")) {
            assertEquals(List.of("SKIPPED Numbers #1", "FAILED Pass #2"), listener.events);
            assertEquals("No such column.", run.node(2).failure().orElseThrow().text());
        }
    }

    @Test
    void cancelEndsTheRunningNodeWithinASecondAndDeletesItsFiles() throws Exception {
        folder.node("Hang", TestNodes.Hang.class, settings(0)).node("Numbers", TestNodes.Numbers.class, settings(1));
        Path workflow = folder.write();
        Set<Path> before = temporaryFolders();
        WorkflowRunner runner = new WorkflowRunner(RunSettings.defaults(), listener, nodes);
        CompletableFuture<WorkflowRun> running = CompletableFuture.supplyAsync(() -> runner.run(workflow));
        nodes.hanging.await();
        long start = System.nanoTime();
        runner.cancel();
        try (WorkflowRun run = running.get(30, TimeUnit.SECONDS)) {
            // a second on an idle computer; the node hangs for ever
            assertTrue(System.nanoTime() - start < 5_000_000_000L);
            assertTrue(run.cancelled());
            assertEquals(NodeState.CANCELLED, run.node(1).state());
            assertEquals(NodeState.SKIPPED, run.node(2).state());
            Set<Path> during = temporaryFolders();
            during.removeAll(before);
            try (Stream<Path> left = Files.walk(during.iterator().next())) {
                assertTrue(left.noneMatch(path -> path.getFileName().toString().contains("kept")));
            }
        }
        assertEquals(before, temporaryFolders());
    }

    @Test
    void warningsBelongToTheirNode() throws Exception {
        folder.node("Numbers", TestNodes.Numbers.class, settings(1));
        try (WorkflowRun run = run("1,warn,few rows,String")) {
            assertEquals(List.of("few rows"), run.node(1).warnings());
        }
    }

    @Test
    void aMissingFactoryIsNamedWithItsNode() throws Exception {
        folder.node("Numbers", TestNodes.Numbers.class, settings(1));
        Path workflow = folder.write();
        RunnerException e = assertThrows(
                RunnerException.class, () -> new WorkflowRunner(RunSettings.defaults(), listener).run(workflow));
        assertTrue(e.getMessage().contains("Numbers #1"), e.getMessage());
        assertTrue(e.getMessage().contains(TestNodes.Numbers.class.getName()), e.getMessage());
    }

    @Test
    void anUnconnectedMandatoryPortIsNamed() throws Exception {
        folder.node("Pass", TestNodes.Pass.class, settings(0));
        String message = refused().getMessage();
        assertTrue(message.contains("Input port 1") && message.contains("Pass #1"), message);
    }

    @Test
    void aConnectionOfPortsThatDoNotExistIsNamed() throws Exception {
        folder.node("Numbers", TestNodes.Numbers.class, settings(1))
                .node("Pass", TestNodes.Pass.class, settings(0))
                .connect(1, 2, 2, 1);
        String message = refused().getMessage();
        assertTrue(message.contains("port 2 of Numbers #1") && message.contains("does not exist"), message);
    }

    @Test
    void anOptionReplacesASettingAndABadOneIsExplained() throws Exception {
        folder.node("Numbers", TestNodes.Numbers.class, settings(1));
        try (WorkflowRun run = run("1,rows,7,int")) {
            assertEquals(7, run.node(1).table(1).size());
        }
        assertTrue(refused("9,rows,7,int").getMessage().contains("Its nodes are Numbers #1"));
        assertTrue(refused("1,row,7,int").getMessage().contains("Numbers #1 has no setting 'row'"));
        assertTrue(refused("1,rows,-1,int").getMessage().contains("The setting rows must be 0 or more"));
    }

    @Test
    void aVariableControlsTheSettingThatTheWorkflowBindsToIt() throws Exception {
        NodeSettings variables = new NodeSettings("variables");
        variables.addString("version", "V_2019_09_13");
        variables.addNodeSettings("tree").addNodeSettings("rows").addString("used_variable", "count");
        folder.node("Numbers", TestNodes.Numbers.class, settings(1), variables);
        Path workflow = folder.write();
        assertTrue(refused().getMessage().contains("'count', which is not defined"));
        RunSettings given = new RunSettings(
                List.of(), List.of(new FlowVariableValue("count", 6), new FlowVariableValue("spare", 1)), false);
        try (WorkflowRun run = new WorkflowRunner(given, listener, nodes).run(workflow)) {
            assertEquals(6, run.node(1).table(1).size());
            assertEquals("warning The workflow does not use the variable 'spare'.", listener.events.get(0));
        }
        RunSettings wrong = new RunSettings(List.of(), List.of(new FlowVariableValue("count", "six")), false);
        assertTrue(assertThrows(RunnerException.class, () -> new WorkflowRunner(wrong, listener, nodes).run(workflow))
                .getMessage()
                .contains("cannot control the setting 'rows' of Numbers #1"));
    }

    @Test
    void theWorkflowDirectoryIsNotChanged() throws Exception {
        folder.node("Numbers", TestNodes.Numbers.class, settings(1));
        folder.write();
        List<String> before = files();
        run("1,rows,7,int").close();
        assertEquals(before, files());
    }

    private List<String> files() throws Exception {
        try (Stream<Path> all = Files.walk(directory)) {
            List<Path> sorted = all.filter(Files::isRegularFile).sorted().toList();
            StringBuilder content = new StringBuilder();
            for (Path file : sorted) {
                content.append(file).append(Files.readString(file)).append('\n');
            }
            return content.toString().lines().toList();
        }
    }
}
