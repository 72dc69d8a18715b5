// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.gpu;

import org.flowmatch.engine.FlowException;

/** libtorch asked for memory and did not get it. */
public final class OutOfTorchMemory extends FlowException {
    private static final long serialVersionUID = 1L;

    /** @param sizes what was asked for and what there is, in brackets after a blank; or nothing */
    OutOfTorchMemory(Device device, String sizes, Throwable cause) {
        super(
                (device == Device.CUDA ? "The memory of the GPU" : "The memory of the computer")
                        + " is not large enough" + sizes + ".",
                device == Device.CUDA
                        ? "Lower the batch size in Velocity Learner or use narrower layers; in other nodes take fewer"
                                + " rows at once. Close other programs that use the GPU, or choose the device CPU."
                        : "Use a smaller batch or narrower layers, or close other programs.",
                cause);
    }
}
