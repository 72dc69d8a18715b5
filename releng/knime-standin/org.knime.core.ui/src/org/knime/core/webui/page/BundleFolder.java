// SPDX-License-Identifier: Apache-2.0
package org.knime.core.webui.page;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/**
 * A folder of a bundle; without a running framework, of the class path.
 *
 * @param bundleClass any class of the bundle
 * @param path from the bundle's root
 */
record BundleFolder(Class<?> bundleClass, String path) {

    InputStream open(String file) throws IOException {
        String full = (path + "/" + file).replaceAll("/+", "/").replaceAll("^/|/$", "");
        Bundle bundle = FrameworkUtil.getBundle(bundleClass);
        URL found = bundle == null ? null : bundle.getEntry(full);
        if (found == null) {
            found = bundleClass.getResource("/" + full);
        }
        if (found == null) {
            throw new FileNotFoundException("no file " + full + " in the bundle of " + bundleClass.getName());
        }
        return found.openStream();
    }
}
