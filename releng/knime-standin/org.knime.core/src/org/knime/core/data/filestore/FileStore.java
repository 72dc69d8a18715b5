// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.filestore;

import java.io.File;

/** A file (or a folder) that belongs to a node's output; it need not exist at first, its parent does. */
public final class FileStore {

    private final File m_file;

    FileStore(final File file) {
        m_file = file;
    }

    public File getFile() {
        return m_file;
    }

    @Override
    public String toString() {
        return m_file.toString();
    }
}
