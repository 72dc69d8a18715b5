// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.port;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import javax.swing.JComponent;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.FlowModelFile;
import org.flowmatch.knime.table.ColumnTypes;
import org.flowmatch.knime.table.ConditionInfo;
import org.knime.core.data.filestore.FileStore;
import org.knime.core.data.filestore.FileStorePortObject;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;

/** A trained flow. Its file store is the model file, read when asked for. */
public final class FlowModelPortObject extends FileStorePortObject {
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(FlowModelPortObject.class);

    private static final String STORE = "model.flow";

    private final FlowModelPortObjectSpec spec;
    private final Content content;

    /** What is stored beside the spec. */
    public record Content(long weights, long steps, OptionalDouble trainLoss, OptionalDouble validationLoss) {}

    private FlowModelPortObject(FlowModelPortObjectSpec spec, Content content) {
        this.spec = spec;
        this.content = content;
    }

    private FlowModelPortObject(FlowModelPortObjectSpec spec, Content content, FileStore store) {
        super(List.of(store));
        this.spec = spec;
        this.content = content;
    }

    /**
     * Writes the model to a new file store of the node that executes.
     *
     * @param conditions the columns behind the model's encoding of conditions
     * @param types with which its columns came
     * @param monitor a cancel takes effect within a second
     */
    public static FlowModelPortObject create(
            FlowModel model,
            List<ConditionInfo> conditions,
            ColumnTypes types,
            ExecutionContext context,
            Monitor monitor)
            throws IOException {
        FileStore store = context.createFileStore(STORE);
        FlowModelFile.write(model, store.getFile().toPath(), monitor);
        FlowModelPortObjectSpec spec = FlowModelPortObjectSpec.of(model, conditions, types);
        Content content = new Content(
                model.weights().length,
                model.provenance().steps(),
                model.provenance().trainLoss(),
                model.provenance().validationLoss());
        return new FlowModelPortObject(spec, content, store);
    }

    /**
     * Reads the model.
     *
     * @throws org.flowmatch.engine.FlowException when the file is damaged or of a later version
     */
    public FlowModel model() {
        return model(Monitor.none());
    }

    /** As {@link #model()}, for a node that executes: a cancel takes effect within a second. */
    public FlowModel model(Monitor monitor) {
        return FlowModelFile.read(getFileStore(0).getFile().toPath(), monitor);
    }

    @Override
    public FlowModelPortObjectSpec getSpec() {
        return spec;
    }

    @Override
    public String getSummary() {
        return String.format(
                Locale.ROOT,
                "Flow of %d columns%s %s; %,d weights after %,d steps%s",
                spec.columns().size(),
                spec.conditions().isEmpty() ? "" : " under " + spec.conditions().size() + " conditions",
                spec.dynamics().summary(),
                content.weights(),
                content.steps(),
                content.validationLoss().isPresent()
                        ? String.format(
                                Locale.ROOT,
                                ", validation loss %.4g",
                                content.validationLoss().getAsDouble())
                        : "");
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    /** Stores numbers for the summary; spec and file store are kept by KNIME. */
    public static final class Serializer extends PortObjectSerializer<FlowModelPortObject> {
        @Override
        public void savePortObject(FlowModelPortObject object, PortObjectZipOutputStream out, ExecutionMonitor exec)
                throws IOException {
            PortJson.write(object.content, out);
        }

        @Override
        public FlowModelPortObject loadPortObject(
                PortObjectZipInputStream in, PortObjectSpec spec, ExecutionMonitor exec) throws IOException {
            return new FlowModelPortObject((FlowModelPortObjectSpec) spec, PortJson.read(Content.class, in));
        }
    }
}
