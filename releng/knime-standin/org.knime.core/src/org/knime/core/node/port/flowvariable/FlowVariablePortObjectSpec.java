// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.port.flowvariable;

import javax.swing.JComponent;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectSpecZipInputStream;
import org.knime.core.node.port.PortObjectSpecZipOutputStream;

/** The spec of variable ports. */
public final class FlowVariablePortObjectSpec implements PortObjectSpec {

    public static final FlowVariablePortObjectSpec INSTANCE = new FlowVariablePortObjectSpec();

    private FlowVariablePortObjectSpec() {}

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    @Override
    public String toString() {
        return "Variables";
    }

    /** Writes nothing and reads the only instance. */
    public static final class Serializer extends PortObjectSpecSerializer<FlowVariablePortObjectSpec> {

        @Override
        public void savePortObjectSpec(
                final FlowVariablePortObjectSpec spec, final PortObjectSpecZipOutputStream out) {}

        @Override
        public FlowVariablePortObjectSpec loadPortObjectSpec(final PortObjectSpecZipInputStream in) {
            return INSTANCE;
        }
    }

    static PortObjectSpecSerializer<FlowVariablePortObjectSpec> getPortObjectSpecSerializer() {
        return new Serializer();
    }
}
