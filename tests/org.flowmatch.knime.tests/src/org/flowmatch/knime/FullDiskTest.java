// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime;

import static org.flowmatch.knime.Messages.assertExecutionFails;
import static org.flowmatch.knime.NodeBench.node;
import static org.flowmatch.knime.NodeBench.numericCoupling;
import static org.flowmatch.knime.NodeBench.quickLearner;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.flowmatch.knime.example.FlowExampleDataNodeFactory;
import org.flowmatch.standin.Execution;
import org.flowmatch.standin.NodeHandle;
import org.flowmatch.standin.ProgressSink;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.PortObject;

/** A disk that is full or a folder that is gone fails the node with a message and leaves no file. */
class FullDiskTest {
    @TempDir
    Path folder;

    private NodeBench bench;
    private Path stores;

    @BeforeEach
    void prepare() {
        bench = new NodeBench(folder.resolve("inputs"));
        stores = folder.resolve("stores");
    }

    @Test
    void couplingIntoAFolderThatGoes() throws Exception {
        PortObject rows = bench.numbers(100);
        ProgressSink removesTheFolder = (fraction, message) -> {
            if (message.equals("Storing the coupling")) {
                removeStores();
            }
        };
        fails("The coupling cannot be written to ", numericCoupling(), removesTheFolder, rows);
        assertEquals(List.of(), files());
    }

    @Test
    void modelIntoAFolderThatIsGone() throws Exception {
        PortObject path = bench.path(bench.numbers(100));
        Files.writeString(stores, "a file where the folder of the file stores should be");
        fails("A file of the node cannot be written or read: ", quickLearner(), (fraction, message) -> {}, path);
        assertEquals(List.of(stores), files());
    }

    @Test
    void tableOnAFullDisk() throws Exception {
        ProgressSink asTablesDo = (fraction, message) -> {
            throw new UncheckedIOException(new IOException("No space left on device"));
        };
        NodeHandle node = node(new FlowExampleDataNodeFactory(), "rows", 10);
        KNIMEException failure =
                fails("A file of the node cannot be written or read: No space left on device.", node, asTablesDo);
        String resolution = failure.getKNIMEMessage().getResolutions().get(0);
        assertTrue(resolution.contains("Free space"), resolution);
    }

    private KNIMEException fails(String message, NodeHandle node, ProgressSink sink, PortObject... inputs)
            throws Exception {
        NodeBench.configure(node, inputs);
        return assertExecutionFails(message, () -> node.execute(inputs, Execution.context(stores, sink, () -> false)));
    }

    private void removeStores() {
        try (Stream<Path> found = Files.walk(stores)) {
            for (Path each : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> files() throws IOException {
        if (!Files.exists(stores)) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(stores)) {
            return found.filter(path -> !Files.isDirectory(path)).toList();
        }
    }
}
