// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.library;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.IoReason;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.file.FolderTree;

/**
 * Where libraries lie unpacked. A folder of them is unpacked beside its place and moved there in one step, so that a part is
 * never taken for the whole; what is there already serves when sizes are those of the jars and nobody else can have written it,
 * and is unpacked afresh otherwise.
 *
 * @param folder for all libraries of PyTorch, which exists
 */
public record LibraryCache(Path folder, LibraryTrust trust) {

    private static final System.Logger LOG = System.getLogger(LibraryCache.class.getName());
    private static final String LOCK = "flowmatch-unpack.lock";
    private static final String WORK = "flowmatch-unpack-";
    private static final int BLOCK = 1 << 20;
    /** Room beside the libraries themselves. */
    private static final long SPARE_BYTES = 16L << 20;

    /**
     * Makes the folders when they are missing, for this user alone, and clears away what killed processes have left.
     *
     * @param root of caches
     * @param name of the folder in it
     * @throws FlowException when one of the two cannot be made, or others can write to it
     */
    public static LibraryCache in(Path root, String name) {
        Path folder = root.resolve(name);
        try {
            make(folder);
            LibraryTrust trust = LibraryTrust.ofThisProcess(folder);
            trust.requireFolder(root, CacheRoot.ELSEWHERE);
            trust.requireFolder(folder, CacheRoot.ELSEWHERE);
            Leftovers.remove(folder, LOCK, WORK);
            Leftovers.removeDjls(folder);
            return new LibraryCache(folder.toRealPath(), trust);
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
    }

    /** A folder of the cache for this user's own files. */
    public Path own(String name) {
        Path own = folder.resolve(name);
        try {
            make(own);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "the cache cannot be written", e);
        }
        return own;
    }

    private static void make(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(folder);
        }
    }

    /**
     * The folder with the given libraries, unpacked when that is needed: some seconds for all of PyTorch.
     *
     * @param name of the folder in the cache
     * @param monitor told what is done; a cancel takes effect within a second
     * @throws FlowException when there is no room, or the cache cannot be written
     * @throws CancellationException when the monitor is cancelled, or the thread interrupted
     */
    public Path unpacked(String name, List<PackedLibrary> libraries, Monitor monitor) {
        Path target = folder.resolve(name);
        try {
            if (!isWhole(target, libraries)) {
                requireRoom(
                        folder,
                        libraries.stream().mapToLong(PackedLibrary::bytes).sum() + SPARE_BYTES);
                try (CacheLock lock = lock(monitor).orElse(null)) {
                    if (lock == null || !isWhole(target, libraries)) {
                        unpack(target, libraries, monitor);
                    }
                }
            }
            return target;
        } catch (ClosedByInterruptException e) {
            CancellationException cancelled = new CancellationException("The unpacking of libtorch was cancelled.");
            cancelled.initCause(e);
            throw cancelled;
        } catch (IOException e) {
            throw new FlowException(
                    "The native library libtorch cannot be unpacked into " + target + ": " + IoReason.of(e) + ".",
                    "Delete this folder, or " + CacheRoot.ELSEWHERE + "; then restart.",
                    e);
        }
    }

    private boolean isWhole(Path target, List<PackedLibrary> libraries) throws IOException {
        if (!Files.isDirectory(target)) {
            return false;
        }
        for (PackedLibrary library : libraries) {
            if (!library.isIn(target)) {
                LOG.log(System.Logger.Level.INFO, "{0} is missing or not whole in {1}", library.name(), target);
                return false;
            }
        }
        Optional<LibraryTrust.Fault> fault = trust.ofLibraries(target);
        fault.ifPresent(f -> LOG.log(System.Logger.Level.WARNING, "not loaded: {0} {1}", f.place(), f.reason()));
        return fault.isEmpty();
    }

    /** Empty where the file system has no locks, as on some network drives: two processes then unpack the same, one for nothing. */
    private Optional<CacheLock> lock(Monitor monitor) {
        try {
            return Optional.of(CacheLock.await(
                    folder.resolve(LOCK), monitor, "Waiting for another process that unpacks PyTorch's library"));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "no lock", e);
            return Optional.empty();
        }
    }

    private void unpack(Path target, List<PackedLibrary> libraries, Monitor monitor) throws IOException {
        Path work = Files.createTempDirectory(folder, WORK);
        try {
            for (PackedLibrary library : libraries) {
                monitor.report(0, "Unpacking PyTorch's library, once: " + library.name());
                copy(library, work.resolve(library.name()), monitor);
            }
            FolderTree.delete(target);
            Files.move(work, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!isWhole(target, libraries)) { // else another process was faster
                throw e;
            }
        } finally {
            FolderTree.delete(work);
        }
    }

    private static void copy(PackedLibrary library, Path file, Monitor monitor) throws IOException {
        byte[] block = new byte[BLOCK];
        try (InputStream in = library.source().openStream();
                FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                monitor.check();
                for (ByteBuffer bytes = ByteBuffer.wrap(block, 0, n); bytes.hasRemaining(); ) {
                    out.write(bytes);
                }
            }
            out.force(true); // its size is all that later starts look at
            if (out.size() != library.bytes()) {
                throw new IOException(library.name() + " has " + out.size() + " bytes instead of " + library.bytes());
            }
        }
    }

    /**
     * @param cache a folder that exists
     * @throws FlowException unless this many bytes are free
     */
    public static void requireRoom(Path cache, long bytes) {
        long free = cache.toFile().getUsableSpace();
        if (free < bytes) {
            throw new FlowException(
                    String.format(
                            Locale.ROOT,
                            "The native library libtorch needs %d MB in the folder %s, but only %d MB are free.",
                            bytes >> 20,
                            cache,
                            free >> 20),
                    "Free some, or " + CacheRoot.ELSEWHERE + "; then restart.");
        }
    }

    private static FlowException unwritable(Path folder, IOException e) {
        return new FlowException(
                "The native library libtorch cannot be unpacked, because the folder " + folder + " cannot be written: "
                        + IoReason.of(e) + ".",
                "Make it writable, or " + CacheRoot.ELSEWHERE + "; then restart.",
                e);
    }
}
