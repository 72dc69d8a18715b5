// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.torchscript;

/** Where libtorch computes. */
public enum Device {
    CPU(ai.djl.Device.cpu()),
    /** The first CUDA device. */
    CUDA(ai.djl.Device.gpu());

    private final ai.djl.Device djl;

    Device(ai.djl.Device djl) {
        this.djl = djl;
    }

    ai.djl.Device djl() {
        return djl;
    }
}
