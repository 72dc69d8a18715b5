// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the scripts of the kit say when something is missing. That they pack, build and run is seen by hand (benchmarks.md). */
class KitScriptsTest {
    private static final Path SCRIPTS = Path.of(System.getProperty("flowmatch.home"), "tests", "gpu");

    @TempDir
    Path folder;

    @BeforeEach
    void assumeLinux() {
        Assumptions.assumeTrue("Linux".equals(System.getProperty("os.name")), "the kit is for Linux");
    }

    private String refused(String script, String... arguments) throws IOException, InterruptedException {
        Path copy = Files.copy(SCRIPTS.resolve(script), folder.resolve(script));
        List<String> command = new ArrayList<>(List.of("sh", copy.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(2, process.waitFor(), text);
        return text;
    }

    @Test
    void anUnknownOptionIsNamed() throws Exception {
        assertTrue(refused("run", "devise=cpu").contains("devise=cpu is no option"));
    }

    @Test
    void aPythonWithoutPyTorchIsNamed() throws Exception {
        assertTrue(refused("run", "python=no-such-python").contains("no-such-python has no PyTorch"));
    }

    @Test
    void aFolderWithoutLibtorchIsNamed() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertTrue(refused("run", "torch=" + empty).contains(empty + " holds no libtorch.so."));
    }

    @Test
    void missingHeadersAreNamed() throws Exception {
        String text = refused("build-jni", folder.toString(), folder.toString(), "2.6.0", folder + "/headers", "1", "");
        assertTrue(
                text.contains("there is no g++") || text.contains(folder + "/headers has no headers of PyTorch."),
                text);
    }

    @Test
    void theScriptOfThePackSaysHowItIsCalled() throws Exception {
        assertTrue(refused("check").contains("usage: tests/gpu/check FILE.tar.gz"));
    }
}
