// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flowmatch.acceptance.StoredWorkflow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.NodeSettings;

/** Whatever the files of a workflow hold, it runs, or a message says what is wrong with it: never Java's words, never a crash. */
@Timeout(300)
class HostileWorkflowTest {
    private static final Pattern ENTRY = Pattern.compile("<entry [^>]*/>");
    private static final Pattern JAVAS_WORDS = Pattern.compile(
            "(?i)java\\.|exception|cannot invoke|because \"|out of bounds|for input string|enum constant|"
                    + "illegal char|nul character|--debug");

    @TempDir
    Path directory;

    private Path flow;

    @BeforeEach
    void oneNode() throws Exception {
        NodeSettings model = new NodeSettings("model");
        model.addInt("rows", 3);
        for (String text : List.of("refuse", "fail", "warn")) {
            model.addString(text, "");
        }
        flow = new WorkflowFolder(directory.resolve("flow"))
                .node("Numbers", TestNodes.Numbers.class, model)
                .write();
    }

    private Path settings() {
        return flow.resolve("Numbers (#1)/settings.xml");
    }

    private static void replace(Path file, String part, String by) throws IOException {
        String whole = Files.readString(file);
        assertTrue(whole.contains(part), whole);
        Files.writeString(file, whole.replace(part, by));
    }

    /** Loads and configures the workflow; what a user would be told. */
    private static List<String> messages(Path workflow) throws IOException {
        WorkflowRunner runner = new WorkflowRunner(RunSettings.defaults(), new QuietListener());
        runner.cancel();
        try (WorkflowRun run = runner.run(workflow)) {
            return run.nodes().stream()
                    .flatMap(node -> node.failure().stream())
                    .map(Failure::text)
                    .toList();
        } catch (RunnerException e) {
            return List.of(e.getMessage());
        }
    }

    private String refusal() {
        return assertThrows(RunnerException.class, () -> new WorkflowRunner(
                                RunSettings.defaults(), new QuietListener(), new TestNodes())
                        .run(flow))
                .getMessage();
    }

    @Test
    void configsNestedWithoutEndAreRefused() throws Exception {
        replace(
                settings(),
                "<config key=\"variables\"/>",
                "<config key=\"deep\">".repeat(5_000) + "</config>".repeat(5_000) + "<config key=\"variables\"/>");
        String message = refusal();
        assertTrue(message.contains("settings.xml") && message.contains("deeper than 100"), message);
    }

    @Test
    void aFileOfMoreThanSettingsCanHaveIsNotRead() throws Exception {
        try (var file = Files.newByteChannel(settings(), StandardOpenOption.WRITE)) {
            file.position(65L << 20).write(ByteBuffer.allocate(1));
        }
        assertTrue(refusal().contains("more than 64 MiB"), refusal());
    }

    @Test
    void settingsOutsideOfTheWorkflowAreNotRead() throws Exception {
        Files.copy(settings(), directory.resolve("settings.xml"));
        replace(flow.resolve("workflow.knime"), "Numbers (#1)/settings.xml", "../settings.xml");
        assertTrue(refusal().contains("node #1 lie outside the workflow"), refusal());
    }

    @Test
    void aPathWithANulIsNoPath() throws Exception {
        replace(flow.resolve("workflow.knime"), "Numbers (#1)/settings.xml", "a%%00000b");
        assertTrue(refusal().contains("node #1 lie in 'a"), refusal());
    }

    @Test
    void aNamesLineBreaksAndLengthDoNotReachALabel() throws Exception {
        replace(settings(), "value=\"Numbers\"", "value=\"%%00027[2JNum%%00010bers" + "s".repeat(500) + "\"");
        try (WorkflowRun run =
                new WorkflowRunner(RunSettings.defaults(), new QuietListener(), new TestNodes()).run(flow)) {
            String label = run.node(1).label();
            assertTrue(label.startsWith("\\u001b[2JNum\\u000aberss"), label);
            assertTrue(label.endsWith("... #1") && label.length() < 100, label);
            List<Path> written = new ArrayList<>();
            new OutputFolder(directory).write(run.looseTables(), written::add);
            assertTrue(Files.size(written.get(0)) > 0);
        }
    }

    /** Each entry of each kind of node is set to null, to a huge number and to what no path holds, and is left out. */
    @Test
    void noEntryOfAStoredWorkflowLeadsToJavasWords() throws Exception {
        Set<String> kinds = new HashSet<>();
        List<String> bad = new ArrayList<>();
        for (String name : List.of("csv-synthesis", "two-moons", "likelihood-and-diagnostics")) {
            Path copy = directory.resolve(name);
            List<Path> settings =
                    copy(StoredWorkflow.repository().resolve("tests/workflows").resolve(name), copy);
            assertEquals(List.of(), told(copy));
            for (Path file : settings) {
                String kind = file.getParent().getFileName().toString().replaceAll(" \\(#\\d+\\)", "");
                if (kinds.add(kind)) {
                    changeEach(file, copy, bad);
                }
            }
        }
        assertTrue(kinds.size() > 12, () -> kinds.toString());
        assertTrue(bad.isEmpty(), () -> String.join("\n", bad));
    }

    /** Copies a workflow, of its data the first lines. */
    private static List<Path> copy(Path stored, Path copy) throws IOException {
        List<Path> settings = new ArrayList<>();
        try (Stream<Path> all = Files.walk(stored)) {
            for (Path file : all.toList()) {
                Path to = copy.resolve(stored.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else if (file.toString().endsWith(".csv")) {
                    Files.write(to, Files.readAllLines(file).subList(0, 10));
                } else {
                    settings.add(Files.copy(file, to));
                }
            }
        }
        return settings;
    }

    private static void changeEach(Path file, Path workflow, List<String> bad) throws IOException {
        String whole = Files.readString(file);
        for (MatchResult entry : ENTRY.matcher(whole).results().toList()) {
            for (String changed : changes(entry.group())) {
                Files.writeString(file, whole.substring(0, entry.start()) + changed + whole.substring(entry.end()));
                for (String message : told(workflow)) {
                    if (JAVAS_WORDS.matcher(message).find()) {
                        bad.add(file.getFileName() + ": " + entry.group() + " as " + changed + ": " + message);
                    }
                }
            }
        }
        Files.writeString(file, whole);
    }

    private static List<String> told(Path workflow) throws IOException {
        try {
            return messages(workflow);
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            return List.of(e + " " + List.of(e.getStackTrace()));
        }
    }

    private static List<String> changes(String entry) {
        String noValue = entry.replaceAll(" (isnull|value)=\"[^\"]*\"", "");
        return List.of(
                noValue.replace("/>", " isnull=\"true\" value=\"\"/>"),
                noValue.replace("/>", " value=\"2147483647\"/>"),
                noValue.replace("/>", " value=\"a%%00000%%00027[2J\"/>"),
                "");
    }
}
