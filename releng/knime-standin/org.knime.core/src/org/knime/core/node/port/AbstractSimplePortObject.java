// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.port;

import java.io.IOException;
import javax.swing.JComponent;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;

/** A port object that is kept as one settings tree; it needs a constructor without arguments. */
public abstract class AbstractSimplePortObject implements PortObject {

    protected abstract void save(ModelContentWO model, ExecutionMonitor exec) throws CanceledExecutionException;

    protected abstract void load(ModelContentRO model, PortObjectSpec spec, ExecutionMonitor exec)
            throws InvalidSettingsException, CanceledExecutionException;

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    /** The serializer of such objects. */
    public abstract static class AbstractSimplePortObjectSerializer<T extends AbstractSimplePortObject>
            extends PortObjectSerializer<T> {

        private final Class<T> m_class = TypeArguments.of(getClass(), PortObjectSerializer.class);

        @Override
        public void savePortObject(final T object, final PortObjectZipOutputStream out, final ExecutionMonitor exec)
                throws IOException, CanceledExecutionException {
            var model = new ModelContent(object.getClass().getName());
            object.save(model, exec);
            SettingsEntry.write(model, out);
        }

        @Override
        public T loadPortObject(
                final PortObjectZipInputStream in, final PortObjectSpec spec, final ExecutionMonitor exec)
                throws IOException, CanceledExecutionException {
            ModelContentRO model = SettingsEntry.read(in);
            T object = TypeArguments.newInstance(m_class);
            try {
                object.load(model, spec, exec);
            } catch (InvalidSettingsException failure) {
                throw new IOException("Cannot read a port object: " + failure.getMessage(), failure);
            }
            return object;
        }
    }
}
