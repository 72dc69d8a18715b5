// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.flowmatch.runner.CsvNodes;
import org.flowmatch.runner.NodeState;
import org.flowmatch.runner.RunnerException;
import org.flowmatch.runner.WorkflowRun;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvReaderTest {
    private static final Charset UTF_8 = StandardCharsets.UTF_8;

    @TempDir
    Path directory;

    private List<String> table(String text, String... options) throws Exception {
        try (WorkflowRun run = CsvNodes.read(directory, text, UTF_8, options)) {
            assertEquals(NodeState.EXECUTED, run.node(1).state(), () -> run.node(1)
                    .failure()
                    .toString());
            return CsvNodes.lines(run.node(1).table(1));
        }
    }

    private String failure(String text, String... options) throws Exception {
        try (WorkflowRun run = CsvNodes.read(directory, text, UTF_8, options)) {
            assertEquals(NodeState.FAILED, run.node(1).state());
            return run.node(1).failure().orElseThrow().text();
        }
    }

    private static void assertContains(String text, String... parts) {
        for (String part : parts) {
            assertTrue(text.contains(part), () -> "'" + part + "' is missing in: " + text);
        }
    }

    @Test
    void everyColumnGetsTheNarrowestTypeThatReadsAllItsValues() throws Exception {
        List<String> lines = table("i,l,d,s,none\n1,2,3,4,\n-5,3000000000,0.25,x y,\n,,,,\n");
        assertEquals("i:IntCell|l:LongCell|d:DoubleCell|s:StringCell|none:StringCell", lines.get(0));
        assertEquals("Row0|1|2|3.0|4|?", lines.get(1));
        assertEquals("Row1|-5|3000000000|0.25|x y|?", lines.get(2));
        assertEquals("Row2|?|?|?|?|?", lines.get(3));
    }

    @Test
    void quotedCellsMayHoldDelimitersQuotesAndLineBreaks() throws Exception {
        List<String> lines = table("a,b\n\"x,\"\"y\"\"\",\"1\"\n\"two\nlines\",\"\"\n");
        assertEquals(List.of("a:StringCell|b:IntCell", "Row0|x,\"y\"|1", "Row1|two\nlines|?"), lines);
    }

    @Test
    void blanksAreTrimmedAndCommentsAndEmptyLinesSkipped() throws Exception {
        assertEquals(
                List.of("a:IntCell|b:StringCell", "Row0|1|x", "Row1|2|y"),
                table("# made by hand\na, b\n\n 1 , x\n#no\n2,\" y \"\n"));
    }

    @Test
    void quotesAndBlanksAreKeptOnDemand() throws Exception {
        assertEquals(
                List.of("a:StringCell", "Row0|\" x \""),
                table("a\n\" x \"\n", "advanced_settings/quote_option,KEEP_QUOTES,String"));
    }

    @Test
    void anEmptyQuotedCellIsAnEmptyTextOnDemand() throws Exception {
        assertEquals(
                List.of("a:StringCell|b:StringCell", "Row0||?"),
                table("a,b\n\"\",\n", "advanced_settings/replace_empty_quotes_with_missing,false,boolean"));
    }

    @Test
    void columnsWithoutHeaderAreNumberedAndDoubleNamesMadeUnique() throws Exception {
        assertEquals(
                List.of("Column0:IntCell|Column1:IntCell", "Row0|1|2"),
                table("1,2\n", "settings/has_column_header,false,boolean"));
        assertEquals(
                "a:IntCell|a (#1):IntCell|Column2:IntCell",
                table("a,a,\n1,2,3\n").get(0));
    }

    @Test
    void rowsAreNamedByTheFirstColumnOnDemand() throws Exception {
        assertEquals(
                List.of("v:IntCell", "anna|1", "otto|2"),
                table("id,v\nanna,1\notto,2\n", "settings/has_row_id,true,boolean"));
    }

    @Test
    void delimiterDecimalAndThousandsSeparatorAreSettings() throws Exception {
        assertEquals(
                List.of("a:DoubleCell|b:IntCell", "Row0|1234.5|1234567"),
                table(
                        "a;b\n1.234,5;1.234.567\n",
                        "settings/column_delimiter,;,String",
                        "advanced_settings/decimal_separator,,,String",
                        "advanced_settings/thousands_separator,.,String"));
    }

    @Test
    void linesAndRowsAreSkippedAndLimited() throws Exception {
        assertEquals(
                List.of("a:IntCell", "Row0|2", "Row1|3"),
                table(
                        "a title\na\n1\n2\n3\n4\n",
                        "limit_rows/skip_lines,true,boolean",
                        "limit_rows/skip_data_rows,true,boolean",
                        "limit_rows/limit_data_rows,true,boolean",
                        "limit_rows/max_rows,2,long"));
    }

    @Test
    void aPackedFileIsReadAsItIs() throws Exception {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(directory.resolve("in.csv")))) {
            out.write("a\n7\n".getBytes(UTF_8));
        }
        try (WorkflowRun run = CsvNodes.read(directory)) {
            assertEquals(
                    List.of("a:IntCell", "Row0|7"), CsvNodes.lines(run.node(1).table(1)));
        }
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstName() throws Exception {
        assertEquals("a:IntCell", table("\uFEFFa\n1\n").get(0));
    }

    @Test
    void absolutePathsAndUrlsAreRead() throws Exception {
        Path elsewhere = Files.createDirectory(directory.resolve("else where"));
        Path file = Files.writeString(elsewhere.resolve("b.csv"), "b\n1\n");
        String chooser = "settings/file_selection/path/";
        for (String[] location : new String[][] {
            {"LOCAL", file.toString()},
            {"CUSTOM_URL", file.toUri().toString()},
            {"CUSTOM_URL", "knime://knime.workflow/else where/b.csv"},
            {"RELATIVE", "else where/b.csv"}
        }) {
            try (WorkflowRun run = CsvNodes.read(
                    directory,
                    chooser + "file_system_type," + location[0] + ",String",
                    chooser + "path," + location[1] + ",String",
                    chooser + "file_system_specifier," + (location[0].equals("CUSTOM_URL") ? "1000" : "knime.workflow")
                            + ",String")) {
                assertEquals(
                        List.of("b:IntCell", "Row0|1"),
                        CsvNodes.lines(run.node(1).table(1)),
                        location[1]);
            }
        }
    }

    @Test
    void aMissingFileIsNamedWithItsSetting() throws Exception {
        try (WorkflowRun run = CsvNodes.read(directory)) {
            String text = run.node(1).failure().orElseThrow().text();
            assertContains(text, directory.resolve("in.csv").toString(), "file_selection", "does not exist");
        }
    }

    @Test
    void aRaggedLineIsNamed() throws Exception {
        assertContains(failure("a,b\n1,2\n1,2,3\n"), "Line 3", "has 3 cells where 2 are expected");
        assertContains(failure("a,b\n1,2\n1\n"), "Line 3", "has 1 cells", "support_short_data_rows");
        assertEquals(
                List.of("a:IntCell|b:IntCell", "Row0|1|2", "Row1|1|?"),
                table("a,b\n1,2\n1\n", "settings/support_short_data_rows,true,boolean"));
    }

    @Test
    void columnsBeyondTheHeaderGetNamesAndADoubtIsTold() throws Exception {
        try (WorkflowRun run = CsvNodes.read(directory, "# title\na,Column1\n1,2,3,4\n5,6,7,8\n", UTF_8)) {
            assertEquals(
                    List.of(
                            "a:IntCell|Column1:IntCell|Column2:IntCell|Column3:IntCell",
                            "Row0|1|2|3|4",
                            "Row1|5|6|7|8"),
                    CsvNodes.lines(run.node(1).table(1)));
            assertContains(
                    String.join("\n", run.node(1).warnings()),
                    "Line 3 of",
                    "4 cells",
                    "only 2",
                    "Column2",
                    "(now ',')");
        }
        try (WorkflowRun run =
                CsvNodes.read(directory, "id\nanna,1\notto,2\n", UTF_8, "settings/has_row_id,true,boolean")) {
            assertEquals(
                    List.of("Column0:IntCell", "anna|1", "otto|2"),
                    CsvNodes.lines(run.node(1).table(1)));
            assertContains(String.join("\n", run.node(1).warnings()), "Line 2 of", "'Column0'");
        }
        try (WorkflowRun run = CsvNodes.read(directory, "a,b\n1,2\n", UTF_8)) {
            assertEquals(List.of(), run.node(1).warnings());
        }
    }

    @Test
    void aQuoteThatIsNotClosedIsNamedByTheLineWhereItOpens() throws Exception {
        assertContains(failure("a,b\n1,2\n1,\"2\n3,4\n"), "quote", "opened in line 3 of", "end of the file");
        assertContains(failure("a,b\n1,\""), "opened in line 2");
        assertContains(failure("a,b\n1,\"2\"\"\n"), "opened in line 2");
        assertContains(failure("a,b\n\"x\ny\",\"2\n3,4"), "opened in line 3", "begins in line 2");
        assertContains(
                failure("a title\na,b\n\n1,\"2\n3,4\n5,\"x\"\n6,7\n", "limit_rows/skip_lines,true,boolean"),
                "opened in line 4");
        assertContains(
                failure("a,b\n1,\"2\n3,4", "advanced_settings/quote_option,KEEP_QUOTES,String"), "opened in line 2");
        // longer than the first rows that are looked into before anything runs
        assertContains(
                failure("a,b\n1,2\n1,2\n1,\"2\n3,4\n", "advanced_settings/max_data_rows_scanned,1,long"), "line 4");
    }

    @Test
    void theEndOfAFileIsNoPartOfItsTable() throws Exception {
        for (String end : List.of("", "\n", "\r\n", "\n\n", "\n# the end", "\r")) {
            assertEquals(List.of("a:StringCell", "Row0|1", "Row1|x\""), table("a\n1\n\"x\"\"\"" + end));
        }
        assertEquals(List.of("a:StringCell", "Row0|5\" pipe"), table("a\n5\" pipe"));
        assertEquals(
                List.of("a:StringCell", "Row0|\uffff\ufffe", "Row1|\uffff\ufffe"),
                table("a\n\uffff\ufffe\n\uffff\ufffe\n"));
        assertEquals(
                List.of("a:IntCell", "Row0|1"),
                table("a\n1\n", "settings/quote_char,,String", "settings/quote_escape_char,,String"));
    }

    @Test
    void aCellWithoutEndIsNamedByItsLine() throws Exception {
        String message = failure("a\n1\n\"" + "x\n".repeat(9 << 20));
        assertContains(message, "Line 3 of", "16777216 characters", "quote");
    }

    @Test
    void whatIsNoFileIsCalledSo() throws Exception {
        Assumptions.assumeTrue(Files.exists(Path.of("/dev/null")), "a system with devices");
        String path = "settings/file_selection/path/";
        try (WorkflowRun run =
                CsvNodes.read(directory, path + "file_system_type,LOCAL,String", path + "path,/dev/zero,String")) {
            assertContains(run.node(1).failure().orElseThrow().text(), "/dev/zero", "is a device or a pipe");
        }
    }

    @Test
    void aWrongCharacterSetIsToldFromTheText() throws Exception {
        try (WorkflowRun run = CsvNodes.read(directory, "a\nM\u00fcller\n", StandardCharsets.ISO_8859_1)) {
            assertContains(run.node(1).failure().orElseThrow().text(), "UTF-8", "in.csv");
        }
        try (WorkflowRun run = CsvNodes.read(
                directory, "a\nM\u00fcller\n", StandardCharsets.ISO_8859_1, "encoding/charset,ISO-8859-1,String")) {
            assertEquals(
                    "Row0|M\u00fcller", CsvNodes.lines(run.node(1).table(1)).get(1));
        }
    }

    @Test
    void aLateValueThatDoesNotFitTheGuessedTypeIsNamedWithLineAndColumn() throws Exception {
        String text = "n\n1\n2\n3.5\n";
        String limited = "advanced_settings/max_data_rows_scanned,2,long";
        assertContains(failure(text, limited), "Line 4", "'n'", "'3.5'", "limit_data_rows_scanned");
        assertEquals(
                "n:DoubleCell",
                table(text, limited, "advanced_settings/limit_data_rows_scanned,false,boolean")
                        .get(0));
    }

    @Test
    void anEmptyFileSaysThatTheHeaderIsMissing() throws Exception {
        assertContains(failure(""), "is empty", "column names");
    }

    @Test
    void settingsThatCannotBeFollowedAreRefused() {
        for (String[] refused : new String[][] {
            {"settings/quote_escape_char,\\,String", "quote_escape_char"},
            {"settings/column_delimiter,ab,String", "column_delimiter"},
            {"settings/column_delimiter,\",String", "must differ"},
            {"encoding/charset,UTF-99,String", "UTF-99"},
            {"settings/file_selection/filter_mode/filter_mode,FILES_IN_FOLDERS,String", "filter_mode"},
            {"settings/file_selection/path/file_system_type,MOUNTPOINT,String", "MOUNTPOINT"}
        }) {
            try (WorkflowRun run = CsvNodes.read(directory, "a\n1\n", UTF_8, refused[0])) {
                assertContains(run.node(1).failure().orElseThrow().text(), refused[1]);
            } catch (RunnerException e) {
                assertContains(e.getMessage(), "CSV Reader #1", refused[1]);
            } catch (Exception e) {
                Assertions.fail(e);
            }
        }
    }
}
