// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.port;

import java.io.IOException;
import java.util.List;
import javax.swing.JComponent;
import org.flowmatch.engine.coupling.Coupling;
import org.knime.core.data.filestore.FileStorePortObject;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;

/** A conditional path with the coupling that it joins; shares the coupling's file store instead of copying its rows. */
public final class ConditionalPathPortObject extends FileStorePortObject {
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(ConditionalPathPortObject.class);

    private final ConditionalPathPortObjectSpec spec;
    private final Content content;

    /** What is stored beside the spec: a summary of the coupling. */
    public record Content(String coupling) {}

    private ConditionalPathPortObject(ConditionalPathPortObjectSpec spec, Content content) {
        this.spec = spec;
        this.content = content;
    }

    public ConditionalPathPortObject(ConditionalPathPortObjectSpec spec, FlowCouplingPortObject coupling) {
        super(List.of(coupling.store()));
        this.spec = spec;
        this.content = new Content(coupling.getSummary());
    }

    /** Reads the coupling; its matrices may stay in the files of the store. */
    public Coupling coupling() {
        return FlowCouplingPortObject.read(getFileStore(0));
    }

    @Override
    public ConditionalPathPortObjectSpec getSpec() {
        return spec;
    }

    @Override
    public String getSummary() {
        return spec.formula() + "; " + content.coupling();
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    /** Stores the summary; spec and file store are kept by KNIME. */
    public static final class Serializer extends PortObjectSerializer<ConditionalPathPortObject> {
        @Override
        public void savePortObject(
                ConditionalPathPortObject object, PortObjectZipOutputStream out, ExecutionMonitor exec)
                throws IOException {
            PortJson.write(object.content, out);
        }

        @Override
        public ConditionalPathPortObject loadPortObject(
                PortObjectZipInputStream in, PortObjectSpec spec, ExecutionMonitor exec) throws IOException {
            return new ConditionalPathPortObject(
                    (ConditionalPathPortObjectSpec) spec, PortJson.read(Content.class, in));
        }
    }
}
