// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a made-up file system and a made-up nvidia-smi, whose answers have the form of the real one. */
class GpuProbeTest {

    private static final ShortCommand SILENT = (command, limit) -> Optional.empty();

    private static final String HEADER =
            "| NVIDIA-SMI 551.86                 Driver Version: 551.86         CUDA Version: 12.4     |";

    @TempDir
    Path root;

    private GpuReport look(String os, ShortCommand commands) {
        return new GpuProbe(os, root, Map.of(), commands).look();
    }

    private void file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void nothingMeansNoDriver() {
        GpuReport report = look("Linux", SILENT);
        assertFalse(report.driver());
        assertEquals("no NVIDIA driver was found", report.text());
    }

    @Test
    void withoutADriverNothingIsStarted() {
        assertFalse(look("Linux", (command, limit) -> {
                    throw new AssertionError(command);
                })
                .driver());
    }

    @Test
    void theVersionFileIsEnoughOnLinux() throws IOException {
        file(
                "proc/driver/nvidia/version",
                "NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  570.86.10  Release Build\n"
                        + "GCC version:  gcc 12.3.0\n");
        GpuReport report = look("Linux", SILENT);
        assertTrue(report.driver());
        assertEquals(Optional.of("570.86.10"), report.driverVersion());
        assertFalse(report.asked());
        assertTrue(report.cards().isEmpty());
    }

    @Test
    void theDriversLibraryIsEnoughWithoutItsProgram() throws IOException {
        file("usr/lib/wsl/lib/libcuda.so.1", "");
        assertTrue(look("Linux", SILENT).driver());
        file("Windows/System32/nvcuda.dll", "");
        assertTrue(look("Windows 11", SILENT).driver());
    }

    @Test
    void aSearchedFolderCounts() throws IOException {
        file("opt/gpu/libcuda.so.1", "");
        assertFalse(look("Linux", SILENT).driver());
        GpuProbe probe =
                new GpuProbe("Linux", root, Map.of("LD_LIBRARY_PATH", "/nowhere:" + root.resolve("opt/gpu")), SILENT);
        assertTrue(probe.driverFound());
    }

    @Test
    void cardsAndVersionsComeFromTheQueryProgram() throws IOException {
        file("Windows/System32/nvcuda.dll", "");
        GpuReport report = look(
                "Windows 11",
                (command, limit) -> Optional.of(
                        command.size() == 1
                                ? HEADER
                                : "NVIDIA GeForce RTX 4070, 551.86, 12282, 10854, 8.9\r\n"
                                        + "Tesla T4, 551.86, 15360, [N/A], 7.5\r\n"));
        assertEquals(Optional.of("551.86"), report.driverVersion());
        assertEquals(Optional.of("12.4"), report.cudaVersion());
        assertEquals(
                List.of(
                        new GpuCard(
                                "NVIDIA GeForce RTX 4070", Optional.of(8.9), Optional.of(12282L), Optional.of(10854L)),
                        new GpuCard("Tesla T4", Optional.of(7.5), Optional.of(15360L), Optional.empty())),
                report.cards());
        assertEquals(Optional.empty(), report.cardName(), "two kinds of cards, whose order CUDA may change");
        assertEquals(
                "NVIDIA driver 551.86, supports CUDA up to 12.4\n"
                        + "NVIDIA GeForce RTX 4070, 12.0 GB of memory (10.6 GB free), compute capability 8.9\n"
                        + "Tesla T4, 15.0 GB of memory, compute capability 7.5",
                report.text());
    }

    @Test
    void olderDriversAreAskedWithoutTheFieldThatTheyLack() throws IOException {
        file("usr/lib64/libcuda.so.1", "");
        GpuReport report = look("Linux", (command, limit) -> {
            if (command.size() == 1) {
                return Optional.of("no header");
            }
            return command.get(1).contains("compute_cap")
                    ? Optional.of("Field \"compute_cap\" is not a valid field to query.\n")
                    : Optional.of("Tesla K80, 470.57.02, 11441, 11438\n");
        });
        assertEquals(Optional.of("470.57.02"), report.driverVersion());
        assertEquals(Optional.of("Tesla K80"), report.cardName());
        assertEquals(Optional.empty(), report.cards().get(0).capability());
    }

    @Test
    void aProgramThatTakesTooLongIsGivenUp() {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/sleep")));
        long began = System.nanoTime();
        assertEquals(
                Optional.empty(),
                ShortCommand.ofThisComputer().run(List.of("/bin/sleep", "60"), Duration.ofMillis(100)));
        assertTrue(System.nanoTime() - began < Duration.ofSeconds(30).toNanos());
    }

    @Test
    void aProgramsAnswerIsRead() {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/echo")));
        assertEquals(
                Optional.of("a card\n"),
                ShortCommand.ofThisComputer().run(List.of("/bin/echo", "a card"), Duration.ofSeconds(30)));
        assertEquals(
                Optional.empty(), ShortCommand.ofThisComputer().run(List.of("no-such-program"), Duration.ofSeconds(1)));
    }
}
