// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.torchscript;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/** A class path for a JVM without OSGi that runs classes of this one. */
final class PlainClassPath {
    /** The framework's own files, which come and go, where a bundle is the folder that it was built in. */
    private static final String OF_FRAMEWORK = "/target/work/";

    private PlainClassPath() {}

    /**
     * @param folder where the contents of bundles are copied to, their fragments and inner jars included
     * @param classes one class of each bundle that is needed
     */
    static String of(Path folder, Class<?>... classes) throws IOException {
        Set<String> places = new LinkedHashSet<>();
        for (Class<?> type : classes) {
            Bundle bundle = FrameworkUtil.getBundle(type);
            if (bundle == null) {
                return System.getProperty("java.class.path");
            }
            Path copy = folder.resolve(bundle.getSymbolicName());
            places.add(copy.toString());
            for (URL entry : Collections.list(bundle.findEntries("/", "*", true))) {
                if (!entry.getPath().endsWith("/") && !entry.getPath().startsWith(OF_FRAMEWORK)) {
                    Path file = copy.resolve(entry.getPath().substring(1));
                    Files.createDirectories(file.getParent());
                    if (!Files.exists(file)) {
                        try (InputStream in = entry.openStream()) {
                            Files.copy(in, file);
                        }
                    }
                    if (file.toString().endsWith(".jar")) {
                        places.add(file.toString());
                    }
                }
            }
        }
        return String.join(File.pathSeparator, places);
    }
}
