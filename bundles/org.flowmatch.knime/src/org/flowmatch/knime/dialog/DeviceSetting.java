// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.dialog;

import org.flowmatch.engine.torchscript.DeviceChoice;
import org.knime.node.parameters.widget.choices.Label;

/** Where a network runs, named as the engine's devices. The names are stored in settings. */
public enum DeviceSetting {
    @Label(
            value = "Auto",
            description =
                    "The GPU when there is one that can be used, otherwise the CPU, with a warning that says why. Nothing is"
                            + " downloaded; no warning means that the GPU was used.")
    AUTO,
    @Label(value = "CPU", description = "The processor.")
    CPU,
    @Label(
            value = "GPU",
            description =
                    "An NVIDIA GPU, with PyTorch's CUDA library; the node fails when it cannot be used, and says why"
                            + " and what to do.")
    GPU,
    @Label(
            value = "GPU, with download",
            description =
                    "As GPU. When PyTorch's CUDA library is not on this computer yet, this choice allows downloading"
                            + " it at the first run: about 3.5 GB, up to 8 GB on disk, in the folder .djl.ai of the home"
                            + " folder. It is checked and kept for later; a download can be cancelled.")
    GPU_DOWNLOAD;

    public DeviceChoice choice() {
        return DeviceChoice.valueOf(name());
    }
}
