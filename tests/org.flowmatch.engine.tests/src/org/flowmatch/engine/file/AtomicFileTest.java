// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flowmatch.engine.FlowException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("rows.csv");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static void write(Path file, String text) {
        AtomicFile.write(file, "table", out -> out.write(text.getBytes()));
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private void needsModes() {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"), "needs modes of files");
    }

    @Test
    void whatIsNotCommittedLeavesTheOlderFile() throws IOException {
        write(file, "older");
        try (AtomicFile written = new AtomicFile(file)) {
            written.out().write(new byte[100]);
            assertEquals(2, files().size());
        }
        assertEquals(List.of(file), files());
        assertEquals("older", Files.readString(file));
    }

    @Test
    void aNewFileDoesNotReplaceOneThatCameMeanwhile() throws IOException {
        try (AtomicFile written = new AtomicFile(file)) {
            written.out().write('n');
            write(file, "of another");
            assertThrows(FileAlreadyExistsException.class, written::commitNew);
        }
        assertEquals("of another", Files.readString(file));
        Files.delete(file);
        try (AtomicFile written = new AtomicFile(file)) {
            written.out().write('n');
            written.commitNew();
        }
        assertEquals("n", Files.readString(file));
        assertEquals(List.of(file), files());
    }

    @Test
    void anErrorOfTheContentLeavesNothing() throws IOException {
        assertThrows(
                IllegalStateException.class,
                () -> AtomicFile.write(file, "table", out -> {
                    out.write(1);
                    throw new IllegalStateException("by intent");
                }));
        assertEquals(List.of(), files());
    }

    /** Whoever writes last wins, but never a mixture. */
    @Test
    void writersOfOneFileDoNotMix() throws Exception {
        CyclicBarrier together = new CyclicBarrier(8);
        List<Thread> writers = IntStream.range(0, 8)
                .mapToObj(writer -> new Thread(() -> AtomicFile.write(file, "table", out -> {
                    byte[] bytes = new byte[100_000];
                    Arrays.fill(bytes, (byte) writer);
                    out.write(bytes);
                    try {
                        together.await(60, TimeUnit.SECONDS);
                    } catch (Exception e) {
                        throw new IOException(e);
                    }
                    out.write(bytes);
                })))
                .toList();
        writers.forEach(Thread::start);
        for (Thread writer : writers) {
            writer.join();
        }
        byte[] found = Files.readAllBytes(file);
        byte[] expected = new byte[200_000];
        Arrays.fill(expected, found[0]);
        assertArrayEquals(expected, found);
        assertEquals(List.of(file), files());
    }

    @Test
    void theModeOfAnOlderFileStaysAndItsPartIsNoMoreOpen() throws IOException {
        needsModes();
        write(file, "older");
        for (String mode : List.of("rw-------", "rw-r-----", "rw-rw-rw-")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
            try (AtomicFile written = new AtomicFile(file)) {
                Path part = files().stream()
                        .filter(f -> !f.equals(file))
                        .findFirst()
                        .orElseThrow();
                assertEquals("rw-------", mode(part));
                written.commit();
            }
            assertEquals(mode, mode(file));
        }
    }

    @Test
    void aLinkIsFollowedToItsFile() throws IOException {
        Path link = folder.resolve("link");
        write(file, "older");
        Files.createSymbolicLink(link, file);
        write(link, "newer");
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("newer", Files.readString(file));
    }

    @Test
    void whatIsNoRegularFileIsRefusedAndStays() throws IOException {
        Path gone = folder.resolve("gone");
        Files.createSymbolicLink(gone, folder.resolve("nowhere"));
        assertEquals(
                "The table cannot be written to " + gone + ": it is a link to a file that does not exist.",
                assertThrows(FlowException.class, () -> write(gone, "text")).problem());
        assertRefused(folder);
        Path device = Path.of("/dev/full");
        assumeTrue(Files.exists(device), "needs /dev/full");
        Path link = folder.resolve("device");
        Files.createSymbolicLink(link, device);
        assertRefused(device);
        assertRefused(link);
        assertTrue(Files.isSymbolicLink(link) && Files.exists(device) && !Files.isRegularFile(device));
        assertEquals(2, files().size());
    }

    private static void assertRefused(Path file) {
        assertEquals(
                "The table cannot be written to " + file + ": it is not a regular file.",
                assertThrows(FlowException.class, () -> write(file, "text")).problem());
    }

    /** As others could plant it, when parts had the same name each time. */
    @Test
    void plantedLinksAreNotFollowed() throws IOException {
        Path precious = folder.resolve("precious");
        Files.writeString(precious, "precious");
        for (String name : List.of("rows.csv.part", ".rows.csv.part")) {
            Files.createSymbolicLink(folder.resolve(name), precious);
        }
        write(file, "text");
        assertEquals("precious", Files.readString(precious));
        assertEquals("text", Files.readString(file));
    }

    @Test
    void anInterruptDoesNotHarmIt() throws IOException {
        Thread.currentThread().interrupt();
        try {
            write(file, "text");
        } finally {
            assertTrue(Thread.interrupted());
        }
        assertEquals("text", Files.readString(file));
    }

    @Test
    void aNameAsLongAsTheSystemAllows() throws IOException {
        Path longest = folder.resolve("\u00e4".repeat(127));
        write(longest, "text");
        assertEquals(List.of(longest), files());
    }

    /** Its part goes with the next writing; that of a process which still writes stays. */
    @Test
    void whatAKilledProcessLeftIsRemoved() throws Exception {
        try (HeldFile alive = HeldFile.start("part", file);
                HeldFile killed = HeldFile.start("part", file)) {
            assertEquals(2, files().size());
            write(file, "one");
            assertEquals(3, files().size());
            killed.kill();
            write(file, "two");
            assertEquals(2, files().size());
            alive.kill();
            write(file, "three");
            assertEquals(List.of(file), files());
        }
    }

    /** A computer that loses power right after a run has the file: its content is on the disk before the name is. */
    @Test
    void theContentIsOnTheDiskBeforeTheNameIs() throws Exception {
        Path calls = folder.resolve("calls");
        Path strace = Path.of("/usr/bin/strace");
        assumeTrue(Files.isExecutable(strace), "skipped: " + strace + " is not here to watch calls of the system");
        List<String> watched =
                List.of(strace.toString(), "-f", "-y", "-e", "trace=/fsync|rename", "-o", calls.toString());
        assumeTrue(
                new ProcessBuilder(Stream.concat(watched.stream(), Stream.of("true"))
                                        .toList())
                                .start()
                                .waitFor()
                        == 0,
                "skipped: no process may be watched here");
        HeldFile.run(watched, "write", file);
        List<String> found = Files.readAllLines(calls).stream()
                .filter(call -> call.contains("rows.csv"))
                .toList();
        assertEquals(2, found.size(), found::toString);
        assertTrue(found.get(0).contains("fsync("), found::toString);
        assertTrue(found.get(1).contains("rename") && found.get(1).contains("/rows.csv\""), found::toString);
    }
}
