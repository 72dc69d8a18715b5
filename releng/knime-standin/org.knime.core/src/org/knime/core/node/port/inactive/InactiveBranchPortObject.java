// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.port.inactive;

import java.io.IOException;
import javax.swing.JComponent;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;

/** Stands in for the output of a branch that does not run. */
public final class InactiveBranchPortObject implements PortObject {

    public static final InactiveBranchPortObject INSTANCE = new InactiveBranchPortObject();

    private InactiveBranchPortObject() {}

    @Override
    public PortObjectSpec getSpec() {
        return InactiveBranchPortObjectSpec.INSTANCE;
    }

    @Override
    public String getSummary() {
        return "Inactive Branch";
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    @Override
    public String toString() {
        return getSummary();
    }

    /** Writes nothing and reads the only instance. */
    public static final class Serializer extends PortObjectSerializer<InactiveBranchPortObject> {

        @Override
        public void savePortObject(
                final InactiveBranchPortObject object, final PortObjectZipOutputStream out, final ExecutionMonitor exec)
                throws IOException, CanceledExecutionException {}

        @Override
        public InactiveBranchPortObject loadPortObject(
                final PortObjectZipInputStream in, final PortObjectSpec spec, final ExecutionMonitor exec)
                throws IOException, CanceledExecutionException {
            return INSTANCE;
        }
    }

    static PortObjectSerializer<InactiveBranchPortObject> getPortObjectSerializer() {
        return new Serializer();
    }
}
