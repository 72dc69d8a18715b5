// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.torchscript;

import org.flowmatch.engine.FlowException;

/** libtorch asked for memory and did not get it. */
public final class OutOfTorchMemory extends FlowException {
    private static final long serialVersionUID = 1L;

    OutOfTorchMemory(Device device, Throwable cause) {
        super(
                device == Device.CUDA
                        ? "The memory of the GPU does not suffice."
                        : "The memory of the computer does not suffice.",
                "Use a smaller batch or narrower layers, or close other programs.",
                cause);
    }
}
