// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.executor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.gpu.Device;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.torchscript.Argument;
import org.flowmatch.engine.torchscript.Program;
import org.flowmatch.engine.torchscript.ProgramText;
import org.flowmatch.engine.torchscript.Tensor;
import org.flowmatch.engine.torchscript.TorchArchive;

/**
 * The network of a model together with a right-hand side and a solver written in TorchScript, loaded into libtorch for one
 * thread. The solvers take any tableau as data; one alone is loaded, because libtorch compiles all it is given.
 */
public final class SolverProgram implements AutoCloseable {
    private static final String ANY_NETWORK = "any_columns.py";

    private final Program program;
    private final Tensor weights;
    private final Argument prepared;

    /**
     * @param equation whose parts hold {@code evaluate}
     * @param solver names of the program parts that make steps; the methods of the last one may be called
     * @param block rows for which the network is evaluated at once
     */
    SolverProgram(StateEquation equation, List<String> solver, Device device, int block) {
        this(equation.model(), equation.columns(), equation.parts(), solver, device, block);
    }

    public SolverProgram(
            FlowModel model, boolean columns, List<String> parts, List<String> solver, Device device, int block) {
        List<String> texts = new ArrayList<>();
        texts.add(model.network().program(model.inputs(), model.outputs()));
        texts.add(columnProgram(model, columns && device == Device.CPU, block));
        texts.addAll(parts);
        solver.forEach(part -> texts.add(ProgramText.read(SolverProgram.class, part)));
        program = Program.load(TorchArchive.of("Flow", CalledMethods.of(texts, "prepare")), device);
        try {
            weights = program.tensor(model.weights(), model.weights().length);
            prepared = Argument.of(List.of(program.call("prepare", Argument.of(weights), Argument.of((long) block))));
        } catch (RuntimeException e) {
            program.close();
            throw e;
        }
    }

    /** On a GPU the products of a network's own program would have lengths that its units are slow at. */
    private static String columnProgram(FlowModel model, boolean own, int block) {
        Optional<String> program = own ? model.network().columnProgram() : Optional.empty();
        return program.orElseGet(
                () -> ProgramText.read(SolverProgram.class, ANY_NETWORK).replace("BLOCK", Integer.toString(block)));
    }

    /** Calls a method whose first argument is the prepared network. */
    public Tensor[] call(String method, Argument... arguments) {
        return call(prepared, method, arguments);
    }

    /** Calls a method whose first argument is the flat vector of weights. */
    public Tensor[] callWithWeights(String method, Argument... arguments) {
        return call(Argument.of(weights), method, arguments);
    }

    private Tensor[] call(Argument first, String method, Argument... arguments) {
        Argument[] all = new Argument[arguments.length + 1];
        all[0] = first;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return program.call(method, all);
    }

    public Tensor tensor(float[] numbers, long... shape) {
        return program.tensor(numbers, shape);
    }

    /** The tensors of some rows of what is given; a list must not be empty, so one stands there that nobody reads. */
    public List<Tensor> given(List<RowMatrix> matrices, int firstRow, int rows) {
        if (matrices.isEmpty()) {
            return List.of(program.zeros(1, 1));
        }
        List<Tensor> tensors = new ArrayList<>();
        for (RowMatrix matrix : matrices) {
            float[] values = new float[rows * matrix.columns()];
            matrix.copyRows(firstRow, rows, values);
            tensors.add(program.tensor(values, rows, matrix.columns()));
        }
        return tensors;
    }

    @Override
    public void close() {
        program.close();
    }
}
