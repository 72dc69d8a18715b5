// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.torchscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.gpu.GpuProbe;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The product carries the CPU build of libtorch, so that without a user's own library no GPU can be used. */
class DeviceChoiceTest {

    private static void assumeCpuBuild() {
        Assumptions.assumeTrue(System.getenv("PYTORCH_LIBRARY_PATH") == null, "the library is the user's own");
    }

    @Test
    void cpuNeedsNoWarning() {
        assertEquals(Device.CPU, DeviceChoice.CPU.resolve(Monitor.none()).device());
        assertTrue(DeviceChoice.CPU.resolve(Monitor.none()).warning().isEmpty());
    }

    @Test
    void autoFallsBackAndSaysWhy() {
        assumeCpuBuild();
        DeviceChoice.Resolved resolved = DeviceChoice.AUTO.resolve(Monitor.none());
        assertEquals(Device.CPU, resolved.device());
        assertTrue(
                resolved.warning().orElseThrow().startsWith("Computing on the CPU, because the GPU cannot be used: "),
                resolved.toString());
    }

    @Test
    void anExplicitGpuThatIsNotThereIsAnErrorWithAWayOut() {
        assumeCpuBuild();
        for (DeviceChoice choice : List.of(DeviceChoice.GPU, DeviceChoice.GPU_DOWNLOAD)) {
            assumeNoDriver();
            FlowException e = assertThrows(FlowException.class, () -> choice.resolve(Monitor.none()));
            assertEquals(
                    "The GPU is chosen as the device, but cannot be used: No NVIDIA driver was found on this computer.",
                    e.problem());
            assertTrue(e.remedy().endsWith("Or choose the device Auto or CPU."), e.remedy());
        }
    }

    private static void assumeNoDriver() {
        Assumptions.assumeFalse(GpuProbe.ofThisComputer().look().driver(), "a driver is installed");
        Assumptions.assumeTrue(
                "amd64".equals(System.getProperty("os.arch"))
                        && !System.getProperty("os.name").startsWith("Mac"),
                "no CUDA build for this platform");
    }
}
