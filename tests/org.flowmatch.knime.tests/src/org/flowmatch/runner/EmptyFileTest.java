// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.flowmatch.knime.coupling.FlowCouplingNodeFactory;
import org.flowmatch.standin.NodeHandle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.base.node.io.filehandling.csv.reader.CSVTableReaderNodeFactory;
import org.knime.core.node.NodeSettings;

/** What a run says of a table before a flow: of a file without rows, and of columns that go no further. */
class EmptyFileTest {
    private static final int READER = 1;
    private static final int COUPLING = 2;

    @TempDir
    Path directory;

    private WorkflowRun run(String text) throws Exception {
        Files.writeString(directory.resolve("in.csv"), text);
        NodeSettings coupling = new NodeSettings("model");
        NodeHandle.create(new FlowCouplingNodeFactory(), null).saveSettings(coupling);
        Path workflow = new WorkflowFolder(directory)
                .node("CSV Reader", CSVTableReaderNodeFactory.class, CsvNodes.reader("in.csv"))
                .node("Flow Coupling", FlowCouplingNodeFactory.class, coupling)
                .connect(READER, 1, COUPLING, 1)
                .write();
        return new WorkflowRunner(RunSettings.withOptions(), new QuietListener()).run(workflow);
    }

    @Test
    void aFileWithNothingButAHeaderHasNoRows() throws Exception {
        try (WorkflowRun run = run("a,b\n")) {
            assertTrue(
                    run.node(READER).warnings().get(0).endsWith("in.csv has no rows, only the names of its columns."));
            String failure = run.node(COUPLING).failure().orElseThrow().text();
            assertTrue(failure.startsWith("The target table has no rows."), failure);
        }
    }

    @Test
    void columnsOfTextsAreModelledWithoutAWord() throws Exception {
        try (WorkflowRun run = run("x,size,ok\n1.5,small,true\n2.5,large,false\n0.5,small,true\n")) {
            assertTrue(run.succeeded());
            assertEquals(List.of(), run.node(COUPLING).warnings());
        }
    }
}
