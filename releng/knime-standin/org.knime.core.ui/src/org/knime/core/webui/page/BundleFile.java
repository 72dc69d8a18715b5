// SPDX-License-Identifier: Apache-2.0
package org.knime.core.webui.page;

import java.io.IOException;
import java.io.InputStream;

/**
 * A file of a bundle.
 *
 * @param folder where it lies
 * @param path from the folder
 */
record BundleFile(BundleFolder folder, String path) implements Resource {

    @Override
    public InputStream getInputStream() throws IOException {
        return folder.open(path);
    }

    @Override
    public String getRelativePath() {
        return path;
    }
}
