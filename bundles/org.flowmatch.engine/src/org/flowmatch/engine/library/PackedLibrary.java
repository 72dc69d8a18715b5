// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.library;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * A native library that the product carries in a jar.
 *
 * @param name of its file in the cache
 * @param source in the jar
 * @param bytes its size according to the jar
 */
public record PackedLibrary(String name, URL source, long bytes) {

    /** @throws IOException when it is not there, or has no size */
    public static PackedLibrary of(String name, URL source) throws IOException {
        if (source == null) {
            throw new IOException("there is no " + name);
        }
        URLConnection connection = source.openConnection();
        try (InputStream in = connection.getInputStream()) { // to be closed: asking for the size opens it
            long bytes = Math.max(connection.getContentLengthLong(), connection.getContentLength());
            if (bytes <= 0) {
                throw new IOException("the size of " + name + " is unknown");
            }
            return new PackedLibrary(name, source, bytes);
        }
    }

    /** Whether it lies unpacked in a folder, with all its bytes. */
    boolean isIn(Path folder) throws IOException {
        Path file = folder.resolve(name);
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) == bytes;
    }
}
