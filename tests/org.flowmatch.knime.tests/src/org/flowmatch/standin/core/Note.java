// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.core;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.swing.JComponent;
import org.knime.core.data.filestore.FileStore;
import org.knime.core.data.filestore.FileStorePortObject;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;

/** A port object of the tests: a number in the serialised part, a text in a file store. */
public final class Note extends FileStorePortObject {

    private final NoteSpec m_spec;
    private final int m_number;
    private String m_text;
    private final StringBuilder m_calls = new StringBuilder();

    private Note(final FileStore store, final int number, final String text) {
        super(List.of(store));
        m_spec = new NoteSpec("note " + number);
        m_number = number;
        m_text = text;
    }

    private Note(final NoteSpec spec, final int number) {
        m_spec = spec;
        m_number = number;
    }

    static Note create(final ExecutionContext exec, final String store, final int number, final String text)
            throws IOException {
        return new Note(exec.createFileStore(store), number, text);
    }

    @Override
    protected void flushToFileStore() throws IOException {
        m_calls.append("flush ");
        try (var out = new FileOutputStream(store().getFile())) {
            out.write(m_text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    protected void postConstruct() throws IOException {
        m_calls.append("construct ");
        try (var in = new FileInputStream(store().getFile())) {
            m_text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    FileStore store() {
        return getFileStore(0);
    }

    int number() {
        return m_number;
    }

    String text() {
        return m_text;
    }

    String calls() {
        return m_calls.toString();
    }

    @Override
    public NoteSpec getSpec() {
        return m_spec;
    }

    @Override
    public String getSummary() {
        return m_text;
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    static PortObjectSerializer<Note> getPortObjectSerializer() {
        return new Serializer();
    }

    /** The number as one entry's content. */
    public static final class Serializer extends PortObjectSerializer<Note> {

        @Override
        public void savePortObject(final Note note, final PortObjectZipOutputStream out, final ExecutionMonitor exec)
                throws IOException {
            new DataOutputStream(out).writeInt(note.m_number);
        }

        @Override
        public Note loadPortObject(
                final PortObjectZipInputStream in, final PortObjectSpec spec, final ExecutionMonitor exec)
                throws IOException {
            return new Note((NoteSpec) spec, new DataInputStream(in).readInt());
        }
    }

    /** The spec of notes: a title. */
    public static final class NoteSpec extends AbstractSimplePortObjectSpec {

        private String m_title;

        /** For the serializer. */
        public NoteSpec() {}

        NoteSpec(final String title) {
            m_title = title;
        }

        String title() {
            return m_title;
        }

        @Override
        protected void save(final ModelContentWO model) {
            model.addString("title", m_title);
        }

        @Override
        protected void load(final ModelContentRO model) throws InvalidSettingsException {
            m_title = model.getString("title");
        }

        static PortObjectSpecSerializer<NoteSpec> getPortObjectSpecSerializer() {
            return new SpecSerializer();
        }
    }

    /** The spec as one settings tree. */
    public static final class SpecSerializer
            extends AbstractSimplePortObjectSpec.AbstractSimplePortObjectSpecSerializer<NoteSpec> {}
}
