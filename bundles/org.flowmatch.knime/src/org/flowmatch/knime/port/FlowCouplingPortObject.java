// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.port;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import javax.swing.JComponent;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingFolder;
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

/**
 * A coupling: the fitted encoding, the encoded target rows and, for a table source, the encoded source rows. They lie in a
 * folder that is the object's file store and are read when asked for.
 */
public final class FlowCouplingPortObject extends FileStorePortObject {
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(FlowCouplingPortObject.class);

    private static final String STORE = "coupling";

    private final FlowCouplingPortObjectSpec spec;
    private final Content content;

    /** What is stored beside the spec: the numbers of rows; sourceRows is 0 for a Gaussian source. */
    public record Content(long targetRows, long sourceRows) {}

    private FlowCouplingPortObject(FlowCouplingPortObjectSpec spec, Content content) {
        this.spec = spec;
        this.content = content;
    }

    private FlowCouplingPortObject(FlowCouplingPortObjectSpec spec, Content content, FileStore store) {
        super(List.of(store));
        this.spec = spec;
        this.content = content;
    }

    /**
     * Writes the coupling to a new file store of the node that executes.
     *
     * @param conditions the columns behind the coupling's encoding of conditions
     * @param types with which its columns came
     */
    public static FlowCouplingPortObject create(
            Coupling coupling,
            List<ConditionInfo> conditions,
            ColumnTypes types,
            ExecutionContext context,
            Monitor monitor)
            throws IOException {
        return create(
                folder -> {
                    CouplingFolder.write(coupling, folder, monitor);
                    return coupling;
                },
                conditions,
                types,
                context);
    }

    /**
     * Lets a coupling be made in a new file store of the node that executes.
     *
     * @param make makes and stores the coupling in the folder given
     * @param conditions the columns behind the coupling's encoding of conditions
     * @param types with which its columns came
     */
    public static FlowCouplingPortObject create(
            Function<Path, Coupling> make, List<ConditionInfo> conditions, ColumnTypes types, ExecutionContext context)
            throws IOException {
        FileStore store = context.createFileStore(STORE);
        Coupling coupling = make.apply(store.getFile().toPath());
        FlowCouplingPortObjectSpec spec = new FlowCouplingPortObjectSpec(
                coupling.encoding().columns(),
                coupling.settings(),
                coupling.encoding().settings().scaling(),
                coupling.sourceLaw(),
                conditions,
                Labels.of(coupling.space()),
                types);
        long sourceRows = coupling.source().map(rows -> (long) rows.rows()).orElse(0L);
        return new FlowCouplingPortObject(spec, new Content(coupling.rows(), sourceRows), store);
    }

    /** Reads the coupling; its matrices may stay in the files of the store. */
    public Coupling coupling() {
        return read(store());
    }

    static Coupling read(FileStore store) {
        Path folder = store.getFile().toPath();
        return CouplingFolder.read(folder);
    }

    FileStore store() {
        return getFileStore(0);
    }

    @Override
    public FlowCouplingPortObjectSpec getSpec() {
        return spec;
    }

    @Override
    public String getSummary() {
        String source = content.sourceRows() == 0 ? "Gaussian source" : content.sourceRows() + " source rows";
        return spec.coupling().id().replace('_', ' ') + " coupling of "
                + spec.columns().size() + " columns: " + source + ", " + content.targetRows() + " target rows"
                + (spec.conditions().isEmpty() ? "" : ", " + spec.conditions().size() + " conditions");
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    /** Stores the numbers of rows; spec and file store are kept by KNIME. */
    public static final class Serializer extends PortObjectSerializer<FlowCouplingPortObject> {
        @Override
        public void savePortObject(FlowCouplingPortObject object, PortObjectZipOutputStream out, ExecutionMonitor exec)
                throws IOException {
            PortJson.write(object.content, out);
        }

        @Override
        public FlowCouplingPortObject loadPortObject(
                PortObjectZipInputStream in, PortObjectSpec spec, ExecutionMonitor exec) throws IOException {
            return new FlowCouplingPortObject((FlowCouplingPortObjectSpec) spec, PortJson.read(Content.class, in));
        }
    }
}
