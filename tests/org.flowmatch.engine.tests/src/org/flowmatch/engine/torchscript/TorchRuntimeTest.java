// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.torchscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.pytorch.jni.JniUtils;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TorchRuntimeTest {

    /** DJL looks for its engine once in a JVM's life, so only a fresh JVM can show that the look finds it. */
    @ParameterizedTest
    @ValueSource(strings = {"null", "platform"})
    void firstTouchUnderAForeignContextClassLoaderWorks(String loader, @TempDir Path folder) throws Exception {
        String output = FirstTouchProcess.run(folder, loader, Map.of());
        assertTrue(output.contains("square 9.0"), output);
    }

    @Test
    void theCallingThreadIsGivenBackAsItWas() throws Exception {
        ClassLoader foreign = new ClassLoader(null) {};
        int[] threads = new int[2];
        boolean[] gradMode = new boolean[2];
        ClassLoader[] after = new ClassLoader[1];
        Thread worker = new Thread(() -> {
            Thread.currentThread().setContextClassLoader(foreign);
            JniUtils.setNumThreads(2);
            threads[0] = JniUtils.getNumThreads();
            gradMode[0] = JniUtils.isGradMode();
            FirstTouch.square(2);
            after[0] = Thread.currentThread().getContextClassLoader();
            threads[1] = JniUtils.getNumThreads();
            gradMode[1] = JniUtils.isGradMode();
        });
        TorchRuntime.load();
        worker.start();
        worker.join();
        assertSame(foreign, after[0]);
        assertTrue(gradMode[0], "gradients are recorded in a fresh thread");
        assertEquals(gradMode[0], gradMode[1]);
        assertEquals(2, threads[0]);
        assertEquals(2, threads[1]);
    }

    @Test
    void telemetryAndDownloadsAreOff() {
        TorchRuntime.load();
        assertTrue(System.getenv("OPT_OUT_TRACKING") != null || System.getProperty("OPT_OUT_TRACKING") != null);
        assertTrue(System.getenv("DJL_OFFLINE") != null || System.getProperty("ai.djl.offline") != null);
    }
}
