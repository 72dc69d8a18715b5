// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.filestore;

import java.util.List;

/** Access to the stores of a port object. */
public final class FileStoreUtil {

    private FileStoreUtil() {}

    public static List<FileStore> getFileStores(final FileStorePortObject object) {
        return object.stores();
    }
}
