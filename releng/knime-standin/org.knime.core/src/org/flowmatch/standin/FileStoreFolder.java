// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.flowmatch.standin.internal.FileStores;
import org.knime.core.data.filestore.FileStore;

/** The file stores that one execution of a node makes, each a file of its name in one folder. */
public final class FileStoreFolder {

    private final Path m_folder;
    private final Map<String, FileStore> m_stores = new LinkedHashMap<>();
    private boolean m_closed;

    /** The folder is made when the first store is. */
    public FileStoreFolder(final Path folder) {
        m_folder = folder;
    }

    public Path path() {
        return m_folder;
    }

    /** A new store; a name with a slash or a leading dot, or one that is taken, is refused. */
    public synchronized FileStore create(final String name) throws IOException {
        if (m_closed) {
            throw new IllegalStateException("No file store can be made after the execution: \"" + name + "\".");
        }
        if (name.startsWith(".") || name.contains("/") || name.contains("\\")) {
            throw new IOException("Invalid name of a file store (slash or leading dot): \"" + name + "\"");
        }
        if (m_stores.containsKey(name)) {
            throw new IOException("Duplicate file store name: \"" + name + "\"");
        }
        Files.createDirectories(m_folder);
        FileStore store = FileStores.FRIEND.create(m_folder.resolve(name).toFile());
        m_stores.put(name, store);
        return store;
    }

    public synchronized List<FileStore> stores() {
        return List.copyOf(m_stores.values());
    }

    /** Ends the making of stores. */
    public synchronized void close() {
        m_closed = true;
    }

    /** Deletes the folder with all that is in it. */
    public synchronized void delete() throws IOException {
        m_stores.clear();
        delete(m_folder);
    }

    static void delete(final Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(path)) {
            for (Path entry : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        }
    }
}
