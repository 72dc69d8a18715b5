// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.torchscript;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.EngineException;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flowmatch.engine.MemoryUse;
import org.flowmatch.engine.gpu.Device;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class RecordingTest {

    /** Gradient of factor * sum of x^3, which is 3 factor x^2; and steps down it, x^3 / 3 in place. */
    private static final TorchArchive METHODS = TorchArchive.of(
            "Methods",
            """
            def gradient(self, x: Tensor, factor: float) -> Tensor:
                y = torch.requires_grad_(torch.detach(x), True)
                z = torch.mul(torch.sum(torch.pow(y, 3)), factor)
                found = torch.grad([z], [y])[0]
                return unchecked_cast(Tensor, found)

            def descend(self, x: Tensor, steps: int, rate: float) -> Tensor:
                for i in range(steps):
                    torch.add_(x, self.gradient(x, 0.3333333333333333), alpha=-rate)
                return x

            def fails(self, x: Tensor) -> Tensor:
                return torch.add(x, torch.zeros([3]))
            """);

    @Test
    void gradientsAreRecorded() {
        try (Program program = Program.load(METHODS, Device.CPU)) {
            Tensor x = program.tensor(new float[] {1, -2, 3}, 3);
            assertArrayEquals(
                    new float[] {6, 24, 54},
                    program.callRecording("gradient", Argument.of(x), Argument.of(2.0))[0].floats());
            assertArrayEquals(new float[] {1, -2, 3}, x.floats());
        }
    }

    @Test
    void plainCallsRecordNothing() {
        try (Program program = Program.load(METHODS, Device.CPU)) {
            Tensor x = program.tensor(new float[] {1, -2, 3}, 3);
            assertThrows(EngineException.class, () -> program.call("gradient", Argument.of(x), Argument.of(2.0)));
        }
    }

    @Test
    void threadIsLeftAsItWas() {
        TorchRuntime.load();
        for (boolean mode : new boolean[] {false, true}) {
            JniUtils.setGradMode(mode);
            try (Program program = Program.load(METHODS, Device.CPU)) {
                Tensor x = program.tensor(new float[] {1, 2}, 2);
                assertThrows(EngineException.class, () -> program.callRecording("fails", Argument.of(x)));
                assertEquals(mode, JniUtils.isGradMode());
                assertArrayEquals(
                        new float[] {3, 12},
                        program.callRecording("gradient", Argument.of(x), Argument.of(1.0))[0].floats());
                assertEquals(mode, JniUtils.isGradMode());
            }
        }
    }

    /** From x = 1 a step makes x - 0.5 x^2: 0.5, then 0.375. */
    @Test
    void threadsRecordSideBySide() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            Callable<float[]> work = () -> {
                float[] last = {};
                for (int i = 0; i < 20; i++) {
                    try (Program program = Program.load(METHODS, Device.CPU)) {
                        Tensor x = program.tensor(new float[] {1}, 1);
                        last =
                                program.callRecording("descend", Argument.of(x), Argument.of(2L), Argument.of(0.5))[0]
                                        .floats();
                    }
                }
                return last;
            };
            for (Future<float[]> result : threads.invokeAll(List.of(work, work, work))) {
                assertArrayEquals(new float[] {0.375f}, result.get());
            }
        } finally {
            threads.shutdown();
        }
    }

    /**
     * 100 calls with 20 gradients of 256 kB each would take 500 MB if graphs or arguments stayed behind. What resides
     * includes the parts of Java's heap that are used for the first time.
     */
    @Test
    void memoryStaysFlat() {
        Assumptions.assumeTrue(MemoryUse.now().resident().isPresent(), "only Linux tells the resident memory");
        try (Program program = Program.load(METHODS, Device.CPU)) {
            Tensor x = program.zeros(1 << 16);
            program.callRecording("descend", Argument.of(x), Argument.of(2L), Argument.of(0.5))[0].close();
            long before = residentKilobytes();
            for (int i = 0; i < 100; i++) {
                program.callRecording("descend", Argument.of(x), Argument.of(20L), Argument.of(0.5))[0].close();
                assertThrows(EngineException.class, () -> program.callRecording("fails", Argument.of(x)));
            }
            long after = residentKilobytes();
            assertTrue(after - before < 200_000, "grew from " + before + " to " + after + " kB");
        }
    }

    private static long residentKilobytes() {
        return MemoryUse.now().resident().orElseThrow() >> 10;
    }
}
