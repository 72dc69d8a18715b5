// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

import java.util.Arrays;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.torchscript.Argument;
import org.flowmatch.engine.torchscript.Device;
import org.flowmatch.engine.torchscript.Program;
import org.flowmatch.engine.torchscript.ProgramText;
import org.flowmatch.engine.torchscript.Tensor;
import org.flowmatch.engine.torchscript.TorchArchive;

/**
 * The network of a model together with the solver written in TorchScript ({@code solver.py}), loaded into libtorch for
 * one thread. The solver takes any tableau as data.
 */
final class SolverProgram implements AutoCloseable {
    private static final String SOLVER = "solver.py";

    private final Program program;
    private final Argument weights;

    SolverProgram(FlowModel model, Device device) {
        program = Program.load(
                TorchArchive.of(
                        "Flow",
                        model.network().program(model.columns()),
                        ProgramText.read(SolverProgram.class, SOLVER)),
                device);
        try {
            weights = Argument.of(program.tensor(model.weights(), model.weights().length));
        } catch (RuntimeException e) {
            program.close();
            throw e;
        }
    }

    /** Calls a method whose first argument is the flat vector of weights. */
    Tensor[] call(String method, Argument... arguments) {
        Argument[] all = new Argument[arguments.length + 1];
        all[0] = weights;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return program.call(method, all);
    }

    Tensor tensor(float[] numbers, long... shape) {
        return program.tensor(numbers, shape);
    }

    /** The lower triangle of a tableau row after row, as {@code solver.py} reads it. */
    static Argument triangle(Tableau tableau) {
        double[] flat =
                Arrays.stream(tableau.a()).flatMapToDouble(Arrays::stream).toArray();
        return Argument.of(flat);
    }

    @Override
    public void close() {
        program.close();
    }
}
