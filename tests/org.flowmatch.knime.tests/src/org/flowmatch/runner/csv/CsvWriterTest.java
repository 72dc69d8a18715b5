// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.flowmatch.runner.CsvNodes;
import org.flowmatch.runner.NodeRun;
import org.flowmatch.runner.NodeState;
import org.flowmatch.runner.QuietListener;
import org.flowmatch.runner.RunSettings;
import org.flowmatch.runner.WorkflowFolder;
import org.flowmatch.runner.WorkflowRun;
import org.flowmatch.runner.WorkflowRunner;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.base.node.io.filehandling.csv.reader.CSVTableReaderNodeFactory;
import org.knime.base.node.io.filehandling.csv.writer.CSVWriter2NodeFactory;
import org.knime.core.node.BufferedDataTable;

class CsvWriterTest {
    private static final String TEXT =
            "i,l,d,s\n1,3000000000,0.1,plain\n-2,4,1.0E-7,\"a \"\"b\"\", c\"\n,,,\n7,8,1.0E21,x\n";

    @TempDir
    Path directory;

    /** Reads in.csv and writes out.csv; an option is "key,value,type" of the writer. */
    private WorkflowRun copy(String text, String... options) throws Exception {
        Files.writeString(directory.resolve("in.csv"), text);
        WorkflowFolder folder = new WorkflowFolder(directory)
                .node("CSV Reader", CSVTableReaderNodeFactory.class, CsvNodes.reader("in.csv"))
                .node("CSV Writer", CSVWriter2NodeFactory.class, CsvNodes.writer("out.csv"))
                .connect(1, 1, 2, 1);
        String[] withNode =
                List.of(options).stream().map(option -> "2," + option).toArray(String[]::new);
        return new WorkflowRunner(RunSettings.withOptions(withNode), new QuietListener()).run(folder.write());
    }

    private String written(String text, String... options) throws Exception {
        try (WorkflowRun run = copy(text, options)) {
            assertTrue(run.succeeded(), () -> run.node(2).failure().toString());
        }
        return Files.readString(directory.resolve("out.csv"));
    }

    private String refused(String... options) throws Exception {
        try (WorkflowRun run = copy(TEXT, options)) {
            assertEquals(NodeState.FAILED, run.node(2).state());
            return run.node(2).failure().orElseThrow().text();
        }
    }

    @Test
    void whatIsWrittenIsReadBackAsItWas() throws Exception {
        try (WorkflowRun first = copy(TEXT)) {
            assertTrue(first.succeeded());
            List<String> original = CsvNodes.lines(first.node(1).table(1));
            assertEquals("i:IntCell|l:LongCell|d:DoubleCell|s:StringCell", original.get(0));
            Files.move(directory.resolve("out.csv"), directory.resolve("again.csv"));
            try (WorkflowRun second = copy(Files.readString(directory.resolve("again.csv")))) {
                assertEquals(original, CsvNodes.lines(second.node(1).table(1)));
            }
        }
    }

    @Test
    void textIsQuotedAndNumbersArePlain() throws Exception {
        assertEquals(
                """
                "i","l","d","s"
                1,3000000000,0.1,"plain"
                -2,4,0.0000001,"a ""b"", c"
                ,,,
                7,8,1000000000000000000000,"x"
                """,
                written(TEXT, "settings/row_delimiter,\n,String"));
    }

    @Test
    void quotesDelimiterDecimalsRowIdsAndMissingValuesAreSettings() throws Exception {
        assertEquals(
                "row ID;i;l;d;s\nRow0;1;3000000000;0,1;plain\nRow1;-2;4;0,0000001;\"a \"\"b\"\", c\"\n"
                        + "Row2;NA;NA;NA;NA\nRow3;7;8;1000000000000000000000,0;x\n",
                written(
                        TEXT,
                        "settings/row_delimiter,\n,String",
                        "settings/column_delimiter,;,String",
                        "settings/write_row_header,true,boolean",
                        "advanced_settings/quote_mode,IF_NEEDED,String",
                        "advanced_settings/decimal_separator,,,char",
                        "advanced_settings/keep_trailing_zero_in_decimals,true,boolean",
                        "advanced_settings/missing_value_pattern,NA,String"));
        assertEquals(
                "a\nx y\n",
                deleteThen(
                        "a\n\"x,y\"\n",
                        "advanced_settings/quote_mode,NEVER,String",
                        "advanced_settings/separator_replacement, ,String",
                        "settings/row_delimiter,\n,String"));
    }

    private String deleteThen(String text, String... options) throws Exception {
        Files.delete(directory.resolve("out.csv"));
        return written(text, options);
    }

    @Test
    void anExistingFileIsKeptOverwrittenOrAppendedTo() throws Exception {
        Files.writeString(directory.resolve("out.csv"), "old\n");
        assertTrue(refused().contains("exists already"));
        assertEquals("old\n", Files.readString(directory.resolve("out.csv")));
        String policy = "settings/file_chooser_settings/if_path_exists,";
        String newline = "settings/row_delimiter,\n,String";
        assertEquals("\"a\"\n1\n", written("a\n1\n", policy + "overwrite,String", newline));
        assertEquals(
                "\"a\"\n1\n2\n",
                written(
                        "a\n2\n",
                        policy + "append,String",
                        newline,
                        "settings/skip_column_header_on_append,true,boolean"));
    }

    @Test
    void aMissingFolderIsRefusedBeforeAnythingRuns() throws Exception {
        String path = "settings/file_chooser_settings/path/path,new/deep/out.csv,String";
        try (WorkflowRun run = copy(TEXT, path)) {
            assertTrue(run.node(2).failure().orElseThrow().text().contains("create_missing_folders"));
            assertEquals(NodeState.SKIPPED, run.node(1).state());
        }
        try (WorkflowRun run = copy(TEXT, path, "settings/file_chooser_settings/create_missing_folders,true,boolean")) {
            assertTrue(run.succeeded());
            assertTrue(Files.exists(directory.resolve("new/deep/out.csv")));
        }
    }

    @Test
    void theFileIsPackedOnDemand() throws Exception {
        try (WorkflowRun run = copy("a\n1\n", "advanced_settings/compress_with_gzip,true,boolean")) {
            assertTrue(run.succeeded());
        }
        try (InputStream in = new GZIPInputStream(Files.newInputStream(directory.resolve("out.csv")))) {
            assertEquals(
                    List.of("\"a\"", "1"), new String(in.readAllBytes()).lines().toList());
        }
    }

    @Test
    void nothingIsLeftBesideTheFile() throws Exception {
        // a folder of the file's name: the last step, moving the finished file, fails
        Files.createDirectories(directory.resolve("out.csv/inside"));
        assertFalse(refused("settings/file_chooser_settings/if_path_exists,overwrite,String")
                .isEmpty());
        try (Stream<Path> files = Files.list(directory)) {
            assertTrue(files.noneMatch(file -> file.toString().endsWith(".part")));
        }
    }

    private static final String POLICY = "settings/file_chooser_settings/if_path_exists,";

    @Test
    void aLinkIsFollowedAndTheModeIsKept() throws Exception {
        Path out = directory.resolve("out.csv");
        Path real = Files.writeString(directory.resolve("real.csv"), "old\n");
        Assumptions.assumeTrue(Files.getFileStore(real).supportsFileAttributeView("posix"), "files have modes");
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-r-----"));
        Files.createSymbolicLink(out, real);
        assertEquals("\"a\"\n1\n", written("a\n1\n", POLICY + "overwrite,String", "settings/row_delimiter,\n,String"));
        assertTrue(Files.isSymbolicLink(out));
        assertEquals("\"a\"\n1\n", Files.readString(real));
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(real)));
    }

    @Test
    void aPlantedPartIsNeitherFollowedNorReplaced() throws Exception {
        Path victim = Files.writeString(directory.resolve("victim"), "kept\n");
        Files.createSymbolicLink(directory.resolve(".out.csv.part"), victim);
        written(TEXT);
        assertEquals("kept\n", Files.readString(victim));
        assertTrue(Files.isSymbolicLink(directory.resolve(".out.csv.part")));
    }

    @Test
    void whatIsNoFileIsRefusedBeforeAnythingRuns() throws Exception {
        Assumptions.assumeTrue(Files.exists(Path.of("/dev/full")), "a system with devices");
        String chooser = "settings/file_chooser_settings/path/";
        for (String policy : List.of("overwrite", "append")) {
            try (WorkflowRun run = copy(
                    TEXT,
                    POLICY + policy + ",String",
                    chooser + "file_system_type,LOCAL,String",
                    chooser + "path,/dev/full,String")) {
                String text = run.node(2).failure().orElseThrow().text();
                assertTrue(text.contains("/dev/full") && text.contains("not a regular file"), text);
                assertEquals(NodeState.SKIPPED, run.node(1).state());
            }
        }
        assertFalse(Files.isRegularFile(Path.of("/dev/full")));
        Files.createSymbolicLink(directory.resolve("out.csv"), directory.resolve("nowhere.csv"));
        assertTrue(refused().contains("link to a file that does not exist"));
        assertFalse(Files.exists(directory.resolve("nowhere.csv")));
    }

    @Test
    void aFolderThatCannotBeMadeIsToldBeforeAnythingRuns() throws Exception {
        String path = "settings/file_chooser_settings/path/path,in.csv/deep/out.csv,String";
        try (WorkflowRun run = copy(TEXT, path, "settings/file_chooser_settings/create_missing_folders,true,boolean")) {
            String text = run.node(2).failure().orElseThrow().text();
            assertTrue(text.contains("in.csv is not a folder"), text);
            assertEquals(NodeState.SKIPPED, run.node(1).state());
        }
    }

    /** The table of rows with this value. */
    private WorkflowRun rowsOf(String value, int rows) throws Exception {
        Path flow = Files.createDirectories(directory.resolve("flow-" + value));
        Files.writeString(flow.resolve("in.csv"), "a\n" + (value + "\n").repeat(rows));
        return CsvNodes.read(flow);
    }

    @Test
    void severalWritersOfOneFileDoNotMixTheirRows() throws Exception {
        Path out = directory.resolve("out.csv");
        try (WorkflowRun ones = rowsOf("1", 20_000);
                WorkflowRun twos = rowsOf("22", 20_000)) {
            List<BufferedDataTable> tables =
                    List.of(ones.node(1).table(1), twos.node(1).table(1));
            ExecutorService pool = Executors.newFixedThreadPool(4);
            try {
                List<Future<?>> writers = new ArrayList<>();
                for (int i = 0; i < 40; i++) {
                    BufferedDataTable table = tables.get(i % 2);
                    writers.add(pool.submit(() -> {
                        new CsvFile(out).write(table);
                        return null;
                    }));
                }
                for (Future<?> writer : writers) {
                    writer.get();
                    List<String> lines = Files.readAllLines(out);
                    assertEquals(20_001, lines.size());
                    assertEquals(1, lines.stream().skip(1).distinct().count());
                }
            } finally {
                pool.shutdownNow();
            }
        }
        try (Stream<Path> files = Files.list(directory)) {
            assertTrue(files.noneMatch(file -> file.toString().endsWith(".part")));
        }
    }

    /** Runs in.csv into out.csv; another program writes out.csv after everything was configured. */
    private WorkflowRun overtaken(String policy) throws Exception {
        Path out = directory.resolve("out.csv");
        Files.writeString(directory.resolve("in.csv"), "a\n1\n");
        WorkflowFolder folder = new WorkflowFolder(directory)
                .node("CSV Reader", CSVTableReaderNodeFactory.class, CsvNodes.reader("in.csv"))
                .node("CSV Writer", CSVWriter2NodeFactory.class, CsvNodes.writer("out.csv"))
                .connect(1, 1, 2, 1);
        QuietListener listener = new QuietListener() {
            @Override
            public void nodeProgress(NodeRun node, double fraction, String message) {
                if (node.id() == 2) {
                    try {
                        Files.writeString(out, "of another\n");
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            }
        };
        return new WorkflowRunner(RunSettings.withOptions("2," + POLICY + policy + ",String"), listener)
                .run(folder.write());
    }

    @Test
    void whoeverIsOvertakenByAnotherWriterIsToldTheTruth() throws Exception {
        Path out = directory.resolve("out.csv");
        try (WorkflowRun run = overtaken("fail")) {
            String text = run.node(2).failure().orElseThrow().text();
            assertTrue(text.contains("another program has made it since"), text);
            assertEquals("of another\n", Files.readString(out));
        }
        Files.writeString(out, "old\n");
        try (WorkflowRun run = overtaken("append")) {
            String text = run.node(2).failure().orElseThrow().text();
            assertTrue(text.contains("another program has changed it"), text);
            assertEquals("of another\n", Files.readString(out));
        }
        try (WorkflowRun run = overtaken("overwrite")) {
            assertTrue(run.succeeded());
            assertTrue(run.node(2).warnings().get(0).contains("Another program wrote"));
            assertEquals("\"a\"\n1\n", Files.readString(out).replace("\r\n", "\n"));
        }
    }

    @Test
    void thePolicyIsReadInEveryLanguage() throws Exception {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            written(TEXT, POLICY + "overwrite,String");
        } finally {
            Locale.setDefault(before);
        }
    }
}
