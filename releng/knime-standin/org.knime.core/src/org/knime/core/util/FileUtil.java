// SPDX-License-Identifier: Apache-2.0
package org.knime.core.util;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.knime.core.node.NodeLogger;

/** Temporary files and folders. */
public final class FileUtil {

    private FileUtil() {}

    /** A new folder that goes when the application ends, if it is empty then. */
    public static File createTempDir(final String prefix) throws IOException {
        File folder = Files.createTempDirectory(prefix).toFile();
        folder.deleteOnExit();
        return folder;
    }

    /** A new file that goes when the application ends. */
    public static File createTempFile(final String prefix, final String suffix) throws IOException {
        return createTempFile(prefix, suffix, true);
    }

    public static File createTempFile(final String prefix, final String suffix, final boolean deleteOnExit)
            throws IOException {
        File file = File.createTempFile(prefix, suffix);
        if (deleteOnExit) {
            file.deleteOnExit();
        }
        return file;
    }

    /** Deletes a file, or a folder with all that is in it, and tells whether nothing of it is left. */
    public static boolean deleteRecursively(final File file) {
        try (Stream<Path> tree = Files.walk(file.toPath())) {
            List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
            return true;
        } catch (IOException failure) {
            NodeLogger.getLogger(FileUtil.class).warn("Cannot delete " + file, failure);
            return false;
        }
    }
}
