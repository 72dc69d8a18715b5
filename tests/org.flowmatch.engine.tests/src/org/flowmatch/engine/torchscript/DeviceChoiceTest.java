// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.torchscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
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
        FlowException e = assertThrows(FlowException.class, () -> DeviceChoice.GPU.resolve(Monitor.none()));
        assertTrue(e.problem().startsWith("The GPU is chosen as the device, but cannot be used: "), e.problem());
        assertTrue(e.remedy().contains("PYTORCH_LIBRARY_PATH"), e.remedy());
    }
}
