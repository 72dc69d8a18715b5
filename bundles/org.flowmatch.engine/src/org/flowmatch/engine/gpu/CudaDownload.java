// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.gpu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.flowmatch.engine.IoReason;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.TimeLeft;
import org.flowmatch.engine.Waiting;
import org.flowmatch.engine.file.FolderTree;
import org.flowmatch.engine.library.CacheLock;
import org.flowmatch.engine.library.Leftovers;

/**
 * Brings the CUDA build of libtorch into DJL's cache. A process of its own fetches it into a folder beside and loads it once;
 * only then is the folder moved to its place, in one step, so that a part is never taken for the whole. A cancel ends the
 * process at once. Whatever a broken attempt left is removed by the next one. Two attempts at a time wait for each other.
 */
public final class CudaDownload {

    private static final String LOCK = "flowmatch-download.lock";
    private static final String WORK = "flowmatch-download";
    private static final System.Logger LOG = System.getLogger(CudaDownload.class.getName());
    private static final long TICK_MS = 200;
    private static final double MB = 1 << 20;
    private static final String CANCELLED = "The download was cancelled.";

    /** Starts the process that fetches the library. */
    @FunctionalInterface
    public interface Fetch {
        /**
         * @param folder DJL's cache for this attempt
         * @param log where the process writes what it prints; its last line reports a failure
         * @return the process, which ends with 0 when the library is there and could be loaded
         */
        Process start(Path folder, Path log) throws IOException;
    }

    private final CudaBuild build;
    private final Fetch fetch;

    public CudaDownload(CudaBuild build, Fetch fetch) {
        this.build = build;
        this.fetch = fetch;
    }

    /**
     * @param cache DJL's folder for PyTorch
     * @param monitor progress with rate and time left; a cancel takes effect within a second
     * @return the folder of the library; at once when it is there already
     * @throws org.flowmatch.engine.FlowException when there is no room, no connection, or what came cannot be used
     * @throws java.util.concurrent.CancellationException when the monitor is cancelled
     */
    public Path into(Path cache, Monitor monitor) {
        Path target = cache.resolve(build.folder());
        if (new LibraryFolder(target).hasCuda()) {
            return target;
        }
        try {
            Files.createDirectories(cache);
            try (CacheLock lock = CacheLock.await(
                    cache.resolve(LOCK), monitor, "Waiting for another download of PyTorch's CUDA library")) {
                if (!new LibraryFolder(target).hasCuda()) {
                    fetchInto(cache, target, monitor);
                }
            }
        } catch (IOException e) {
            monitor.check();
            throw FetchFailure.of(IoReason.of(e), cache, build, e);
        }
        return target;
    }

    /** Removes what a download has left that ended with its process. @param cache DJL's folder for PyTorch */
    public static void removeLeftovers(Path cache) {
        Leftovers.remove(cache, LOCK, WORK);
    }

    private void fetchInto(Path cache, Path target, Monitor monitor) throws IOException {
        long free = cache.toFile().getUsableSpace();
        if (free < build.unpackedMb() * MB) {
            throw FetchFailure.noRoom(cache, build, free);
        }
        Path work = cache.resolve(WORK);
        FolderTree.delete(work);
        Files.createDirectories(work);
        try {
            Path log = work.resolve("log.txt");
            run(work, log, monitor);
            Path fetched = find(work)
                    .orElseThrow(() -> FetchFailure.of("the server has none for this computer", cache, build, null));
            FolderTree.delete(target); // left by DJL with parts of another library's
            Files.move(fetched, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            FolderTree.delete(work);
        }
    }

    private void run(Path work, Path log, Monitor monitor) throws IOException {
        Process process = fetch.start(work, log);
        try {
            long began = System.nanoTime();
            while (!Waiting.until(() -> process.waitFor(TICK_MS, TimeUnit.MILLISECONDS), CANCELLED)) {
                monitor.check();
                report(size(work), (System.nanoTime() - began) * 1e-9, monitor);
            }
        } finally {
            end(process);
        }
        monitor.check();
        if (process.exitValue() != 0) {
            String[] lines = Files.exists(log)
                    ? Files.readString(log, StandardCharsets.ISO_8859_1).strip().split("\\R")
                    : new String[] {""};
            throw FetchFailure.of(lines[lines.length - 1], work.getParent(), build, null);
        }
    }

    /** The size that counts is that of the unpacked files, of which only a bound is known beforehand. */
    private void report(long bytes, double seconds, Monitor monitor) {
        double expected = build.unpackedMb() * MB;
        double done = Math.min(0.98, bytes / expected);
        double rate = bytes / Math.max(seconds, 1e-3);
        String left = bytes > 0 ? ", at most " + TimeLeft.text(Math.max(0, expected - bytes) / rate) : "";
        monitor.report(
                done,
                String.format(
                        Locale.ROOT,
                        "Downloading PyTorch's CUDA library: %,.0f MB unpacked, %.1f MB/s%s",
                        bytes / MB,
                        rate / MB,
                        left));
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        boolean interrupted = Thread.interrupted();
        try {
            process.waitFor(10, TimeUnit.SECONDS); // its files cannot be deleted before, on Windows
        } catch (InterruptedException e) {
            LOG.log(System.Logger.Level.DEBUG, "interrupted while the download ends", e);
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Optional<Path> find(Path work) throws IOException {
        try (Stream<Path> files = Files.walk(work)) {
            return files.filter(path ->
                            path.getFileName().toString().equals(build.folder()) && new LibraryFolder(path).hasCuda())
                    .findFirst();
        }
    }

    private static long size(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(
                            file -> file.toFile().isFile() ? file.toFile().length() : 0)
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a file went away while looking", e);
            return 0;
        }
    }
}
