// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.flowmatch.engine.ChunksInOrder;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.TimeLeft;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.executor.ChunkSize;
import org.flowmatch.engine.executor.SolverProgram;
import org.flowmatch.engine.executor.StateEquation;
import org.flowmatch.engine.field.FieldTerms;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.torchscript.Argument;
import org.flowmatch.engine.torchscript.Tensor;

/** What the network of a mixed flow gives out for rows at one time, evaluated in chunks on all cores of the CPU. */
final class MixedOutputs {
    /** Takes the outputs [rows, outputs] of some rows. */
    @FunctionalInterface
    interface Sink {
        void take(int firstRow, int rows, float[] outputs);
    }

    private record Chunk(int first, int rows, float[] outputs) {}

    private MixedOutputs() {}

    /**
     * @param x states [n, d]
     * @param told known labels and flags [n, k], what moves [n, d], and features of conditions [n, m] where the model has them
     * @param t the time
     * @param sink takes chunk after chunk, in order
     */
    static void of(FlowModel model, RowMatrix x, List<RowMatrix> told, double t, Sink sink, Monitor monitor) {
        ChunkSize size = ChunkSize.of(model.network());
        int chunks = (x.rows() - 1) / size.rows() + 1;
        double[] terms = StateEquation.terms(FieldTerms.identity(t), 1);
        ConcurrentLinkedQueue<SolverProgram> free = new ConcurrentLinkedQueue<>();
        int[] done = {0};
        long start = System.nanoTime();
        try {
            ChunksInOrder.run(
                    chunks,
                    ChunksInOrder.threads(chunks),
                    number -> {
                        int first = number * size.rows();
                        int rows = Math.min(size.rows(), x.rows() - first);
                        SolverProgram program = free.poll();
                        if (program == null) {
                            program = new SolverProgram(model, MixedProgram.outputs(model), size.block());
                        }
                        float[] outputs = evaluate(program, x, told, terms, first, rows);
                        free.add(program);
                        return new Chunk(first, rows, outputs);
                    },
                    chunk -> {
                        sink.take(chunk.first(), chunk.rows(), chunk.outputs());
                        done[0] += chunk.rows();
                        double rate = done[0] / ((System.nanoTime() - start) * 1e-9);
                        monitor.report(
                                (double) done[0] / x.rows(),
                                String.format(
                                        Locale.ROOT,
                                        "Evaluated %,d of %,d rows, %,.0f rows/s, %s",
                                        done[0],
                                        x.rows(),
                                        rate,
                                        TimeLeft.text((x.rows() - done[0]) / rate)));
                    },
                    monitor);
        } finally {
            free.forEach(SolverProgram::close);
        }
    }

    private static float[] evaluate(
            SolverProgram program, RowMatrix x, List<RowMatrix> told, double[] terms, int first, int rows) {
        List<RowMatrix> all = new ArrayList<>(List.of(x));
        all.addAll(told);
        List<Tensor> tensors = program.given(all, first, rows);
        try (Tensor outputs = program.call(
                        "outputs_at",
                        Argument.of(tensors.get(0)),
                        Argument.of(tensors.subList(1, tensors.size())),
                        Argument.of(terms))[0]) {
            float[] numbers = new float[rows * (int) outputs.shape()[1]];
            outputs.copyTo(numbers, 0, numbers.length);
            return numbers;
        } finally {
            tensors.forEach(Tensor::close);
        }
    }
}
