// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.torchscript;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.gpu.Device;
import org.flowmatch.engine.gpu.DeviceReport;
import org.flowmatch.engine.gpu.GpuObstacle;
import org.flowmatch.engine.gpu.GpuProbe;
import org.flowmatch.engine.gpu.OutOfTorchMemory;

/** The user's choice of a device. Names are stored in settings and never change. */
public enum DeviceChoice {
    /** The GPU when libtorch can use one, else the CPU with a warning that says why. */
    AUTO,
    CPU,
    /** The GPU, or an error. */
    GPU,
    /** As {@link #GPU}; the choice is the consent to fetch the CUDA build of libtorch when it is not there. */
    GPU_DOWNLOAD;

    /**
     * The device to use.
     *
     * @param warning for {@link #AUTO} on the CPU the reason why it is not the GPU
     * @param orCpu whether the CPU takes the work over when the memory of the GPU is not large enough
     */
    public record Resolved(Device device, Optional<String> warning, boolean orCpu) {

        /**
         * Does work on the device, and from its beginning on the CPU when it may and must.
         *
         * @param warnings takes why work is done on the CPU that could be on the GPU
         * @param work may be called twice
         * @throws OutOfTorchMemory when the memory of the last device is not large enough
         */
        public <T> T run(List<String> warnings, Function<Device, T> work) {
            warning.ifPresent(warnings::add);
            try {
                return work.apply(device);
            } catch (OutOfTorchMemory e) {
                if (!orCpu) {
                    throw e;
                }
                warnings.add("Computing on the CPU: " + e.problem());
                return work.apply(Device.CPU);
            }
        }
    }

    /** What a GPU would be used with. Computes something small on it when a CUDA library is there, and never downloads one. */
    public static DeviceReport report() {
        return new DeviceReport(
                GpuProbe.ofThisComputer().look(), NativeLibrary.choice(), CudaDevice.obstacle(GPU, Monitor.none()));
    }

    /**
     * @param monitor messages and cancel while libtorch is unpacked, and of a download, which only {@link #GPU_DOWNLOAD} may
     *     start; its fraction stays 0, as the work proper comes after
     * @throws FlowException for {@link #GPU} when libtorch cannot use one, or when libtorch cannot be loaded
     */
    public Resolved resolve(Monitor monitor) {
        if (this == CPU) {
            TorchRuntime.load(monitor.part(0, 0));
            return new Resolved(Device.CPU, Optional.empty(), false);
        }
        Optional<GpuObstacle> obstacle = CudaDevice.obstacle(this, monitor.part(0, 0));
        if (obstacle.isEmpty()) {
            return new Resolved(Device.CUDA, Optional.empty(), this == AUTO);
        }
        String reason = obstacle.get().reason();
        if (this != AUTO) {
            throw new FlowException(
                    "The GPU is chosen as the device, but cannot be used: " + reason,
                    obstacle.get().remedy() + " Or choose the device Auto or CPU.");
        }
        return new Resolved(
                Device.CPU,
                Optional.of("Computing on the CPU, because the GPU cannot be used: " + reason + " "
                        + obstacle.get().remedy()),
                false);
    }
}
