// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

import org.flowmatch.engine.torchscript.Device;

/**
 * How many rows are solved together. On the CPU as many as stay in the cache, and fewer for large networks, so that one
 * step takes about a tenth of a second at most; on a GPU as many as keep it busy.
 */
final class ChunkSize {
    private static final int CPU_ROWS = 1024;
    private static final int SMALLEST = 16;
    private static final double OPERATIONS_PER_STEP = 4e9;
    private static final int GPU_FACTOR = 64;

    private ChunkSize() {}

    /** @param stages network evaluations of one step */
    static int rows(int parameters, int stages, Device device) {
        double fitting = OPERATIONS_PER_STEP / (2.0 * parameters * stages);
        int rows = (int) Math.max(SMALLEST, Math.min(CPU_ROWS, fitting));
        return device == Device.CPU ? rows : rows * GPU_FACTOR;
    }
}
