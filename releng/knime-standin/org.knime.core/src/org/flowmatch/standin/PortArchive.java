// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.flowmatch.standin.internal.FileStores;
import org.knime.core.data.filestore.FileStore;
import org.knime.core.data.filestore.FileStorePortObject;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.port.PortObject;

/**
 * A port object as one zip: content.xml (class names, names of the file stores), objectSpec.file and object.file (what
 * the serializers write) and the file stores.
 */
public final class PortArchive {

    private static final String CONTENT = "content.xml";
    private static final String SPEC = "objectSpec.file";
    private static final String OBJECT = "object.file";
    private static final String STORES = "filestores/";

    private PortArchive() {}

    public static void write(final PortObject object, final OutputStream out, final ExecutionMonitor exec)
            throws IOException, CanceledExecutionException {
        List<FileStore> stores = PortCopy.storesOf(object);
        var content = new ModelContent("content");
        content.addInt("version", 1);
        content.addString("port_spec_class", object.getSpec().getClass().getName());
        content.addString("port_object_class", object.getClass().getName());
        content.addStringArray(
                "filestores",
                stores.stream().map(store -> store.getFile().getName()).toArray(String[]::new));
        if (object instanceof FileStorePortObject fileStoreObject) {
            FileStores.FRIEND.flush(fileStoreObject);
        }
        var xml = new ByteArrayOutputStream();
        content.saveToXML(xml);
        var zip = new ZipOutputStream(out);
        entry(zip, CONTENT, xml.toByteArray());
        entry(zip, SPEC, PortCopy.bytes(object.getSpec()));
        entry(zip, OBJECT, PortCopy.bytes(object, exec));
        for (int i = 0; i < stores.size(); i++) {
            writeStore(zip, STORES + i, stores.get(i).getFile().toPath());
        }
        zip.finish();
    }

    private static void entry(final ZipOutputStream zip, final String name, final byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
    }

    private static void writeStore(final ZipOutputStream zip, final String name, final Path store) throws IOException {
        if (!Files.exists(store)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(store)) {
            for (Path path : tree.sorted().toList()) {
                String relative = store.relativize(path).toString().replace(File.separatorChar, '/');
                String suffix = relative.isEmpty() ? "" : "/" + relative;
                zip.putNextEntry(new ZipEntry(name + suffix + (Files.isDirectory(path) ? "/" : "")));
                if (!Files.isDirectory(path)) {
                    try (InputStream in = new FileInputStream(path.toFile())) {
                        in.transferTo(zip);
                    }
                }
                zip.closeEntry();
            }
        }
    }

    /** Reads an object; its file stores become new stores of the context. */
    public static PortObject read(final InputStream in, final ExecutionContext exec)
            throws IOException, CanceledExecutionException {
        var zip = new ZipInputStream(in);
        try {
            ModelContentRO content = ModelContent.loadFromXML(new ByteArrayInputStream(bytes(zip, CONTENT)));
            var spec = PortCopy.spec(content.getString("port_spec_class"), bytes(zip, SPEC));
            PortObject object = PortCopy.object(content.getString("port_object_class"), bytes(zip, OBJECT), spec, exec);
            List<FileStore> stores = readStores(zip, content.getStringArray("filestores"), exec);
            if (object instanceof FileStorePortObject fileStoreObject) {
                FileStores.FRIEND.restore(fileStoreObject, stores);
            }
            return object;
        } catch (InvalidSettingsException failure) {
            throw new IOException("Not a port object: " + failure.getMessage(), failure);
        }
    }

    private static byte[] bytes(final ZipInputStream zip, final String name) throws IOException {
        ZipEntry entry = zip.getNextEntry();
        if (entry == null || !entry.getName().equals(name)) {
            throw new IOException("Not a port object: expected the entry " + name + ", but found " + entry + ".");
        }
        return zip.readAllBytes();
    }

    private static List<FileStore> readStores(
            final ZipInputStream zip, final String[] names, final ExecutionContext exec) throws IOException {
        var stores = new ArrayList<FileStore>();
        for (String name : names) {
            stores.add(exec.createFileStore(name));
        }
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            String[] path = entry.getName().substring(STORES.length()).split("/", 2);
            Path store = stores.get(Integer.parseInt(path[0])).getFile().toPath();
            Path file = path.length == 1 || path[1].isEmpty()
                    ? store
                    : store.resolve(path[1]).normalize();
            if (!file.startsWith(store)) {
                throw new IOException("Not a port object: the entry " + entry + " leads out of its file store.");
            }
            if (entry.isDirectory()) {
                Files.createDirectories(file);
            } else {
                try (OutputStream out = new FileOutputStream(file.toFile())) {
                    zip.transferTo(out);
                }
            }
        }
        return stores;
    }
}
