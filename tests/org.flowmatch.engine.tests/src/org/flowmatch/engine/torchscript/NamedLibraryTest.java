// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.torchscript;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.LibUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
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
        Class<?> logging = Class.forName("org.slf4j.LoggerFactory", false, Engine.class.getClassLoader());
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                PlainClassPath.of(
                        folder.resolve("bundles"), FirstTouch.class, TorchRuntime.class, Engine.class, logging),
                FirstTouch.class.getName(),
                "platform");
        builder.environment().put("PYTORCH_LIBRARY_PATH", library.toString());
        builder.environment().put("ENGINE_CACHE_DIR", folder.resolve("cache").toString());
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(5, TimeUnit.MINUTES));
        return output;
    }

    /** DJL alone asks its jar for a flavour that is not in it. */
    @Test
    void aCpuLibraryLoadsWithoutFurtherVariables() throws Exception {
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
