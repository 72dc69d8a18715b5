// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.torchscript;

import java.util.Optional;
import org.flowmatch.engine.FlowException;

/** The user's choice of a device. Names are stored in settings and never change. */
public enum DeviceChoice {
    /** The GPU when libtorch can use one, else the CPU with a warning that says why. */
    AUTO,
    CPU,
    /** The GPU, or an error. */
    GPU;

    /** The device to use, and for {@link #AUTO} on the CPU the reason why it is not the GPU. */
    public record Resolved(Device device, Optional<String> warning) {}

    /** @throws FlowException for {@link #GPU} when libtorch cannot use one, or when libtorch cannot be loaded */
    public Resolved resolve() {
        if (this == CPU) {
            return new Resolved(Device.CPU, Optional.empty());
        }
        Optional<String> obstacle = TorchRuntime.cudaObstacle();
        if (obstacle.isEmpty()) {
            return new Resolved(Device.CUDA, Optional.empty());
        }
        if (this == GPU) {
            throw new FlowException(
                    "The GPU is chosen as the device, but cannot be used: " + obstacle.get(),
                    "Choose the device Auto or CPU, or set PYTORCH_LIBRARY_PATH to the folder of a CUDA build of"
                            + " libtorch "
                            + TorchRuntime.LIBTORCH_VERSION
                            + " and restart.");
        }
        return new Resolved(
                Device.CPU, Optional.of("Computing on the CPU, because the GPU cannot be used: " + obstacle.get()));
    }
}
