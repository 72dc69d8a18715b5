// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.flowmatch.standin.Execution;
import org.flowmatch.standin.PortStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ModelContent;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;
import org.knime.core.node.port.PortUtil;

/** Port objects, their file stores and their types. */
class PortObjectTest {

    @TempDir
    private Path m_folder;

    private ClassLoader m_loader;

    /** The tests' port object is in no plugin.xml and is found through the context class loader. */
    @BeforeEach
    void useOwnClassLoader() {
        m_loader = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(getClass().getClassLoader());
    }

    @AfterEach
    void restoreClassLoader() {
        Thread.currentThread().setContextClassLoader(m_loader);
    }

    private ExecutionContext context(final String folder) {
        return Execution.context(m_folder.resolve(folder), (fraction, message) -> {}, () -> false);
    }

    @Test
    void aPortObjectSurvivesItsFolder() throws Exception {
        Note note = Note.create(context("stores"), "text", 7, "hello \u00fc");
        PortStore.save(note, m_folder.resolve("kept"));
        Files.delete(note.store().getFile().toPath());
        var back = (Note) PortStore.load(m_folder.resolve("kept"), context("other"));
        assertNotSame(note, back);
        assertEquals(7, back.number());
        assertEquals("hello \u00fc", back.text());
        assertEquals(note.getSpec(), back.getSpec());
        assertEquals("construct ", back.calls());
        assertTrue(back.store().getFile().toPath().startsWith(m_folder.resolve("other")));
    }

    @Test
    void aFileStoreMayBeAFolder() throws Exception {
        Note note = Note.create(context("stores"), "text", 7, "flat");
        PortStore.save(note, m_folder.resolve("kept"));
        Path store = note.store().getFile().toPath();
        Files.delete(store);
        Files.createDirectories(store.resolve("deep/er"));
        Files.writeString(store.resolve("deep/er/file"), "content");
        PortStore.save(note, m_folder.resolve("folder"));
        ExecutionContext exec = context("other");
        // the note's postConstruct wants a file and finds a folder
        assertThrows(IOException.class, () -> PortStore.load(m_folder.resolve("folder"), exec));
        assertEquals("content", Files.readString(m_folder.resolve("other/text/deep/er/file")));
    }

    @Test
    void flushIsCalledOnce() throws Exception {
        Note note = Note.create(context("stores"), "text", 7, "hello");
        assertFalse(note.store().getFile().exists(), "a new store has no file yet");
        assertTrue(note.store().getFile().getParentFile().isDirectory());
        PortStore.save(note, m_folder.resolve("once"));
        PortStore.save(note, m_folder.resolve("twice"));
        assertEquals("flush ", note.calls());
    }

    @Test
    void aFileStoreNameIsTakenOnce() throws Exception {
        ExecutionContext exec = context("stores");
        exec.createFileStore("name");
        String message = assertThrows(IOException.class, () -> exec.createSubExecutionContext(0.5)
                        .createFileStore("name"))
                .getMessage();
        assertTrue(message.contains("\"name\""), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {".hidden", "a/b", "a\\b", "../a"})
    void aFileStoreNameIsPlain(final String name) {
        ExecutionContext exec = context("stores");
        assertThrows(IOException.class, () -> exec.createFileStore(name));
    }

    @Test
    void anArchiveDoesNotWriteBesideItsStores() throws Exception {
        Note note = Note.create(context("stores"), "text", 7, "hello");
        var content = new ModelContent("content");
        content.addString("port_spec_class", note.getSpec().getClass().getName());
        content.addString("port_object_class", Note.class.getName());
        content.addStringArray("filestores", "text");
        var xml = new ByteArrayOutputStream();
        content.saveToXML(xml);
        var good = new ByteArrayOutputStream();
        PortUtil.writeObjectToStream(note, good, context("x"));
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes);
                var in = new ZipInputStream(new ByteArrayInputStream(good.toByteArray()))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                zip.putNextEntry(new ZipEntry(
                        entry.getName().startsWith("filestores/") ? "filestores/0/../../evil" : entry.getName()));
                in.transferTo(zip);
                zip.closeEntry();
            }
        }
        var evil = new ByteArrayInputStream(bytes.toByteArray());
        ExecutionContext exec = context("reading");
        String message = assertThrows(IOException.class, () -> PortUtil.readObjectFromStreamViaContext(evil, exec))
                .getMessage();
        assertTrue(message.contains("evil"), message);
        assertFalse(Files.exists(m_folder.resolve("evil")));
    }

    @Test
    void refusesAFileThatIsNoPortObject() {
        var text = new ByteArrayInputStream("nonsense".getBytes(StandardCharsets.UTF_8));
        ExecutionContext exec = context("reading");
        assertThrows(IOException.class, () -> PortUtil.readObjectFromStreamViaContext(text, exec));
    }

    @Test
    void portTypesKnowTheirObjects() throws Exception {
        PortType note = PortTypeRegistry.getInstance().getPortType(Note.class);
        PortType optional = PortTypeRegistry.getInstance().getPortType(Note.class, true);
        assertEquals(note, optional, "as on the real core");
        assertTrue(optional.isOptional());
        assertNotEquals(note, BufferedDataTable.TYPE);
        assertTrue(PortObject.TYPE.isSuperTypeOf(note));
        assertFalse(note.isSuperTypeOf(PortObject.TYPE));
        assertTrue(note.acceptsPortObject(Note.create(context("stores"), "text", 1, "")));
        var settings = new NodeSettings("type");
        note.save(settings);
        assertEquals(Note.class.getName(), settings.getString("object_class"));
        assertEquals(note, PortType.load(settings));
    }
}
