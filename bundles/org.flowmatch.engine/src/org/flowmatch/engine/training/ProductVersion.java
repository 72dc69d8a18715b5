// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/** The version of this product, as the manifest of its engine bundle says. */
final class ProductVersion {

    private static final String BUNDLE = "org.flowmatch.engine";
    private static final String UNBUNDLED = "development";

    private ProductVersion() {}

    /** The version, or "development" outside a bundle. */
    static String read() {
        try {
            for (URL url :
                    Collections.list(ProductVersion.class.getClassLoader().getResources("META-INF/MANIFEST.MF"))) {
                try (InputStream in = url.openStream()) {
                    Attributes manifest = new Manifest(in).getMainAttributes();
                    String bundle = manifest.getValue("Bundle-SymbolicName");
                    if (bundle != null && bundle.split(";")[0].trim().equals(BUNDLE)) {
                        return manifest.getValue("Bundle-Version");
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return UNBUNDLED;
    }
}
