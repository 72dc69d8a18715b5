// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.flowmatch.runner.CsvNodes;
import org.flowmatch.runner.RunnerException;
import org.flowmatch.runner.UsageException;
import org.flowmatch.runner.WorkflowFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.base.node.io.filehandling.csv.reader.CSVTableReaderNodeFactory;
import org.knime.base.node.io.filehandling.csv.writer.CSVWriter2NodeFactory;
import org.knime.core.node.NodeSettings;

class WorkflowReaderTest {
    @TempDir
    Path directory;

    private WorkflowFolder folder;

    @BeforeEach
    void readerAndWriter() throws Exception {
        folder = new WorkflowFolder(directory)
                .node("CSV Reader", CSVTableReaderNodeFactory.class, CsvNodes.reader("in.csv"))
                .node("CSV Writer", CSVWriter2NodeFactory.class, CsvNodes.writer("out.csv"))
                .connect(1, 1, 2, 1);
    }

    private void assertBroken(Class<? extends RunnerException> type, String... parts) throws Exception {
        folder.write();
        String message =
                assertThrows(type, () -> WorkflowReader.read(directory)).getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), () -> "'" + part + "' is missing in: " + message);
        }
    }

    @Test
    void nodesConnectionsAndVariablesAreRead() throws Exception {
        NodeSettings variable = folder.root().getNodeSettings("nodes");
        assertEquals(2, variable.keySet().size());
        folder.root().addNodeSettings("workflow_variables");
        var added = folder.root().getNodeSettings("workflow_variables").addNodeSettings("Var_0");
        added.addString("name", "rows");
        added.addString("class", "INTEGER");
        added.addInt("value", 5);
        Workflow workflow = WorkflowReader.read(folder.write());
        assertEquals(
                List.of("CSV Reader #1", "CSV Writer #2"),
                workflow.nodes().stream().map(WorkflowNode::label).toList());
        assertEquals(List.of(new Connection(1, 1, 2, 1)), workflow.connections());
        assertEquals(List.of(new FlowVariableValue("rows", 5)), workflow.variables());
        assertEquals(
                workflow.nodes().size(),
                WorkflowReader.read(directory.resolve("workflow.knime")).nodes().size());
    }

    @Test
    void whatIsNoWorkflowIsAWrongArgument() {
        assertThrows(UsageException.class, () -> WorkflowReader.read(directory.resolve("nowhere")));
        assertThrows(UsageException.class, () -> WorkflowReader.read(directory));
    }

    @Test
    void anUnknownVersionIsRefused() throws Exception {
        folder.root().addString("version", "9.9.0");
        assertBroken(RunnerException.class, "workflow.knime", "9.9.0", "5.1.0");
    }

    @Test
    void brokenXmlNamesTheFile() throws Exception {
        folder.write();
        Path settings = directory.resolve("CSV Writer (#2)/settings.xml");
        String whole = Files.readString(settings);
        Files.writeString(settings, whole.substring(0, whole.length() / 2));
        assertBroken(RunnerException.class, settings.toString(), "cannot be read");
        Files.delete(settings);
        assertBroken(RunnerException.class, settings.toString(), "is missing");
    }

    @Test
    void aMetanodeIsNamed() throws Exception {
        folder.root().getNodeSettings("nodes").getNodeSettings("node_2").addString("node_type", "MetaNode");
        assertBroken(RunnerException.class, "#2", "metanode");
    }

    @Test
    void aConnectionToNowhereIsNamed() throws Exception {
        folder.connect(1, 1, 7, 1);
        assertBroken(RunnerException.class, "connection_1", "#7");
    }

    @Test
    void twoConnectionsIntoOnePortAreRefused() throws Exception {
        folder.connect(1, 1, 2, 1);
        assertBroken(RunnerException.class, "two connections", "port 1", "#2");
    }
}
