// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.model;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.IoReason;

/**
 * Writes a file as a whole or not at all: the content goes to a temporary file in the same folder, which then takes the
 * final name. An older file of that name stays until then.
 */
public final class AtomicFile {
    /** Writes the content; does not close the stream. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private AtomicFile() {}

    /**
     * @param what how the message calls the file, for instance "flow model"
     * @throws FlowException when the file cannot be written, for instance on a full disk; nothing is left of it
     */
    public static void write(Path file, String what, Content content) {
        Path temporary = file.toAbsolutePath().resolveSibling(file.getFileName() + ".part");
        try {
            try {
                // a stream, not a channel: an interrupt closes channels
                try (OutputStream out = new BufferedOutputStream(new FileOutputStream(temporary.toFile()))) {
                    content.writeTo(out);
                }
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new FlowException(
                    "The " + what + " cannot be written to " + file + ": " + IoReason.of(e) + ".",
                    "Check that its folder exists and may be written to, and that the disk has space left.",
                    e);
        }
    }
}
