// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With a process that does what DJL does on disk: files in a temporary folder, which gets its name when all are there. */
class CudaDownloadTest {

    /** Needs no room, so that the test needs none. */
    private static final CudaBuild BUILD = new CudaBuild("linux-x86_64", "525.60", 7.5, 3.5, 100);

    private static final String LIBRARY = System.mapLibraryName("torch_cuda");

    @TempDir
    Path cache;

    /** The monitor of a user who cancels when a message has come so many times. */
    private static final class Watching implements Monitor {
        private final List<String> messages = new CopyOnWriteArrayList<>();
        private final int patience;

        Watching(int patience) {
            this.patience = patience;
        }

        @Override
        public void report(double fraction, String message) {
            assertTrue(fraction >= 0 && fraction <= 1, message);
            messages.add(message);
        }

        @Override
        public boolean cancelled() {
            return messages.size() >= patience;
        }
    }

    private static CudaDownload.Fetch fetch(int ticks, int exit, String lastLine, String... libraries) {
        return (folder, log) -> {
            Path pytorch = Files.createDirectories(folder.resolve("pytorch"));
            Files.writeString(log, "something\n" + lastLine + "\n");
            return new TickingProcess(ticks, exit, tick -> {
                Files.createDirectories(pytorch.resolve("tmp1"));
                Files.write(pytorch.resolve("tmp1").resolve("part" + tick), new byte[1 << 20]);
                if (tick == ticks) {
                    for (String library : libraries) {
                        Files.createFile(pytorch.resolve("tmp1").resolve(System.mapLibraryName(library)));
                    }
                    Files.move(pytorch.resolve("tmp1"), pytorch.resolve(BUILD.folder()));
                }
            });
        };
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void theLibraryComesWholeAndTheProgressTellsRateAndTimeLeft() throws IOException {
        Watching monitor = new Watching(Integer.MAX_VALUE);
        Path folder = new CudaDownload(BUILD, fetch(4, 0, "", "torch", "torch_cuda")).into(cache, monitor);
        assertEquals(cache.resolve("2.7.1-cu128-linux-x86_64"), folder);
        assertTrue(Files.exists(folder.resolve(LIBRARY)));
        assertEquals(List.of("2.7.1-cu128-linux-x86_64", "flowmatch-download.lock"), left());
        assertTrue(
                monitor.messages.stream()
                        .anyMatch(
                                m -> m.matches("Downloading PyTorch's CUDA library: [123] MB unpacked, \\d+\\.\\d MB/s,"
                                        + " at most \\d+:\\d\\d left")),
                monitor.messages.toString());
    }

    @Test
    void aLibraryThatIsThereIsNotFetchedAgain() {
        AtomicInteger starts = new AtomicInteger();
        CudaDownload download = new CudaDownload(BUILD, (folder, log) -> {
            starts.incrementAndGet();
            return fetch(1, 0, "", "torch", "torch_cuda").start(folder, log);
        });
        download.into(cache, Monitor.none());
        download.into(cache, Monitor.none());
        assertEquals(1, starts.get());
    }

    @Test
    void aCancelEndsTheProcessWithinASecondAndLeavesNothing() throws IOException {
        TickingProcess[] process = new TickingProcess[1];
        CudaDownload download = new CudaDownload(BUILD, (folder, log) -> {
            process[0] = (TickingProcess) fetch(1_000_000, 0, "").start(folder, log);
            return process[0];
        });
        long began = System.nanoTime();
        Watching impatient = new Watching(1);
        assertThrows(CancellationException.class, () -> download.into(cache, impatient));
        assertTrue(System.nanoTime() - began < Duration.ofSeconds(20).toNanos());
        assertFalse(process[0].isAlive());
        assertEquals(List.of("flowmatch-download.lock"), left());
    }

    @Test
    void whatABrokenAttemptLeftIsReplaced() throws IOException {
        Path work = Files.createDirectories(cache.resolve("flowmatch-download/pytorch/" + BUILD.folder()));
        Files.createFile(work.resolve(System.mapLibraryName("torch")));
        Files.createFile(work.resolve(LIBRARY));
        Path partial = Files.createDirectories(cache.resolve(BUILD.folder()));
        Files.createFile(partial.resolve("jni of another library"));
        FlowException e = assertThrows(
                FlowException.class, () -> new CudaDownload(BUILD, fetch(1, 1, "UnknownHostException: host.invalid"))
                        .into(cache, Monitor.none()));
        assertTrue(e.problem().contains("UnknownHostException: host.invalid"), e.problem());
        assertFalse(new LibraryFolder(partial).hasCuda());
        Path folder = new CudaDownload(BUILD, fetch(1, 0, "", "torch", "torch_cuda")).into(cache, Monitor.none());
        assertFalse(Files.exists(folder.resolve("jni of another library")));
        assertTrue(new LibraryFolder(folder).hasCuda());
    }

    @Test
    void theCpuLibraryIsNotTakenForTheCudaLibrary() throws IOException {
        FlowException e = assertThrows(FlowException.class, () -> new CudaDownload(BUILD, fetch(1, 0, "", "torch"))
                .into(cache, Monitor.none()));
        assertTrue(e.problem().contains("the server has none for this computer"), e.problem());
        assertEquals(List.of("flowmatch-download.lock"), left());
    }

    @Test
    void aDiskWithoutRoomIsToldBeforeAnythingIsFetched() throws IOException {
        CudaBuild huge = new CudaBuild("linux-x86_64", "525.60", 7.5, 3.5, 1L << 40);
        FlowException e = assertThrows(FlowException.class, () -> new CudaDownload(huge, (folder, log) -> {
                    throw new AssertionError("fetched");
                })
                .into(cache, Monitor.none()));
        assertTrue(
                e.problem()
                        .startsWith("PyTorch's CUDA library needs up to 1,099,511,627,776 MB in the folder " + cache),
                e.problem());
        assertTrue(e.remedy().contains("ENGINE_CACHE_DIR"), e.remedy());
        assertEquals(List.of("flowmatch-download.lock"), left());
    }

    @Test
    void aSecondDownloadWaitsForTheFirst() throws IOException {
        Watching impatient = new Watching(2);
        try (FileChannel channel = FileChannel.open(
                        cache.resolve("flowmatch-download.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assertTrue(lock.isValid());
            assertThrows(
                    CancellationException.class, () -> new CudaDownload(BUILD, fetch(1, 0, "")).into(cache, impatient));
        }
        assertEquals("Waiting for another download of PyTorch's CUDA library", impatient.messages.get(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ConnectException: Connection refused | Check the connection and KNIME's proxy settings",
                "SocketTimeoutException: Read timed out | Check the connection and KNIME's proxy settings",
                "IOException: Offline mode is enabled. | The environment variable DJL_OFFLINE forbids downloads",
                "IOException: Unable to tunnel through proxy. Proxy returns \"HTTP/1.1 407\" | The proxy refuses the"
                        + " connection",
                "SunCertPathBuilderException: unable to find valid certification path: PKIX | The server's certificate"
                        + " is not trusted",
                "EOFException: Unexpected end of ZLIB input stream | The transfer was broken or damaged",
                "ZipException: Corrupt GZIP trailer | The transfer was broken or damaged",
                "UnsatisfiedLinkError: torch_cuda.dll: Can't find dependent libraries | The library was downloaded completely, but"
                        + " does not load",
                "FileNotFoundException: files.txt | Run the node again, or install the library by hand"
            })
    void everyFailureTellsWhatToDo(String line, String remedy) {
        FlowException e = assertThrows(
                FlowException.class, () -> new CudaDownload(BUILD, fetch(1, 1, line)).into(cache, Monitor.none()));
        assertEquals("PyTorch's CUDA library cannot be downloaded: " + line + ".", e.problem());
        assertTrue(e.remedy().startsWith(remedy), e.remedy());
        assertTrue(e.remedy().contains("PYTORCH_LIBRARY_PATH"), e.remedy());
    }

    @Test
    void aDiskThatFillsUpOnTheWayIsToldSo() {
        FlowException e = assertThrows(
                FlowException.class, () -> new CudaDownload(BUILD, fetch(1, 1, "IOException: No space left on device"))
                        .into(cache, Monitor.none()));
        assertTrue(e.problem().startsWith("PyTorch's CUDA library needs up to 100 MB"), e.problem());
    }
}
