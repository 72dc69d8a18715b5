// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.flowmatch.standin.Extensions;
import org.flowmatch.standin.NodeHandle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeSettings;

/**
 * The workflows of the repository hold the settings of today's nodes: where a setting is missing, an apply without any change
 * stores it, which resets trained nodes. They also say what they show, in a title and in what a workflow's page tells.
 */
class WorkflowsCurrentTest {
    /** Stores what the nodes would store, in place of a failure. */
    private static final boolean RESAVE = Boolean.getBoolean("flowmatch.resave");

    static List<String> workflows() throws IOException {
        try (Stream<Path> folders = Files.list(folder())) {
            return folders.filter(folder -> Files.exists(folder.resolve("workflow.knime")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private static Path folder() {
        return StoredWorkflow.repository().resolve("tests/workflows");
    }

    @Test
    void thereAreSome() throws IOException {
        assertTrue(workflows().size() >= 8, workflows()::toString);
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void anApplyWithoutAChangeChangesNothing(String name) throws Exception {
        List<String> behind = new ArrayList<>();
        int own = 0;
        try (Stream<Path> files = Files.walk(folder().resolve(name))) {
            for (Path file :
                    files.filter(path -> path.endsWith("settings.xml")).sorted().toList()) {
                NodeSettings stored = read(file);
                if (stored.getString("factory").startsWith("org.flowmatch.knime.")) {
                    own++;
                    String before = xml(stored);
                    apply(stored);
                    String now = xml(stored);
                    if (!now.equals(before) && RESAVE) {
                        Files.writeString(file, now + "\n");
                    } else if (!now.equals(before)) {
                        behind.add(folder().relativize(file) + " lacks\n" + lines(now, before));
                    }
                }
            }
        }
        assertTrue(own > 0);
        assertEquals(List.of(), behind, "-Dflowmatch.resave=true stores the settings of today");
    }

    private static void apply(NodeSettings node) throws Exception {
        NodeFactory<?> factory =
                Extensions.nodeFactory(node.getString("factory")).orElseThrow();
        NodeSettings ports =
                node.containsKey("node_creation_config") ? node.getNodeSettings("node_creation_config") : null;
        NodeHandle handle = NodeHandle.create(factory, ports);
        handle.loadSettings(node.getNodeSettings("model"));
        handle.saveSettings(node.addNodeSettings("model"));
    }

    private static String lines(String now, String before) {
        List<String> had = before.lines().toList();
        return String.join("\n", now.lines().filter(line -> !had.contains(line)).toList());
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void aWorkflowSaysWhatItShows(String name) throws Exception {
        NodeSettings workflow = read(folder().resolve(name).resolve("workflow.knime"));
        NodeSettings title = workflow.getNodeSettings("annotations").getNodeSettings("annotation_0");
        assertTrue(title.getString("text").matches("(?s)<h3><strong>.+</strong></h3><p>.+\\.</p>"));
        assertEquals("text/html", title.getString("contentType"));
        assertTrue(title.getString("text").contains(workflow.getString("customDescription")));
        String page = Files.readString(folder().resolve(name).resolve("workflow-metadata.xml"));
        assertTrue(
                page.contains("<description>&lt;h1&gt;" + workflow.getString("customDescription") + "&lt;/h1&gt;"),
                page);
        assertTrue(page.contains("<last-modified>"), page);
        assertTrue(page.split("<tag>", -1).length > 3, page);
    }

    /** The title stands above all nodes and covers none. */
    @ParameterizedTest
    @MethodSource("workflows")
    void theTitleCoversNoNode(String name) throws Exception {
        NodeSettings workflow = read(folder().resolve(name).resolve("workflow.knime"));
        NodeSettings title = workflow.getNodeSettings("annotations").getNodeSettings("annotation_0");
        int bottom = title.getInt("y-coordinate") + title.getInt("height");
        NodeSettings nodes = workflow.getNodeSettings("nodes");
        for (String key : nodes.keySet()) {
            int top = nodes.getNodeSettings(key)
                    .getNodeSettings("ui_settings")
                    .getNodeSettings("extrainfo.node.bounds")
                    .getInt("1");
            assertTrue(top >= bottom + 40, key + " with its name above it");
        }
    }

    private static NodeSettings read(Path file) throws Exception {
        try (InputStream stored = Files.newInputStream(file)) {
            return (NodeSettings) NodeSettings.loadFromXML(stored);
        }
    }

    private static String xml(NodeSettings settings) throws IOException {
        ByteArrayOutputStream xml = new ByteArrayOutputStream();
        settings.saveToXML(xml);
        return xml.toString(StandardCharsets.UTF_8);
    }
}
