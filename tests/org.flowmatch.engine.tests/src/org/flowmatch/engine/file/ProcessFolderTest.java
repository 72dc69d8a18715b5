// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessFolderTest {
    @TempDir
    Path parent;

    @Test
    void aFolderForAProcess() throws Exception {
        Path folder = ProcessFolder.in(parent);
        assertEquals(parent, folder.getParent());
        assertEquals(folder, ProcessFolder.in(parent));
        assertEquals(folder, ProcessFolder.in(parent.resolve("..").resolve(parent.getFileName())));
        assertEquals(folder, ProcessFolder.in(folder));
    }

    @Test
    void onlyItsUserSeesWhatIsInIt() throws Exception {
        assumeTrue(parent.getFileSystem().supportedFileAttributeViews().contains("posix"), "needs modes of files");
        assertEquals(
                "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(ProcessFolder.in(parent))));
        Path file = ProcessFolder.newFile(".txt");
        assertEquals(ProcessFolder.temporary(), file.getParent());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        Files.delete(file);
    }

    @Test
    void oneThatWasCleanedUpIsMadeAgain() throws Exception {
        FolderTree.delete(ProcessFolder.in(parent));
        assertTrue(Files.isDirectory(ProcessFolder.in(parent)));
    }

    @Test
    void itGoesWithItsProcess() throws Exception {
        try (HeldFile visit = HeldFile.start("visit", parent)) {
            visit.end();
            assertFalse(Files.exists(visit.path()));
        }
    }

    @Test
    void whatAKilledProcessLeftIsRemovedByTheNext() throws Exception {
        Path elsewhere = Files.createDirectory(parent.resolve("elsewhere"));
        Files.createFile(elsewhere.resolve("process.lock"));
        Files.createSymbolicLink(parent.resolve("flow-matching-link"), elsewhere);
        try (HeldFile alive = HeldFile.start("folder", parent);
                HeldFile killed = HeldFile.start("folder", parent)) {
            killed.kill();
            assertTrue(Files.exists(killed.path()));
            try (HeldFile next = HeldFile.start("visit", parent)) {
                next.end();
            }
            assertFalse(Files.exists(killed.path()));
            assertTrue(Files.exists(alive.path().resolve("inner/file")));
            assertTrue(Files.exists(elsewhere.resolve("process.lock")));
        }
    }
}
