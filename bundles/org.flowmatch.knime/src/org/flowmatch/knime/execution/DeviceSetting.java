// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.execution;

import org.knime.node.parameters.widget.choices.Label;

/** Where a network runs, named as the engine's devices. The names are stored in settings. */
public enum DeviceSetting {
    @Label(value = "Auto", description = "The GPU when there is one that can be used, else the CPU, with a warning.")
    AUTO,
    @Label(value = "CPU", description = "The processor.")
    CPU,
    @Label(value = "GPU", description = "An NVIDIA GPU with CUDA; the node fails when none can be used.")
    GPU,
    @Label(
            value = "GPU, downloading its library once",
            description =
                    "As GPU. When PyTorch's CUDA library is not on this computer yet, it is downloaded at the first"
                            + " run: several gigabytes, kept for later.")
    GPU_DOWNLOAD
}
