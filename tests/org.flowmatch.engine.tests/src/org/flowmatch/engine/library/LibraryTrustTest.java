// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.library;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.flowmatch.engine.FlowException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryTrustTest {

    private static final String INSTEAD = "name another folder";

    @TempDir
    Path temporary;

    private Path folder;
    private LibraryTrust trust;

    @BeforeEach
    void makeFolder() throws IOException {
        Assumptions.assumeTrue(
                temporary.getFileSystem().supportedFileAttributeViews().contains("unix"), "modes and owners of POSIX");
        folder = Files.createDirectories(temporary.resolve("above/libraries"));
        Files.writeString(folder.resolve("libtorch.so"), "a library");
        mode(folder, "rwxr-xr-x");
        trust = LibraryTrust.ofThisProcess(folder);
    }

    private static void mode(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private FlowException refused() {
        FlowException e = assertThrows(FlowException.class, () -> trust.requireLibraries(folder, INSTEAD));
        assertTrue(e.problem().startsWith("The native library libtorch is not loaded, because "), e.problem());
        assertTrue(
                e.remedy().toLowerCase(Locale.ROOT).contains(INSTEAD)
                        && e.remedy().endsWith("; then restart."),
                e.remedy());
        return e;
    }

    @Test
    void theUsersOwnFolderIsTrusted() {
        assertDoesNotThrow(() -> trust.requireLibraries(folder, INSTEAD));
    }

    @Test
    void aFolderThatEverybodyMayWriteIsRefusedWithItsMode() throws IOException {
        mode(folder, "rwxrwxrwx");
        FlowException e = refused();
        assertTrue(e.problem().contains(folder.toRealPath() + " may be written by others (mode 0777)"), e.problem());
        assertTrue(e.remedy().contains("chmod go-w " + folder.toRealPath()), e.remedy());
    }

    @Test
    void aFolderInTheHandsOfAnotherUserIsRefused() throws IOException {
        if (trust.me() == 0) { // what belongs to root everybody trusts; but root can give it away
            Files.setAttribute(folder, "unix:uid", 4711);
        } else {
            trust = new LibraryTrust(trust.me() + 1);
        }
        assertFalse(refused().remedy().contains("chmod"));
    }

    @Test
    void ownersAreToldByTheirNumber() {
        FileOwner bobs = new FileOwner(1001, "bob", "bob", 0700);
        assertTrue(bobs.isTrusted(1001));
        assertFalse(bobs.isTrusted(1000));
        assertFalse(bobs.isTrusted(0), "root runs no user's programs");
        assertTrue(new FileOwner(0, "root", "root", 0755).isTrusted(1000));
    }

    /** Systems that let the group write all that a user makes give each user a group. */
    @Test
    void aGroupOfTheUsersOwnMayWrite() {
        assertFalse(new FileOwner(1001, "bob", "bob", 0775).othersWrite());
        assertTrue(new FileOwner(1001, "bob", "students", 0775).othersWrite());
        assertTrue(new FileOwner(1001, "bob", "bob", 0777).othersWrite());
        assertFalse(new FileOwner(1001, "bob", "students", 0755).othersWrite());
    }

    @Test
    void aFolderAboveMustNotLetEverybodyReplaceIt() throws IOException {
        Path above = folder.getParent();
        mode(above, "rwxrwxrwx");
        FlowException e = refused();
        assertTrue(e.problem().contains("everybody, who may write to " + above.toRealPath() + " (mode 0777)"));
        Files.setAttribute(above, "unix:mode", 01777); // as the temporary folder has it: each removes his own only
        assertDoesNotThrow(() -> trust.requireLibraries(folder, INSTEAD));
    }

    @Test
    void aLibraryThatEverybodyMayWriteIsNamed() throws IOException {
        Path library = folder.resolve("libtorch.so");
        mode(library, "rw-rw-rw-");
        assertTrue(refused().problem().contains(library + " may be written by others (mode 0666)"));
        mode(folder, "rwx------");
        assertDoesNotThrow(() -> trust.requireLibraries(folder, INSTEAD), "out of others' reach");
    }

    @Test
    void whatALinkLeadsToIsLookedAt() throws IOException {
        Path open = Files.createDirectories(temporary.resolve("open"));
        Path library = Files.writeString(open.resolve("libc10.so"), "a library");
        Files.createSymbolicLink(folder.resolve("libc10.so"), library);
        assertDoesNotThrow(() -> trust.requireLibraries(folder, INSTEAD));
        mode(open, "rwxrwxrwx");
        assertTrue(refused().problem().contains(open.toRealPath() + " may be written by others"));
    }

    @Test
    void theUserIsTheOneWhoseFilesTheProcessWrites() throws IOException {
        Path made = Files.createFile(temporary.resolve("made"));
        assertEquals(Files.getAttribute(made, "unix:uid"), trust.me());
    }
}
