// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.internal;

import java.io.File;
import java.io.IOException;
import java.util.List;
import org.knime.core.data.filestore.FileStore;
import org.knime.core.data.filestore.FileStorePortObject;

/** What the framework does with file stores and a node cannot. */
public abstract class FileStores {

    /** The only instance. */
    public static final FileStores FRIEND =
            Friend.load(FileStores.class, "org.knime.core.data.filestore.FileStoreFriend");

    /** A store for a file that need not exist yet. */
    public abstract FileStore create(File file);

    /** The stores of a port object, in its order. */
    public abstract List<FileStore> of(FileStorePortObject object);

    /** Gives a deserialised port object its stores and lets it set itself up. */
    public abstract void restore(FileStorePortObject object, List<FileStore> stores) throws IOException;

    /** Lets a port object write to its stores, at the first call only. */
    public abstract void flush(FileStorePortObject object) throws IOException;
}
