// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.filestore;

import java.io.File;
import java.io.IOException;
import java.util.List;
import org.flowmatch.standin.internal.FileStores;

/** Opens this package to the framework. */
final class FileStoreFriend extends FileStores {

    @Override
    public FileStore create(final File file) {
        return new FileStore(file);
    }

    @Override
    public List<FileStore> of(final FileStorePortObject object) {
        return object.stores();
    }

    @Override
    public void restore(final FileStorePortObject object, final List<FileStore> stores) throws IOException {
        object.restore(stores);
    }

    @Override
    public void flush(final FileStorePortObject object) throws IOException {
        object.flushOnce();
    }
}
