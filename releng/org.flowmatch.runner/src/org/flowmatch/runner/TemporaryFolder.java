// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flowmatch.engine.IoReason;
import org.flowmatch.engine.file.FolderTree;
import org.flowmatch.engine.file.ProcessFolder;

/** A folder for a run's tables and file stores, deleted with everything in it. */
final class TemporaryFolder implements AutoCloseable {
    private final Path path;

    TemporaryFolder() {
        try {
            path = Files.createTempDirectory(ProcessFolder.temporary(), "run-");
        } catch (IOException e) {
            throw new RunnerException(
                    "No temporary folder can be made in " + System.getProperty("java.io.tmpdir") + ": " + IoReason.of(e)
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
        FolderTree.delete(path);
    }
}
