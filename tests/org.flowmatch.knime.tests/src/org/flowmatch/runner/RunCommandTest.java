// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.base.node.io.filehandling.csv.reader.CSVTableReaderNodeFactory;

class RunCommandTest {
    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path workflow;

    @BeforeEach
    void oneReader() throws Exception {
        Path folder = directory.resolve("flow");
        workflow = new WorkflowFolder(folder)
                .node("CSV Reader", CSVTableReaderNodeFactory.class, CsvNodes.reader("in.csv"))
                .write();
        Files.writeString(folder.resolve("in.csv"), "a,b\n1,\"x, y\"\n,z\n");
    }

    private int run(String... arguments) {
        return new RunCommand(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false,
                        100)
                .execute(arguments);
    }

    private static void assertContains(ByteArrayOutputStream stream, String part) {
        assertTrue(stream.toString(StandardCharsets.UTF_8).contains(part), () -> part + " is missing in:\n" + stream);
    }

    @Test
    void anUnconnectedTableIsWrittenIntoTheFolder() throws Exception {
        Path results = directory.resolve("new/results");
        assertEquals(0, run(workflow.toString(), "--out", results.toString()), () -> err.toString());
        assertEquals("a,b\n1,\"x, y\"\n,z\n", Files.readString(results.resolve("csv-reader-1-port-1.csv")));
        assertContains(out, "CSV Reader #1: done in");
        assertContains(out, "2 rows");
        assertContains(out, "csv-reader-1-port-1.csv");
        assertEquals("", err.toString());
    }

    @Test
    void aFolderThatCannotBeWrittenToIsToldBeforeAnythingRuns() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");
        assertEquals(
                2, run(workflow.toString(), "--out", file.resolve("results").toString()));
        assertContains(err, "of --out cannot be made: ");
        assumeTrue(Files.isDirectory(Path.of("/proc")), "a system with a folder that takes no files");
        assertEquals(2, run(workflow.toString(), "--out", "/proc"));
        assertContains(err, "/proc of --out cannot be written to: ");
        assertEquals("", out.toString());
    }

    @Test
    void oneTableThatCannotBeWrittenDoesNotHoldUpTheOthers() throws Exception {
        Path second = new WorkflowFolder(directory.resolve("two"))
                .node("CSV Reader", CSVTableReaderNodeFactory.class, CsvNodes.reader("in.csv"))
                .node("CSV Reader", CSVTableReaderNodeFactory.class, CsvNodes.reader("in.csv"))
                .write();
        Files.writeString(second.resolve("in.csv"), "a\n1\n");
        Path results = directory.resolve("results");
        Path taken = Files.createDirectories(results.resolve("csv-reader-1-port-1.csv"));
        assertEquals(1, run(second.toString(), "--out", results.toString()));
        assertContains(err, taken + " cannot be written: it is not a regular file");
        assertEquals("a\n1\n", Files.readString(results.resolve("csv-reader-2-port-1.csv")));
        assertContains(out, "Wrote " + results.resolve("csv-reader-2-port-1.csv"));
    }

    @Test
    void theDeviceIsToldWithoutAWorkflow() {
        assertEquals(0, run("--device"), () -> err.toString());
        assertContains(out, "\nPyTorch 2.7.1, ");
        assertContains(out, "\nThe GPU can");
    }

    @Test
    void memoryIsToldBelowTheTimeOfANode() {
        assertEquals(0, run(workflow.toString(), "--memory"), () -> err.toString());
        assertTrue(
                out.toString(StandardCharsets.UTF_8)
                        .matches("(?s).*done in [^\n]* 2 rows\n  heap at most [0-9,]+ MiB.*"),
                () -> out.toString());
    }

    @Test
    void oneRowIsNotCalledRows() throws Exception {
        Files.writeString(workflow.resolve("in.csv"), "a,b\n1,2\n");
        assertEquals(0, run(workflow.toString()));
        assertContains(out, ": 1 row\n");
    }

    @Test
    void withoutAFolderNothingIsWrittenAndTheTablesAreNamed() {
        assertEquals(0, run(workflow.toString()));
        assertContains(out, "port 1 of CSV Reader #1");
    }

    @Test
    void aFailingNodeIsNamedWithoutAStackTrace() {
        assertEquals(1, run(workflow.toString(), "--option", "1,settings/file_selection/path/path,no.csv,String"));
        assertContains(err, "Error, CSV Reader #1: ");
        assertContains(err, "no.csv");
        assertFalse(err.toString().contains("\tat "));
    }

    @Test
    void refusedSettingsAreToldBesideTheNode() throws Exception {
        Files.writeString(workflow.resolve("in.csv"), "a,b\n1\n1,2,3\n");
        assertEquals(1, run(workflow.toString()));
        assertContains(out, "CSV Reader #1: cannot be executed with these settings");
        assertContains(err, "Error, CSV Reader #1: Line 2");
    }

    @Test
    void textsFromFilesCannotSteerTheTerminal() throws Exception {
        Path settings = workflow.resolve("CSV Reader (#1)/settings.xml");
        Files.writeString(
                settings, Files.readString(settings).replace("\"CSV Reader\"", "\"CSV%%00027[2J%%00010Reader\""));
        Files.writeString(workflow.resolve("in.csv"), "a\u001b]0;title\u0007b,c\n1,2\nx,1\n");
        String limited = "1,advanced_settings/max_data_rows_scanned,1,long";
        assertEquals(2, run(workflow.toString(), "--option", "1,x\u001b[31m,1,int"));
        assertEquals(1, run(workflow.toString(), "--option", limited));
        assertContains(out, "CSV\\u001b[2J\\u000aReader #1");
        assertContains(err, "column 'a\\u001b]0;title\\u0007b'");
        assertFalse((out + "" + err).contains("\u001b"));
    }

    @Test
    void debugShowsTheStackTrace() {
        assertEquals(
                1,
                run(workflow.toString(), "--debug", "--option", "1,settings/file_selection/path/path,no.csv,String"));
        assertContains(err, "\tat ");
    }

    @Test
    void aBrokenWorkflowIsAFailure() throws Exception {
        Files.writeString(workflow.resolve("workflow.knime"), "<config");
        assertEquals(1, run(workflow.toString()));
        assertContains(err, "workflow.knime cannot be read");
    }

    @Test
    void wrongArgumentsAreToldApart() {
        assertEquals(2, run());
        assertContains(err, "WORKFLOW_DIR");
        assertEquals(2, run(workflow.toString(), "--speed"));
        assertContains(err, "--speed");
        assertEquals(2, run(workflow.toString(), "--option", "1,x"));
        assertContains(err, "nodeID,key,value,type");
        assertEquals(2, run(directory.resolve("nowhere").toString()));
        assertContains(err, "nowhere");
        assertFalse(err.toString().contains("\tat "));
    }

    @Test
    void helpExplainsOptionsAndExitCodes() {
        assertEquals(0, run("--help"));
        for (String part : new String[] {"--option", "--variable", "--out", "--reset", "130", "Exit codes"}) {
            assertContains(out, part);
        }
    }

    @Test
    void savedResultsAreNotUsedAndResetSaysThatItIsMeant() throws Exception {
        Path settings = workflow.resolve("CSV Reader (#1)/settings.xml");
        Files.writeString(settings, Files.readString(settings).replace("\"CONFIGURED\"", "\"EXECUTED\""));
        assertEquals(0, run(workflow.toString(), "--reset"));
        assertEquals("", err.toString());
        assertEquals(0, run(workflow.toString()));
        assertContains(err, "CSV Reader #1");
    }
}
