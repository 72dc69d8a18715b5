// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.filestore;

import java.io.IOException;
import java.util.List;
import org.knime.core.node.port.PortObject;

/** A port object whose content lies in files beside the workflow. */
public abstract class FileStorePortObject implements PortObject {

    private List<FileStore> m_stores = List.of();
    private boolean m_flushed;

    /** A new object with its stores. */
    protected FileStorePortObject(final List<FileStore> stores) {
        m_stores = List.copyOf(stores);
    }

    /** For restoring: the stores come after the constructor and before {@link #postConstruct()}. */
    protected FileStorePortObject() {
        m_flushed = true;
    }

    protected FileStore getFileStore(final int index) {
        return m_stores.get(index);
    }

    protected int getFileStoreCount() {
        return m_stores.size();
    }

    /** Called when a restored object has its stores. */
    protected void postConstruct() throws IOException {
        checkFolders();
    }

    /** Called once after the execution that made the object: writes to the stores what is not there yet. */
    protected void flushToFileStore() throws IOException {
        checkFolders();
    }

    private void checkFolders() throws IOException {
        for (FileStore store : m_stores) {
            if (!store.getFile().getParentFile().isDirectory()) {
                throw new IOException("The folder of a file store is gone: " + store);
            }
        }
    }

    List<FileStore> stores() {
        return m_stores;
    }

    void restore(final List<FileStore> stores) throws IOException {
        m_stores = List.copyOf(stores);
        postConstruct();
    }

    synchronized void flushOnce() throws IOException {
        if (!m_flushed) {
            flushToFileStore();
            m_flushed = true;
        }
    }
}
