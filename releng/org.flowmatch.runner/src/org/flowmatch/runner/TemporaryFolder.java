// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for a run's tables and file stores, deleted with everything in it. */
final class TemporaryFolder implements AutoCloseable {
    private final Path path;

    TemporaryFolder() {
        try {
            path = Files.createTempDirectory("flowmatch-run-");
        } catch (IOException e) {
            throw new RunnerException(
                    "No temporary folder can be made in " + System.getProperty("java.io.tmpdir") + ": " + e.getMessage()
                            + ".",
                    "Free some space there, or name another folder in the environment variable TMPDIR.",
                    e);
        }
    }

    /** A folder for one node; made on demand. */
    Path folder(int nodeId) throws IOException {
        return Files.createDirectories(path.resolve("node-" + nodeId));
    }

    @Override
    public void close() throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(path)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : deepestFirst) {
            Files.deleteIfExists(each);
        }
    }
}
