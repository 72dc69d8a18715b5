// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.library;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryCacheTest {

    private static final String NAME = "2.7.1-cpu-here";

    @TempDir
    Path temporary;

    private Path root;
    private List<PackedLibrary> libraries;

    @BeforeEach
    void pack() throws IOException {
        root = temporary.resolve("cache");
        libraries = List.of(packed("libc10.so", 100), packed("libtorch_cpu.so", 3_000_000));
    }

    private PackedLibrary packed(String name, int bytes) throws IOException {
        Path file = Files.createDirectories(temporary.resolve("jar")).resolve(name);
        byte[] content = new byte[bytes];
        IntStream.range(0, bytes).forEach(i -> content[i] = (byte) (i * 31));
        Files.write(file, content);
        return PackedLibrary.of(name, file.toUri().toURL());
    }

    private LibraryCache cache() {
        return LibraryCache.in(root, "pytorch");
    }

    private Path unpacked() {
        return cache().unpacked(NAME, libraries, Monitor.none());
    }

    private void assertWhole(Path folder) throws IOException {
        for (PackedLibrary library : libraries) {
            try (var in = library.source().openStream()) {
                assertArrayEquals(in.readAllBytes(), Files.readAllBytes(folder.resolve(library.name())));
            }
        }
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("pytorch"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static boolean isPosix() {
        return Path.of("").getFileSystem().supportedFileAttributeViews().contains("unix");
    }

    @Test
    void librariesComeWholeIntoAFolderForTheUserAlone() throws IOException {
        Path folder = unpacked();
        assertWhole(folder);
        assertEquals(List.of(NAME, "flowmatch-unpack.lock"), left());
        if (isPosix()) {
            for (Path path : List.of(root, folder.getParent(), folder)) {
                assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
            }
        }
    }

    @Test
    void whatIsThereServesAsItIs() throws IOException {
        FileTime made = Files.getLastModifiedTime(unpacked().resolve("libtorch_cpu.so"));
        Files.writeString(unpacked().resolve("mark"), "still here");
        assertEquals(made, Files.getLastModifiedTime(unpacked().resolve("libtorch_cpu.so")));
        assertTrue(Files.exists(unpacked().resolve("mark")));
    }

    /** Loading it would end the process with SIGBUS. */
    @Test
    void aTruncatedLibraryIsUnpackedAfresh() throws IOException {
        Path library = unpacked().resolve("libtorch_cpu.so");
        Files.write(library, new byte[1000]);
        assertWhole(unpacked());
    }

    @Test
    void aMissingLibraryIsUnpackedAfresh() throws IOException {
        Files.delete(unpacked().resolve("libc10.so"));
        assertWhole(unpacked());
    }

    @Test
    void whatOthersMayHaveWrittenIsUnpackedAfresh() throws IOException {
        Assumptions.assumeTrue(isPosix(), "modes of POSIX");
        Path folder = unpacked();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.writeString(folder.resolve("libplanted.so"), "loaded with the others");
        assertWhole(unpacked());
        assertFalse(Files.exists(folder.resolve("libplanted.so")));
    }

    @Test
    void aLinkIsNoUnpackedLibrary() throws IOException {
        Assumptions.assumeTrue(isPosix(), "links");
        Path library = unpacked().resolve("libc10.so");
        Path copy = Files.copy(library, temporary.resolve("elsewhere"));
        Files.delete(library);
        Files.createSymbolicLink(library, copy);
        assertWhole(unpacked());
        assertFalse(Files.isSymbolicLink(library));
    }

    @Test
    void aCacheThatOthersMayWriteIsRefused() throws IOException {
        Assumptions.assumeTrue(isPosix(), "modes of POSIX");
        unpacked();
        for (Path folder : List.of(root, root.resolve("pytorch"))) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
            FlowException e = assertThrows(FlowException.class, this::unpacked);
            assertTrue(e.problem().contains(folder.toRealPath().toString()), e.problem());
            assertTrue(e.remedy().contains("ENGINE_CACHE_DIR"), e.remedy());
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void aCacheThatCannotBeMadeIsNamed() throws IOException {
        Files.writeString(root, "a file");
        FlowException e = assertThrows(FlowException.class, this::cache);
        assertTrue(e.problem().contains("the folder " + root.resolve("pytorch") + " cannot be written"), e.problem());
        assertTrue(e.remedy().contains("ENGINE_CACHE_DIR"), e.remedy());
    }

    @Test
    void aCacheWithoutRoomIsNamedWithWhatItNeeds() {
        FlowException e = assertThrows(FlowException.class, () -> LibraryCache.requireRoom(temporary, 1L << 60));
        assertTrue(
                e.problem().startsWith("The native library libtorch needs 1099511627776 MB in the folder " + temporary),
                e.problem());
        assertTrue(e.remedy().contains("ENGINE_CACHE_DIR"), e.remedy());
    }

    @Test
    void aCancelLeavesNothing() throws IOException {
        Monitor cancelled = new Monitor() {
            @Override
            public void report(double fraction, String message) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };
        assertThrows(CancellationException.class, () -> cache().unpacked(NAME, libraries, cancelled));
        assertEquals(List.of("flowmatch-unpack.lock"), left());
    }

    @Test
    void anInterruptIsACancel() throws IOException {
        LibraryCache cache = cache();
        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, () -> cache.unpacked(NAME, libraries, Monitor.none()));
        assertTrue(Thread.interrupted());
        assertEquals(
                List.of(),
                left().stream().filter(name -> !name.endsWith(".lock")).toList());
    }

    @Test
    void whatAKilledProcessLeftIsRemovedAtTheNextStart() throws IOException {
        unpacked();
        Path work = Files.createDirectories(root.resolve("pytorch/flowmatch-unpack-123"));
        Files.write(work.resolve("libtorch_cpu.so"), new byte[1000]);
        try (CacheLock living =
                CacheLock.now(root.resolve("pytorch/flowmatch-unpack.lock")).orElseThrow()) {
            cache();
            assertTrue(Files.exists(work), "a living process unpacks");
        }
        cache();
        assertFalse(Files.exists(work));
        assertWhole(root.resolve("pytorch").resolve(NAME));
    }

    @Test
    void whatDjlLeftIsRemovedWhenNothingHappensInItAnyMore() throws IOException {
        unpacked();
        Path work = Files.createDirectories(root.resolve("pytorch/tmp8812345"));
        Path part = Files.write(work.resolve("libtorch_cpu.so"), new byte[1000]);
        cache();
        assertTrue(Files.exists(part), "another program of DJL may be at it");
        FileTime yesterday = FileTime.from(Instant.now().minus(Duration.ofDays(1)));
        Files.setLastModifiedTime(part, yesterday);
        Files.setLastModifiedTime(work, yesterday);
        cache();
        assertFalse(Files.exists(work));
    }
}
