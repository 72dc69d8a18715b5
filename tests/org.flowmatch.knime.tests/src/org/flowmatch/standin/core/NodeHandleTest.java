// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.flowmatch.standin.Execution;
import org.flowmatch.standin.NodeHandle;
import org.flowmatch.standin.ProgressSink;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;

/** A node held as the application holds it: copies of inputs, cancel, file stores, settings. */
class NodeHandleTest {

    private static final ProgressSink NO_SINK = (fraction, message) -> {};

    @TempDir
    private Path m_folder;

    private final AtomicBoolean m_cancelled = new AtomicBoolean();
    private Note m_input;

    @BeforeEach
    void makeInput() throws IOException {
        m_input = Note.create(context(NO_SINK), "input", 1, "in");
        Files.writeString(m_input.store().getFile().toPath(), "from the file");
    }

    private ExecutionContext context(final ProgressSink sink) {
        return Execution.context(m_folder, sink, m_cancelled::get);
    }

    private static NodeHandle node(final NoteNodeFactory.Work work) throws InvalidSettingsException {
        return NodeHandle.create(new NoteNodeFactory(work), null);
    }

    private PortObject execute(final NodeHandle node) throws Exception {
        return node.execute(new PortObject[] {m_input}, context(NO_SINK))[0];
    }

    private List<String> storesLeft() throws IOException {
        try (Stream<Path> tree = Files.walk(m_folder)) {
            return tree.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("input"))
                    .toList();
        }
    }

    @Test
    void isDescribedBesideItsFactory() throws Exception {
        NodeHandle node = node((in, exec) -> in);
        assertEquals("Note Changer", node.name());
        assertArrayEquals(new String[] {"Old note"}, node.inPortNames());
        assertArrayEquals(new String[] {"New note"}, node.outPortNames());
        assertEquals("What to change.", node.factory().getInportDescription(0));
        assertArrayEquals(new String[] {"note"}, node.factory().getKeywords());
        assertEquals("Manipulator", node.factory().getType().name());
        assertEquals(Note.class, node.inPortTypes()[0].getPortObjectClass());
    }

    @Test
    void worksOnACopyThatSharesTheFileStore() throws Exception {
        var seen = new ArrayList<Note>();
        NodeHandle node = node((in, exec) -> {
            seen.add(in);
            return Note.create(exec, "output", in.number() + 1, in.text() + " changed");
        });
        var out = (Note) execute(node);
        Note copy = seen.get(0);
        assertNotSame(m_input, copy);
        assertEquals("from the file", copy.text(), "read in postConstruct");
        assertSame(m_input.store(), copy.store());
        assertEquals(2, out.number());
        assertEquals("flush ", out.calls());
        assertEquals(
                "from the file changed", Files.readString(out.store().getFile().toPath()));
    }

    @Test
    void resetDeletesTheNodesOwnStores() throws Exception {
        NodeHandle node = node((in, exec) -> Note.create(exec, "output", 2, "x"));
        execute(node);
        assertEquals(List.of("output"), storesLeft());
        execute(node);
        assertEquals(List.of("output"), storesLeft(), "the second execution replaces the first");
        node.reset();
        assertEquals(List.of(), storesLeft());
        assertTrue(m_input.store().getFile().exists(), "another node's store stays");
    }

    @Test
    void failureResetsAndDeletes() throws Exception {
        NodeHandle node = node((in, exec) -> {
            Files.writeString(exec.createFileStore("half").getFile().toPath(), "half done");
            throw new IllegalStateException("broken");
        });
        assertEquals(
                "broken",
                assertThrows(IllegalStateException.class, () -> execute(node)).getMessage());
        assertEquals(List.of(), storesLeft());
        assertEquals(1, ((NoteNodeFactory.Model) node.model()).resets());
    }

    @Test
    void cancelInterruptsAndDeletes() throws Exception {
        NodeHandle node = node((in, exec) -> {
            Files.writeString(exec.createFileStore("half").getFile().toPath(), "half done");
            m_cancelled.set(true);
            Thread.sleep(60_000);
            return in;
        });
        Assertions.assertTimeout(
                Duration.ofSeconds(5), () -> assertThrows(CanceledExecutionException.class, () -> execute(node)));
        assertFalse(Thread.currentThread().isInterrupted(), "the interrupt is taken back");
        assertEquals(List.of(), storesLeft());
    }

    @Test
    void cancelThroughTheMonitorStopsABusyNode() throws Exception {
        NodeHandle node = node((in, exec) -> {
            exec.createSubProgress(0.1).getProgressMonitor().setExecuteCanceled();
            while (true) {
                exec.createSubExecutionContext(0.5).createSilentSubProgress(0.5).checkCanceled();
            }
        });
        assertThrows(CanceledExecutionException.class, () -> execute(node));
        assertFalse(Thread.interrupted());
    }

    /** A node that swallows the interrupt and fails in some other way was cancelled all the same. */
    @Test
    void failureAfterACancelIsACancel() throws Exception {
        NodeHandle node = node((in, exec) -> {
            m_cancelled.set(true);
            throw new IllegalStateException("closed by interrupt");
        });
        assertThrows(CanceledExecutionException.class, () -> execute(node));
    }

    @Test
    void refusesAnOutputOfAnotherKind() throws Exception {
        assertThrows(IllegalStateException.class, () -> execute(node((in, exec) -> null)));
        NodeHandle table = node((in, exec) -> {
            var container = exec.createDataContainer(new DataTableSpec());
            container.close();
            BufferedDataTable made = container.getTable();
            return made;
        });
        String message =
                assertThrows(IllegalStateException.class, () -> execute(table)).getMessage();
        assertTrue(message.contains("BufferedDataTable"), message);
    }

    @Test
    void noStoreIsMadeAfterTheExecution() throws Exception {
        var kept = new ArrayList<ExecutionContext>();
        execute(node((in, exec) -> {
            kept.add(exec);
            return in;
        }));
        assertThrows(IllegalStateException.class, () -> kept.get(0).createFileStore("late"));
    }

    @Test
    void settingsAreValidatedLoadedAndSaved() throws Exception {
        NodeHandle node = node((in, exec) -> in);
        var settings = new NodeSettings("model");
        node.saveSettings(settings);
        assertEquals("default", settings.getString("title"));
        settings.addString("title", "mine");
        node.loadSettings(settings);
        PortObjectSpec[] out = node.configure(new PortObjectSpec[] {m_input.getSpec()});
        assertEquals(new Note.NoteSpec("mine"), out[0]);
        assertEquals(Optional.of("Titled mine"), node.warning());
        settings.addString("title", " ");
        assertThrows(InvalidSettingsException.class, () -> node.loadSettings(settings));
        assertThrows(InvalidSettingsException.class, () -> node.loadSettings(new NodeSettings("model")));
    }

    @Test
    void configureRefusesAndChecksTheSpecs() throws Exception {
        NodeHandle node = node((in, exec) -> in);
        var untitled = new PortObjectSpec[] {new Note.NoteSpec("")};
        assertThrows(InvalidSettingsException.class, () -> node.configure(untitled));
        var table = new PortObjectSpec[] {new DataTableSpec()};
        assertThrows(InvalidSettingsException.class, () -> node.configure(table));
        assertThrows(IllegalArgumentException.class, () -> node.configure(new PortObjectSpec[0]));
    }

    @Test
    void progressReachesTheSink() throws Exception {
        var seen = new ArrayList<String>();
        NodeHandle node = node((in, exec) -> {
            ExecutionMonitor first = exec.createSubProgress(0.5);
            first.setProgress(0.5, "halfway through the first half");
            first.setProgress(1);
            exec.createSilentSubProgress(0.5).setProgress(0.5, "not told");
            return in;
        });
        node.execute(new PortObject[] {m_input}, context((fraction, message) -> seen.add(fraction + " " + message)));
        assertTrue(seen.contains("0.25 halfway through the first half"), seen.toString());
        assertTrue(seen.get(seen.size() - 1).startsWith("0.75 "), seen.toString());
        assertFalse(seen.toString().contains("not told"), seen.toString());
    }
}
