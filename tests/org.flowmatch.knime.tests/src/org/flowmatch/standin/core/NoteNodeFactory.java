// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.core;

import java.io.File;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeDialogPane;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.NodeView;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;

/** A classic node of the tests: takes a note and does with it what the test says. */
final class NoteNodeFactory extends NodeFactory<NoteNodeFactory.Model> {

    private static final PortType NOTE = PortTypeRegistry.getInstance().getPortType(Note.class);

    private final Work m_work;

    NoteNodeFactory(final Work work) {
        m_work = work;
    }

    /** What the node does. */
    @FunctionalInterface
    interface Work {

        PortObject run(Note in, ExecutionContext exec) throws Exception;
    }

    static final class Model extends NodeModel {

        private final Work m_work;
        private String m_title = "default";
        private int m_resets;

        Model(final Work work) {
            super(new PortType[] {NOTE}, new PortType[] {NOTE});
            m_work = work;
        }

        int resets() {
            return m_resets;
        }

        @Override
        protected PortObjectSpec[] configure(final PortObjectSpec[] in) throws InvalidSettingsException {
            if (((Note.NoteSpec) in[0]).title().isEmpty()) {
                throw new InvalidSettingsException("The note has no title.");
            }
            setWarningMessage("Titled " + m_title);
            return new PortObjectSpec[] {new Note.NoteSpec(m_title)};
        }

        @Override
        protected PortObject[] execute(final PortObject[] in, final ExecutionContext exec) throws Exception {
            return new PortObject[] {m_work.run((Note) in[0], exec)};
        }

        @Override
        protected void saveSettingsTo(final NodeSettingsWO settings) {
            settings.addString("title", m_title);
        }

        @Override
        protected void validateSettings(final NodeSettingsRO settings) throws InvalidSettingsException {
            if (settings.getString("title").isBlank()) {
                throw new InvalidSettingsException("The setting \"title\" must not be blank.");
            }
        }

        @Override
        protected void loadValidatedSettingsFrom(final NodeSettingsRO settings) throws InvalidSettingsException {
            m_title = settings.getString("title");
        }

        @Override
        protected void reset() {
            m_resets++;
        }

        @Override
        protected void loadInternals(final File directory, final ExecutionMonitor exec) {}

        @Override
        protected void saveInternals(final File directory, final ExecutionMonitor exec) {}
    }

    @Override
    public Model createNodeModel() {
        return new Model(m_work);
    }

    @Override
    protected int getNrNodeViews() {
        return 0;
    }

    @Override
    @Deprecated
    public NodeView<Model> createNodeView(final int index, final Model model) {
        throw new UnsupportedOperationException("The node has no view.");
    }

    @Override
    @Deprecated
    protected boolean hasDialog() {
        return false;
    }

    @Override
    @Deprecated
    protected NodeDialogPane createNodeDialogPane() {
        throw new UnsupportedOperationException("The node has no dialog.");
    }
}
