// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.flowmatch.standin.internal.FileStores;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.filestore.FileStore;
import org.knime.core.data.filestore.FileStorePortObject;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortTypeRegistry;
import org.knime.core.node.port.PortUtil;
import org.knime.core.node.port.flowvariable.FlowVariablePortObject;
import org.knime.core.node.port.inactive.InactiveBranchPortObject;

/** The serialised forms of port objects and specs, and copies made by way of them. */
final class PortCopy {

    private PortCopy() {}

    /**
     * What a consuming node gets: the table itself, or an object read back from its serialised form that shares the
     * file stores of the original.
     */
    static PortObject copy(final PortObject object, final ExecutionMonitor exec)
            throws IOException, CanceledExecutionException {
        if (object == null
                || object instanceof BufferedDataTable
                || object instanceof FlowVariablePortObject
                || object instanceof InactiveBranchPortObject) {
            return object;
        }
        PortObjectSpec spec = object.getSpec();
        PortObjectSpec specCopy = read(spec.getClass(), bytes(spec));
        PortObject copy = read(object.getClass(), bytes(object, exec), specCopy, exec);
        if (copy instanceof FileStorePortObject fileStoreObject) {
            FileStores.FRIEND.restore(fileStoreObject, storesOf(object));
        }
        return copy;
    }

    static List<FileStore> storesOf(final PortObject object) {
        return object instanceof FileStorePortObject withStores ? FileStores.FRIEND.of(withStores) : List.of();
    }

    @SuppressWarnings("unchecked") // the class is the object's own
    static byte[] bytes(final PortObject object, final ExecutionMonitor exec)
            throws IOException, CanceledExecutionException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = PortUtil.getPortObjectZipOutputStream(bytes)) {
            PortUtil.getPortObjectSerializer((Class<PortObject>) object.getClass())
                    .savePortObject(object, zip, exec);
        }
        return bytes.toByteArray();
    }

    @SuppressWarnings("unchecked") // the class is the spec's own
    static byte[] bytes(final PortObjectSpec spec) throws IOException {
        var bytes = new ByteArrayOutputStream();
        if (spec instanceof DataTableSpec table) {
            var content = new ModelContent("spec");
            table.save(content);
            content.saveToXML(bytes);
            return bytes.toByteArray();
        }
        try (var zip = PortUtil.getPortObjectSpecZipOutputStream(bytes)) {
            PortUtil.getPortObjectSpecSerializer((Class<PortObjectSpec>) spec.getClass())
                    .savePortObjectSpec(spec, zip);
        }
        return bytes.toByteArray();
    }

    static PortObjectSpec spec(final String className, final byte[] bytes) throws IOException {
        return read(
                PortTypeRegistry.getInstance().getSpecClass(className).orElseThrow(() -> unknown(className)), bytes);
    }

    static PortObject object(
            final String className, final byte[] bytes, final PortObjectSpec spec, final ExecutionMonitor exec)
            throws IOException, CanceledExecutionException {
        return read(
                PortTypeRegistry.getInstance().getObjectClass(className).orElseThrow(() -> unknown(className)),
                bytes,
                spec,
                exec);
    }

    private static IOException unknown(final String className) {
        return new IOException("No installed bundle declares a port type with the class " + className + ".");
    }

    private static PortObjectSpec read(final Class<? extends PortObjectSpec> specClass, final byte[] bytes)
            throws IOException {
        var in = new ByteArrayInputStream(bytes);
        if (specClass == DataTableSpec.class) {
            try {
                return DataTableSpec.load(ModelContent.loadFromXML(in));
            } catch (InvalidSettingsException failure) {
                throw new IOException("Not a table spec: " + failure.getMessage(), failure);
            }
        }
        try (var zip = PortUtil.getPortObjectSpecZipInputStream(in)) {
            return PortUtil.getPortObjectSpecSerializer(specClass).loadPortObjectSpec(zip);
        }
    }

    private static PortObject read(
            final Class<? extends PortObject> objectClass,
            final byte[] bytes,
            final PortObjectSpec spec,
            final ExecutionMonitor exec)
            throws IOException, CanceledExecutionException {
        try (var zip = PortUtil.getPortObjectZipInputStream(new ByteArrayInputStream(bytes))) {
            return PortUtil.getPortObjectSerializer(objectClass).loadPortObject(zip, spec, exec);
        }
    }
}
