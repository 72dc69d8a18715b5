// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.port;

import java.io.IOException;
import javax.swing.JComponent;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;

/** A spec that is kept as one settings tree; it needs a constructor without arguments. */
public abstract class AbstractSimplePortObjectSpec implements PortObjectSpec {

    protected abstract void save(ModelContentWO model);

    protected abstract void load(ModelContentRO model) throws InvalidSettingsException;

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    @Override
    public boolean equals(final Object other) {
        return this == other
                || other != null
                        && getClass() == other.getClass()
                        && content(this).equals(content(other));
    }

    @Override
    public int hashCode() {
        return content(this).keySet().hashCode();
    }

    private static ModelContent content(final Object spec) {
        var model = new ModelContent("spec");
        ((AbstractSimplePortObjectSpec) spec).save(model);
        return model;
    }

    /** The serializer of such specs. */
    public abstract static class AbstractSimplePortObjectSpecSerializer<T extends AbstractSimplePortObjectSpec>
            extends PortObjectSpecSerializer<T> {

        private final Class<T> m_class = TypeArguments.of(getClass(), PortObjectSpecSerializer.class);

        @Override
        public void savePortObjectSpec(final T spec, final PortObjectSpecZipOutputStream out) throws IOException {
            var model = new ModelContent(spec.getClass().getName());
            spec.save(model);
            SettingsEntry.write(model, out);
        }

        @Override
        public T loadPortObjectSpec(final PortObjectSpecZipInputStream in) throws IOException {
            ModelContentRO model = SettingsEntry.read(in);
            T spec = TypeArguments.newInstance(m_class);
            try {
                spec.load(model);
            } catch (InvalidSettingsException failure) {
                throw new IOException("Cannot read the spec of a port object: " + failure.getMessage(), failure);
            }
            return spec;
        }
    }
}
