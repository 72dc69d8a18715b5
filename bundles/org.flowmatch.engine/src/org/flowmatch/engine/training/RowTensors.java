// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import java.util.ArrayList;
import java.util.List;
import org.flowmatch.engine.loss.Loss;
import org.flowmatch.engine.torchscript.Argument;
import org.flowmatch.engine.torchscript.Program;
import org.flowmatch.engine.torchscript.Tensor;

/** Some rows of a block as the training program takes them, until they are closed. */
final class RowTensors implements AutoCloseable {
    private final Program program;
    private final int first;
    private final int count;
    private final List<Tensor> open = new ArrayList<>();
    private final Tensor x;
    private final Tensor t;
    private final List<Tensor> data = new ArrayList<>();

    RowTensors(Program program, StepBlock block, Comparison comparison, Loss loss, int first, int count) {
        this.program = program;
        this.first = first;
        this.count = count;
        int rows = block.t().length;
        try {
            x = matrix(block.xt(), block.inputs());
            t = kept(program.tensorAt(block.t(), first, new long[] {count}));
            for (float[] matrix : block.compared(comparison, loss)) {
                data.add(matrix(matrix, matrix.length / rows));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private Tensor matrix(float[] numbers, int columns) {
        return kept(program.tensorAt(numbers, first * columns, new long[] {count, columns}));
    }

    private Tensor kept(Tensor tensor) {
        open.add(tensor);
        return tensor;
    }

    /** Points [n, inputs]. */
    Argument x() {
        return Argument.of(x);
    }

    /** Times [n]. */
    Argument t() {
        return Argument.of(t);
    }

    /** What the comparison takes and what the loss compares with, each [n, .], and the roots of weights [n, 1] where there are any. */
    Argument data() {
        return Argument.of(data);
    }

    @Override
    public void close() {
        open.forEach(Tensor::close);
    }
}
