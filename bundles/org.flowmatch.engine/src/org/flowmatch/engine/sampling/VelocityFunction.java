// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

import java.util.Arrays;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.torchscript.Argument;
import org.flowmatch.engine.torchscript.Device;
import org.flowmatch.engine.torchscript.Tensor;

/**
 * The velocity v(x, t) of a model as its network computes it, on the CPU, in encoded units. Owns native memory until it
 * is closed. One thread at a time.
 */
public final class VelocityFunction implements AutoCloseable {
    private final SolverProgram program;
    private final int columns;
    private final int chunkRows;

    private VelocityFunction(SolverProgram program, int columns, int chunkRows) {
        this.program = program;
        this.columns = columns;
        this.chunkRows = chunkRows;
    }

    /** The velocity of a model whose weights it copies. */
    public static VelocityFunction of(FlowModel model) {
        int chunkRows = ChunkSize.rows(model.weights().length, 1, Device.CPU);
        return new VelocityFunction(new SolverProgram(model, Device.CPU), model.columns(), chunkRows);
    }

    /** v(x, t) for rows x [n, d] at one time. */
    public float[] at(double t, float[] x) {
        if (x.length % columns != 0) {
            throw new IllegalArgumentException(x.length + " numbers are no rows of " + columns + " columns");
        }
        float[] velocity = new float[x.length];
        for (int row = 0; row * columns < x.length; row += chunkRows) {
            evaluate("velocity_at_time", row, x, Argument.of(t), velocity);
        }
        return velocity;
    }

    /** v(x, t) for rows x [n, d], each at its own time t [n]. */
    public float[] at(float[] t, float[] x) {
        if (t.length * columns != x.length) {
            throw new IllegalArgumentException(
                    t.length + " times for " + x.length + " numbers in " + columns + " columns");
        }
        float[] velocity = new float[x.length];
        for (int row = 0; row < t.length; row += chunkRows) {
            float[] times = Arrays.copyOfRange(t, row, Math.min(t.length, row + chunkRows));
            try (Tensor chunk = program.tensor(times, times.length)) {
                evaluate("velocity_at_times", row, x, Argument.of(chunk), velocity);
            }
        }
        return velocity;
    }

    /** The same in double precision arrays, computed in single precision. */
    public VectorField field() {
        return (t, x, velocity) -> {
            float[] floats = new float[x.length];
            for (int i = 0; i < x.length; i++) {
                floats[i] = (float) x[i];
            }
            float[] result = at(t, floats);
            for (int i = 0; i < x.length; i++) {
                velocity[i] = result[i];
            }
        };
    }

    private void evaluate(String method, int firstRow, float[] x, Argument time, float[] velocity) {
        int from = firstRow * columns;
        float[] chunk = Arrays.copyOfRange(x, from, Math.min(x.length, from + chunkRows * columns));
        try (Tensor rows = program.tensor(chunk, chunk.length / columns, columns);
                Tensor result = program.call(method, Argument.of(rows), time)[0]) {
            result.copyTo(velocity, from);
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
