// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.torchscript;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import org.flowmatch.engine.gpu.Device;

/**
 * A float32 tensor in libtorch's memory. It belongs to the {@link Program} that made it and is freed with it, or earlier
 * by {@link #close}. Programs may change a tensor in place: that is how state lives across calls.
 */
public final class Tensor implements AutoCloseable {

    private final PtNDArray array;

    Tensor(PtNDArray array) {
        this.array = array;
    }

    PtNDArray array() {
        return array;
    }

    /** The extents, such as [n, d]; empty for a single number. */
    public long[] shape() {
        return TorchRuntime.call(1, () -> array.getShape().getShape());
    }

    /** A copy of the numbers, row-major. */
    public float[] floats() {
        return TorchRuntime.call(1, () -> {
            float[] floats = new float[size()];
            read(floats, 0, floats.length);
            return floats;
        });
    }

    /** Copies the numbers, row-major, to {@code destination} from {@code offset} on. */
    public void copyTo(float[] destination, int offset) {
        copyTo(destination, offset, size());
    }

    /** Copies the first {@code count} numbers, row-major, to {@code destination} from {@code offset} on. */
    public void copyTo(float[] destination, int offset, int count) {
        TorchRuntime.call(1, () -> {
            read(destination, offset, count);
            return null;
        });
    }

    private int size() {
        return Math.toIntExact(array.size());
    }

    private void read(float[] destination, int offset, int size) {
        if (!array.getDevice().isGpu()) {
            array.toByteBuffer(true).asFloatBuffer().get(destination, offset, size);
            return;
        }
        PtNDArray copy = array.toDevice(TorchRuntime.djl(Device.CPU), false);
        try (NDManager owner = copy.getManager()) { // DJL makes one for each copy to another device
            assert owner != array.getManager();
            copy.toByteBuffer(true).asFloatBuffer().get(destination, offset, size);
        }
    }

    @Override
    public void close() {
        TorchRuntime.call(1, () -> {
            array.close();
            return null;
        });
    }
}
