// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.torchscript;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.pytorch.jni.LibUtils;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cache as a process finds it that uses libtorch for the first time. */
class CacheAtFirstTouchTest {

    private static final Map<String, String> HOME_ONLY = Map.of("ENGINE_CACHE_DIR", "", "DJL_CACHE_DIR", "");

    @TempDir
    Path folder;

    private Path unpacked;

    @BeforeEach
    void find() {
        Assumptions.assumeTrue(System.getProperty("os.name").startsWith("Linux"), "names and errors of Linux");
        TorchRuntime.load();
        unpacked = Path.of(LibUtils.getLibtorchPath());
        Assumptions.assumeTrue(unpacked.getFileName().toString().contains("cpu"), "the product's own library");
    }

    private String touch(Map<String, String> variables, String... options) throws Exception {
        return FirstTouchProcess.run(folder.resolve("bundles"), "platform", variables, options);
    }

    /** DJL would go to the temporary folder, and load what somebody else has put there. */
    @Test
    void aHomeThatCannotBeWrittenDoesNotLeadToTheTemporaryFolder() throws Exception {
        Path temporary = folder.resolve("temporary");
        Path planted =
                Files.createDirectories(temporary.resolve(".djl.ai/pytorch").resolve(unpacked.getFileName()));
        for (String name : List.of("libtorch.so", "libtorch_cpu.so", "libc10.so", "0.35.1-libdjl_torch.so")) {
            Files.writeString(planted.resolve(name), "planted");
        }
        Path home = Files.createFile(folder.resolve("file")).resolve("home");
        String output = touch(HOME_ONLY, "-Duser.home=" + home, "-Djava.io.tmpdir=" + temporary);
        assertTrue(
                output.contains("The native library libtorch cannot be unpacked, because the folder "
                        + home.resolve(".djl.ai/pytorch") + " cannot be written: "),
                output);
        assertTrue(output.contains("set the environment variable ENGINE_CACHE_DIR to a folder of your own"), output);
        assertFalse(output.contains(temporary.toString()), output);
    }

    /** The end of a mapped file that is not there ends the process with SIGBUS. */
    @Test
    void aLibraryThatWasCutIsUnpackedAfreshBeforeItIsLoaded() throws Exception {
        Path cache = folder.resolve("cache");
        Path library = Files.createDirectories(cache.resolve("pytorch").resolve(unpacked.getFileName()));
        try (Stream<Path> files = Files.list(unpacked)) {
            for (Path file : files.toList()) {
                copy(file, library.resolve(file.getFileName()), 64 << 20);
            }
        }
        String output = touch(Map.of("ENGINE_CACHE_DIR", cache.toString()));
        assertTrue(output.contains("square 9.0"), output);
        try (Stream<Path> files = Files.list(cache.resolve("pytorch"))) {
            assertTrue(
                    files.noneMatch(file -> file.getFileName().toString().startsWith("flowmatch-unpack-")),
                    "nothing is left of the unpacking");
        }
    }

    private static void copy(Path from, Path to, long most) throws IOException {
        try (FileChannel in = FileChannel.open(from);
                FileChannel out = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            in.transferTo(0, Math.min(most, in.size()), out);
        }
    }
}
