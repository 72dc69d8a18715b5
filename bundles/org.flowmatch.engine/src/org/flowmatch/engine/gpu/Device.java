// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.gpu;

/** Where libtorch computes. */
public enum Device {
    CPU,
    /** The first CUDA device. */
    CUDA
}
