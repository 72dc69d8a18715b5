// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.torchscript;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.pytorch.jni.LibUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Libraries that {@code PYTORCH_LIBRARY_PATH} names, each in a JVM of its own, because one process loads one library. */
class NamedLibraryTest {

    @TempDir
    Path folder;

    private Path library;

    @BeforeEach
    void makeFolder() throws IOException {
        Assumptions.assumeTrue(System.getProperty("os.name").startsWith("Linux"), "links and names of Linux");
        library = Files.createDirectories(folder.resolve("libtorch/lib"));
    }

    private String square() throws Exception {
        return FirstTouchProcess.run(
                folder.resolve("bundles"),
                "platform",
                Map.of(
                        "PYTORCH_LIBRARY_PATH",
                        library.toString(),
                        "ENGINE_CACHE_DIR",
                        folder.resolve("cache").toString()));
    }

    /** DJL alone asks its jar for a flavour that is not in it. */
    @Test
    void aCpuLibraryLoadsWithoutFurtherVariablesAndItsSizesAreKept() throws Exception {
        TorchRuntime.load();
        try (Stream<Path> files = Files.list(Path.of(LibUtils.getLibtorchPath()))) {
            Files.writeString(library.resolve("libjitbackend_test.so"), "not to be loaded");
            for (Path file : files.toList()) {
                if (!file.getFileName().toString().contains("djl_torch")) {
                    Files.createSymbolicLink(library.resolve(file.getFileName()), file);
                }
            }
        }
        Files.writeString(library.resolve("../build-version"), "2.7.1+cpu\n");
        String output = square();
        assertTrue(output.contains("square 9.0"), output);
        Path cpu = library.resolve("libtorch_cpu.so");
        Files.delete(cpu);
        Files.write(cpu, new byte[1000]);
        String cut = square();
        assertTrue(cut.contains("libtorch_cpu.so has 1000 bytes instead of "), cut);
        assertTrue(cut.contains("is damaged or was changed"), cut);
    }

    @Test
    void aFolderThatEverybodyMayWriteIsRefused() throws Exception {
        Files.writeString(library.resolve("libtorch.so"), "planted");
        Files.setPosixFilePermissions(library, PosixFilePermissions.fromString("rwxrwxrwx"));
        String output = square();
        assertTrue(
                output.contains("The native library libtorch is not loaded, because " + library.toRealPath()
                        + " may be written by others (mode 0777)"),
                output);
        assertTrue(output.contains("or remove the environment variable PYTORCH_LIBRARY_PATH; then restart."), output);
    }

    @Test
    void anotherVersionIsNamedBeforeItIsLoaded() throws Exception {
        Files.createFile(library.resolve("libtorch.so"));
        Files.writeString(library.resolve("../build-version"), "2.6.0+cu124\n");
        String output = square();
        assertTrue(
                output.contains("The environment variable PYTORCH_LIBRARY_PATH names libtorch 2.6.0 in " + library
                        + ", but 2.7.1 is needed."),
                output);
    }

    @Test
    void aLibraryThatDoesNotLoadIsNamedWithTheVariable() throws Exception {
        Files.writeString(library.resolve("libtorch.so"), "no library");
        String output = square();
        assertTrue(output.contains("The native library libtorch in " + library + " cannot be loaded: "), output);
        assertTrue(output.contains("Or remove the environment variable PYTORCH_LIBRARY_PATH; then restart."), output);
    }
}
