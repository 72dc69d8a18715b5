// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner.csv;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * Tells whether a file is the one that it was: another one has another key (where the system knows keys), a changed one
 * another size or time.
 *
 * @param attributes empty for a file that is not there
 */
record FileState(Optional<Seen> attributes) {
    /** What is compared. */
    record Seen(Optional<Object> key, long size, FileTime changed) {}

    static FileState of(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new FileState(Optional.empty());
        }
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        return new FileState(
                Optional.of(new Seen(Optional.ofNullable(now.fileKey()), now.size(), now.lastModifiedTime())));
    }
}
