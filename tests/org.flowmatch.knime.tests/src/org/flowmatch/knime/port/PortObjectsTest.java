// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.port;

import static org.flowmatch.knime.Messages.assertExecutionFails;
import static org.flowmatch.knime.NodeBench.column;
import static org.flowmatch.knime.NodeBench.node;
import static org.flowmatch.knime.NodeBench.numericCoupling;
import static org.flowmatch.knime.NodeBench.quickLearner;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.flowmatch.knime.NodeBench;
import org.flowmatch.knime.path.ConditionalPathNodeFactory;
import org.flowmatch.knime.sampler.FlowSamplerNodeFactory;
import org.flowmatch.standin.NodeHandle;
import org.flowmatch.standin.PortStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortUtil;

/** Port objects live as long as their nodes are executed, and through save and load. */
class PortObjectsTest {
    @TempDir
    Path folder;

    private NodeBench bench;

    @BeforeEach
    void prepare() {
        bench = new NodeBench(folder.resolve("run"));
    }

    @Test
    void couplingSurvivesSaveAndLoad() throws Exception {
        FlowCouplingPortObject coupling = bench.first(numericCoupling(), bench.numbers(30));
        FlowCouplingPortObject loaded = saveAndLoad(coupling);
        assertEquals(coupling.getSpec(), loaded.getSpec());
        assertEquals(coupling.getSummary(), loaded.getSummary());
        assertEquals("independent coupling of 2 columns: Gaussian source, 30 target rows", loaded.getSummary());
        assertArrayEquals(
                coupling.coupling().target().toArray(),
                loaded.coupling().target().toArray());
    }

    @Test
    void pathSurvivesWithoutTheCouplingThatItSharedItsRowsWith() throws Exception {
        NodeHandle couplingNode = numericCoupling();
        PortObject coupling = bench.first(couplingNode, bench.numbers(30));
        ConditionalPathPortObject path =
                bench.first(node(new ConditionalPathNodeFactory(), "path", "LIPMAN"), coupling);
        float[] rows = path.coupling().target().toArray();
        PortStore.save(path, folder.resolve("saved"));
        couplingNode.reset();
        ConditionalPathPortObject loaded =
                (ConditionalPathPortObject) PortStore.load(folder.resolve("saved"), bench.context());
        assertEquals(path.getSpec(), loaded.getSpec());
        assertArrayEquals(rows, loaded.coupling().target().toArray());
    }

    @Test
    void loadedModelSamplesTheSameRows() throws Exception {
        FlowModelPortObject model = bench.first(quickLearner(), bench.path(bench.numbers(100)));
        FlowModelPortObject loaded = saveAndLoad(model);
        assertEquals(model.getSpec(), loaded.getSpec());
        assertEquals(model.getSummary(), loaded.getSummary());
        assertArrayEquals(
                column(bench.first(node(new FlowSamplerNodeFactory()), model), "x"),
                column(bench.first(node(new FlowSamplerNodeFactory()), loaded), "x"));
    }

    @Test
    void resetDeletesTheFilesAndAnotherExecutionMakesThemAgain() throws Exception {
        NodeHandle coupling = numericCoupling();
        bench.run(coupling, bench.numbers(30));
        assertTrue(files("target.rows") == 1);
        coupling.reset();
        assertEquals(0, files("target.rows"));
        bench.run(coupling, bench.numbers(30));
        assertEquals(1, files("target.rows"));
    }

    @Test
    void damagedModelFileIsNamedInOneMessage() throws Exception {
        FlowModelPortObject model = bench.first(quickLearner(), bench.path(bench.numbers(100)));
        Path file = modelFile();
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        NodeHandle sampler = node(new FlowSamplerNodeFactory());
        assertExecutionFails("is not a flow model, or it is truncated or damaged", () -> bench.run(sampler, model));
        byte[] edited = whole.clone();
        edited[whole.length / 2] ^= 1;
        Files.write(file, edited);
        assertExecutionFails("is damaged", () -> bench.run(sampler, model));
        Files.delete(file);
        assertExecutionFails("does not exist", () -> bench.run(sampler, model));
    }

    @Test
    void modelFileOfALaterVersionIsRefused() throws Exception {
        FlowModelPortObject model = bench.first(quickLearner(), bench.path(bench.numbers(100)));
        Path file = modelFile();
        try (FileSystem zip = FileSystems.newFileSystem(file)) {
            Path document = zip.getPath("model.json");
            String json = Files.readString(document);
            assertTrue(json.contains("\"version\":2,"), json);
            Files.writeString(document, json.replace("\"version\":2,", "\"version\":5,"));
        }
        assertExecutionFails(
                "has the format version 5 of a newer Flow Matching",
                () -> bench.run(node(new FlowSamplerNodeFactory()), model));
    }

    private Path modelFile() throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(p -> p.getFileName().toString().equals("model.flow"))
                    .filter(Files::isRegularFile)
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void portOfALaterVersionIsRefused() throws Exception {
        String spec = stored("{\"version\": 4, \"content\": {}}");
        assertTrue(spec.contains("later version of Flow Matching (format 4"), spec);
        assertTrue(stored("{\"version\": 1}").contains("content"));
        assertTrue(stored("{\"version\": 1, \"content\": {}}").contains("targetRows"));
        assertTrue(stored("{").contains("JSON"));
    }

    /** The message with which stored content is refused. */
    private static String stored(String json) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = PortUtil.getPortObjectZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry("content.json"));
            out.write(json.getBytes(StandardCharsets.UTF_8));
            out.closeEntry();
        }
        try (var in = PortUtil.getPortObjectZipInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return assertThrows(IOException.class, () -> new FlowCouplingPortObject.Serializer()
                            .loadPortObject(in, null, null))
                    .getMessage();
        }
    }

    private long files(String name) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(path -> path.getFileName().toString().equals(name))
                    .count();
        }
    }

    @SuppressWarnings("unchecked")
    private <T extends PortObject> T saveAndLoad(T object) throws Exception {
        Path saved = folder.resolve("saved");
        PortStore.save(object, saved);
        T loaded = (T) PortStore.load(saved, bench.context());
        assertNotEquals(System.identityHashCode(object), System.identityHashCode(loaded));
        return loaded;
    }
}
