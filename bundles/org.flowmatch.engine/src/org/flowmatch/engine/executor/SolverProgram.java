// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.executor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.gpu.Device;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.processor.Processor;
import org.flowmatch.engine.processor.ProcessorChoice;
import org.flowmatch.engine.program.Fragment;
import org.flowmatch.engine.program.Linker;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.torchscript.Argument;
import org.flowmatch.engine.torchscript.Program;
import org.flowmatch.engine.torchscript.Tensor;
import org.flowmatch.engine.torchscript.TorchArchive;

/**
 * The network of a model together with a right-hand side and a solver written in TorchScript, loaded into libtorch for one
 * thread. The solvers take any tableau as data; one alone is loaded, because libtorch compiles all it is given.
 */
public final class SolverProgram implements AutoCloseable {
    private static final Fragment ANY_NETWORK = Fragment.read(SolverProgram.class, "any_columns");

    private final Program program;
    private final Tensor weights;
    private final Argument prepared;

    /** @param block rows for which the network is evaluated at once */
    SolverProgram(StateEquation equation, Solver solver, Device device, int block) {
        this(equation.model(), text(equation, solver, device, block, choice(device)), device, block);
    }

    /**
     * A program without a solver.
     *
     * @param parts fragments; the methods of the last one may be called
     */
    public SolverProgram(FlowModel model, List<Fragment> parts, int block) {
        this(model, text(model, parts, block, Processor.choice()), Device.CPU, block);
    }

    private SolverProgram(FlowModel model, String text, Device device, int block) {
        program = Program.load(TorchArchive.of("Flow", text), device);
        try {
            weights = program.tensor(model.weights(), model.weights().length);
            prepared = Argument.of(List.of(program.call("prepare", Argument.of(weights), Argument.of((long) block))));
        } catch (RuntimeException e) {
            program.close();
            throw e;
        }
    }

    private static ProcessorChoice choice(Device device) {
        return device == Device.CPU ? Processor.choice() : ProcessorChoice.USUAL;
    }

    /** The program of a solver. On a GPU the products of a network's own would have lengths that its units are slow at. */
    public static String text(StateEquation equation, Solver solver, Device device, int block) {
        return text(equation, solver, device, block, ProcessorChoice.USUAL);
    }

    /** @param processor forms in which it computes */
    public static String text(
            StateEquation equation, Solver solver, Device device, int block, ProcessorChoice processor) {
        List<Fragment> parts = new ArrayList<>(equation.parts());
        parts.addAll(SolverParts.of(solver));
        List<String> called =
                equation.event().isPresent() ? List.of(StateEquation.OUTPUTS, StateEquation.STEP) : List.of();
        return text(equation.model(), equation.columns() && device == Device.CPU, parts, called, block, processor);
    }

    /** The program without a solver. */
    public static String text(FlowModel model, List<Fragment> parts, int block) {
        return text(model, parts, block, ProcessorChoice.USUAL);
    }

    /** @param processor forms in which it computes */
    public static String text(FlowModel model, List<Fragment> parts, int block, ProcessorChoice processor) {
        return text(model, true, parts, List.of(), block, processor);
    }

    private static String text(
            FlowModel model,
            boolean columns,
            List<Fragment> parts,
            List<String> further,
            int block,
            ProcessorChoice processor) {
        List<Fragment> all = new ArrayList<>(model.network().program(model.inputs(), model.outputs()));
        Optional<Fragment> own = columns ? model.network().columnProgram(processor) : Optional.empty();
        all.add(own.orElseGet(() -> ANY_NETWORK.with("BLOCK", block)));
        all.addAll(parts);
        List<String> called = new ArrayList<>(parts.get(parts.size() - 1).gives());
        called.add("prepare");
        called.addAll(further);
        return Linker.link(all, called);
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

    /** The tensor [n, .] of rows one after another, where n is {@link Padding#padded} of {@code rows}. */
    public Tensor rows(float[] numbers, int rows) {
        return program.tensor(Padding.padded(numbers, rows), Padding.padded(rows), numbers.length / rows);
    }

    /** The tensors of some rows of what is given, as {@link #rows}. */
    public List<Tensor> given(List<RowMatrix> matrices, int firstRow, int rows) {
        return given(rowsOf(matrices, firstRow, rows), rows);
    }

    /** Some rows of what is given, matrix after matrix. */
    static List<float[]> rowsOf(List<RowMatrix> matrices, int firstRow, int rows) {
        List<float[]> all = new ArrayList<>();
        for (RowMatrix matrix : matrices) {
            float[] values = new float[rows * matrix.columns()];
            matrix.copyRows(firstRow, rows, values);
            all.add(values);
        }
        return all;
    }

    /** The tensors of matrices [rows, .], as {@link #rows}; a list must not be empty, so one stands there that nobody reads. */
    List<Tensor> given(List<float[]> matrices, int rows) {
        if (matrices.isEmpty()) {
            return List.of(program.zeros(1, 1));
        }
        List<Tensor> tensors = new ArrayList<>();
        for (float[] values : matrices) {
            tensors.add(rows(values, rows));
        }
        return tensors;
    }

    @Override
    public void close() {
        program.close();
    }
}
