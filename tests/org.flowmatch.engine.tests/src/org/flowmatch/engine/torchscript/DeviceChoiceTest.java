// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.torchscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.gpu.CudaFailure;
import org.flowmatch.engine.gpu.Device;
import org.flowmatch.engine.gpu.GpuProbe;
import org.flowmatch.engine.gpu.OutOfTorchMemory;
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
        assertFalse(resolved.orCpu(), "there is nothing else to try");
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

    private static RuntimeException outOfMemory() {
        return CudaFailure.of("CUDA out of memory. Tried to allocate 2.50 GiB.", null)
                .orElseThrow();
    }

    /** What samplers and trainers do when they resolve Auto to the GPU. */
    @Test
    void theCpuTakesOverWhenTheMemoryOfTheGpuDoesNotSuffice() {
        List<Device> tried = new ArrayList<>();
        List<String> warnings = new ArrayList<>(List.of("of the coupling"));
        String done = new DeviceChoice.Resolved(Device.CUDA, Optional.empty(), true).run(warnings, device -> {
            tried.add(device);
            if (device == Device.CUDA) {
                throw outOfMemory();
            }
            return "on the CPU";
        });
        assertEquals("on the CPU", done);
        assertEquals(List.of(Device.CUDA, Device.CPU), tried);
        assertEquals(
                List.of("of the coupling", "Computing on the CPU: The memory of the GPU is not large enough."),
                warnings);
    }

    /** A GPU that was asked for by name, the CPU, and failures of another kind: once, and told as they are. */
    @Test
    void nothingElseIsTriedAgain() {
        onceOnly(Device.CUDA, false, outOfMemory());
        onceOnly(Device.CPU, false, outOfMemory());
        onceOnly(Device.CUDA, true, new FlowException("A computation on the GPU broke off.", "Restart."));
        List<Device> tried = new ArrayList<>();
        RuntimeException again = outOfMemory();
        assertSame(again, assertThrows(OutOfTorchMemory.class, () -> new DeviceChoice.Resolved(
                        Device.CUDA, Optional.empty(), true)
                .run(new ArrayList<>(), device -> {
                    tried.add(device);
                    throw device == Device.CPU ? again : outOfMemory();
                })));
        assertEquals(2, tried.size());
    }

    private static void onceOnly(Device device, boolean orCpu, RuntimeException failure) {
        List<Device> tried = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        DeviceChoice.Resolved resolved = new DeviceChoice.Resolved(device, Optional.of("why not the GPU"), orCpu);
        assertSame(
                failure,
                assertThrows(
                        FlowException.class,
                        () -> resolved.run(warnings, on -> {
                            tried.add(on);
                            throw failure;
                        })));
        assertEquals(List.of(device), tried);
        assertEquals(List.of("why not the GPU"), warnings);
    }

    private static void assumeNoDriver() {
        Assumptions.assumeFalse(GpuProbe.ofThisComputer().look().driver(), "a driver is installed");
        Assumptions.assumeTrue(
                "amd64".equals(System.getProperty("os.arch"))
                        && !System.getProperty("os.name").startsWith("Mac"),
                "no CUDA build for this platform");
    }
}
