// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.gpu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A folder with the native libraries of libtorch: what lies there, told from its files. */
public record LibraryFolder(Path path) {

    private static final System.Logger LOG = System.getLogger(LibraryFolder.class.getName());
    private static final Pattern VERSION = Pattern.compile("(\\d+\\.\\d+\\.\\d+)(?:\\+\\w+)?");

    /**
     * The folder that {@code PYTORCH_LIBRARY_PATH} names: the first one of a list that holds libtorch, or that the named
     * libtorch lies in.
     *
     * @param separator between the parts of the list
     */
    public static Optional<LibraryFolder> named(String libraryPath, String separator) {
        for (String part : libraryPath.split(Pattern.quote(separator))) {
            Path path = Path.of(part);
            Path file = path.toAbsolutePath();
            boolean isTorch = Files.isRegularFile(file) && file.endsWith(System.mapLibraryName("torch"));
            LibraryFolder folder = new LibraryFolder(isTorch ? file.getParent() : path);
            if (folder.hasTorch()) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    public boolean hasTorch() {
        return Files.isRegularFile(path.resolve(System.mapLibraryName("torch")));
    }

    /** Whether it is a CUDA build. */
    public boolean hasCuda() {
        return hasTorch() && Files.isRegularFile(path.resolve(System.mapLibraryName("torch_cuda")));
    }

    /** The version that PyTorch's own packages state beside the folder; empty for a folder of other origin. */
    public Optional<String> version() {
        for (String file : List.of("../build-version", "../version.py")) {
            Matcher matcher = VERSION.matcher(text(path.resolve(file)));
            if (matcher.find()) {
                return Optional.of(matcher.group(1));
            }
        }
        return Optional.empty();
    }

    private static String text(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "the version of libtorch cannot be read", e);
            return "";
        }
    }
}
