// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.port;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.ZipEntry;
import org.flowmatch.standin.PortArchive;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.PortObject.PortObjectSerializer;
import org.knime.core.node.port.PortObjectSpec.PortObjectSpecSerializer;

/** Port objects as streams and files. */
public final class PortUtil {

    private PortUtil() {}

    @SuppressWarnings("unchecked") // the registry has checked the serializer's class
    public static <T extends PortObject> PortObjectSerializer<T> getPortObjectSerializer(final Class<T> objectClass) {
        return (PortObjectSerializer<T>) PortTypeRegistry.getInstance()
                .getObjectSerializer(objectClass)
                .orElseThrow(() -> noSerializer(objectClass));
    }

    @SuppressWarnings("unchecked") // the registry has checked the serializer's class
    public static <T extends PortObjectSpec> PortObjectSpecSerializer<T> getPortObjectSpecSerializer(
            final Class<T> specClass) {
        return (PortObjectSpecSerializer<T>)
                PortTypeRegistry.getInstance().getSpecSerializer(specClass).orElseThrow(() -> noSerializer(specClass));
    }

    private static IllegalStateException noSerializer(final Class<?> type) {
        return new IllegalStateException(
                "No serializer of exactly " + type.getName() + " is declared in a plugin.xml.");
    }

    public static PortObjectSpecZipOutputStream getPortObjectSpecZipOutputStream(final OutputStream out)
            throws IOException {
        var zip = new PortObjectSpecZipOutputStream(out);
        zip.putNextEntry(new ZipEntry("portSpec.file"));
        return zip;
    }

    public static PortObjectZipOutputStream getPortObjectZipOutputStream(final OutputStream out) throws IOException {
        var zip = new PortObjectZipOutputStream(out);
        zip.putNextEntry(new ZipEntry("portObject.file"));
        return zip;
    }

    public static PortObjectSpecZipInputStream getPortObjectSpecZipInputStream(final InputStream in)
            throws IOException {
        var zip = new PortObjectSpecZipInputStream(in);
        zip.getNextEntry();
        return zip;
    }

    public static PortObjectZipInputStream getPortObjectZipInputStream(final InputStream in) throws IOException {
        var zip = new PortObjectZipInputStream(in);
        zip.getNextEntry();
        return zip;
    }

    public static void writeObjectToFile(final PortObject object, final File file, final ExecutionMonitor exec)
            throws IOException, CanceledExecutionException {
        try (OutputStream out = new BufferedOutputStream(new FileOutputStream(file))) {
            writeObjectToStream(object, out, exec);
        }
    }

    public static void writeObjectToStream(final PortObject object, final OutputStream out, final ExecutionMonitor exec)
            throws IOException, CanceledExecutionException {
        PortArchive.write(object, out, exec);
    }

    public static PortObject readObjectFromFileViaContext(final File file, final ExecutionContext exec)
            throws IOException, CanceledExecutionException {
        try (InputStream in = new BufferedInputStream(new FileInputStream(file))) {
            return readObjectFromStreamViaContext(in, exec);
        }
    }

    /** Reads an object; its file stores become stores of the context. */
    public static PortObject readObjectFromStreamViaContext(final InputStream in, final ExecutionContext exec)
            throws IOException, CanceledExecutionException {
        return PortArchive.read(in, exec);
    }
}
