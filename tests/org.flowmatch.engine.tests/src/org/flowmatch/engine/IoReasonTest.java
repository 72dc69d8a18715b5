// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class IoReasonTest {
    @Test
    void aBarePathBecomesAReason() {
        assertEquals("/x does not exist", IoReason.of(new NoSuchFileException("/x")));
        assertEquals("access to /x is denied", IoReason.of(new AccessDeniedException("/x")));
        assertEquals("/x is there already", IoReason.of(new FileAlreadyExistsException("/x")));
        assertEquals("the file system refused /x", IoReason.of(new FileSystemException("/x")));
    }

    @Test
    void aReasonIsKept() {
        assertEquals("No space left on device", IoReason.of(new IOException("No space left on device")));
        assertEquals("/x: Read-only", IoReason.of(new FileSystemException("/x", null, "Read-only")));
    }

    @Test
    void whatOnlyJavaWouldSayIsSaidInWords() {
        assertEquals("the system gave no reason", IoReason.of(new IOException()));
        assertEquals("it ends too early", IoReason.of(new EOFException()));
        assertEquals("it ends too early", IoReason.of(new EOFException("Unexpected end of ZLIB input stream")));
    }
}
