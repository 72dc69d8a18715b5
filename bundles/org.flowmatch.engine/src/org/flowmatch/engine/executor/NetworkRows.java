// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.executor;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.flowmatch.engine.ChunksInOrder;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.TimeLeft;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.program.Fragment;
import org.flowmatch.engine.torchscript.Tensor;

/** What the network of a model gives for rows without a solver, evaluated in chunks on all cores of the CPU. */
public final class NetworkRows {
    /** One evaluation of some rows. */
    @FunctionalInterface
    public interface Call {
        /** @param tensors of the rows of each matrix, padded */
        Tensor of(SolverProgram program, List<Tensor> tensors);
    }

    /** Takes the numbers [rows, .] of some rows. */
    @FunctionalInterface
    public interface Sink {
        void take(int firstRow, int rows, float[] numbers);
    }

    private record Chunk(int first, int rows, float[] numbers) {}

    private NetworkRows() {}

    /**
     * @param parts fragments whose last one's methods are called
     * @param matrices at least one, of n rows each, n at least 1
     * @param verb what is done to rows, for the progress message: "Evaluated"
     * @param sink takes chunk after chunk, in order
     */
    public static void each(
            FlowModel model,
            List<Fragment> parts,
            List<RowMatrix> matrices,
            Call call,
            String verb,
            Sink sink,
            Monitor monitor) {
        ChunkSize size = ChunkSize.of(model.network());
        int n = matrices.get(0).rows();
        int chunks = (n - 1) / size.rows() + 1;
        ConcurrentLinkedQueue<SolverProgram> free = new ConcurrentLinkedQueue<>();
        int[] done = {0};
        long start = System.nanoTime();
        try {
            ChunksInOrder.run(
                    chunks,
                    ChunksInOrder.threads(chunks),
                    number -> {
                        int first = number * size.rows();
                        int rows = Math.min(size.rows(), n - first);
                        SolverProgram program = free.poll();
                        if (program == null) {
                            program = new SolverProgram(model, parts, size.block());
                        }
                        float[] numbers = evaluate(program, matrices, call, first, rows);
                        free.add(program);
                        return new Chunk(first, rows, numbers);
                    },
                    chunk -> {
                        sink.take(chunk.first(), chunk.rows(), chunk.numbers());
                        done[0] += chunk.rows();
                        double rate = done[0] / ((System.nanoTime() - start) * 1e-9);
                        monitor.report(
                                (double) done[0] / n,
                                String.format(
                                        Locale.ROOT,
                                        "%s %,d of %,d rows, %,.0f rows/s, %s",
                                        verb,
                                        done[0],
                                        n,
                                        rate,
                                        TimeLeft.text((n - done[0]) / rate)));
                    },
                    monitor);
        } finally {
            free.forEach(SolverProgram::close);
        }
    }

    private static float[] evaluate(SolverProgram program, List<RowMatrix> matrices, Call call, int first, int rows) {
        List<Tensor> tensors = program.given(matrices, first, rows);
        try (Tensor outputs = call.of(program, tensors)) {
            float[] numbers = new float[rows * (int) outputs.shape()[1]];
            outputs.copyTo(numbers, 0, numbers.length);
            return numbers;
        } finally {
            tensors.forEach(Tensor::close);
        }
    }
}
