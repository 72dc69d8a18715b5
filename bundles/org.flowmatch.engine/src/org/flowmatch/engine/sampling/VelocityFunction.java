// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.executor.ChunkSize;
import org.flowmatch.engine.executor.FieldProgram;
import org.flowmatch.engine.executor.Padding;
import org.flowmatch.engine.executor.SolverProgram;
import org.flowmatch.engine.executor.StateEquation;
import org.flowmatch.engine.field.FieldLaw;
import org.flowmatch.engine.field.FieldTerms;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.path.Prediction;
import org.flowmatch.engine.solver.VectorField;
import org.flowmatch.engine.torchscript.Argument;
import org.flowmatch.engine.torchscript.Tensor;

/**
 * A field of a model as its network computes it, on the CPU, in encoded units: the velocity v(x, t), or another one. Owns
 * native memory until it is closed. One thread at a time.
 */
public final class VelocityFunction implements AutoCloseable {
    private final SolverProgram program;
    private final FlowModel model;
    private final FieldLaw law;
    private final Guidance guidance;
    private final List<RowMatrix> given;
    private final int columns;
    private final int chunkRows;

    private VelocityFunction(FlowModel model, FieldLaw law, Optional<RowMatrix> conditions, Guidance guidance) {
        this.model = model;
        this.law = law;
        this.guidance = guidance;
        given = conditions.stream().toList();
        columns = model.columns();
        ChunkSize size = ChunkSize.of(model.network());
        chunkRows = size.rows();
        program = new SolverProgram(model, FieldProgram.functions(model), size.block());
    }

    /** The velocity of a model whose weights it copies, without a condition. */
    public static VelocityFunction of(FlowModel model) {
        return of(model, Optional.empty(), Guidance.NONE);
    }

    /**
     * The velocity under conditions.
     *
     * @param conditions [n, m]: the function then takes n rows, the i-th under the i-th condition
     * @throws org.flowmatch.engine.FlowException when conditions do not fit the model, or guidance has none to act on
     */
    public static VelocityFunction of(FlowModel model, Optional<RowMatrix> conditions, Guidance guidance) {
        model.encoding().space().requireNumbers("a velocity");
        return of(model, model.velocity().conversion().law(Prediction.VELOCITY), conditions, guidance);
    }

    /** Another field of the model, for instance its score. */
    public static VelocityFunction of(
            FlowModel model, FieldLaw law, Optional<RowMatrix> conditions, Guidance guidance) {
        model.encoding().space().requireNumbers("a velocity");
        int rows = conditions.map(RowMatrix::rows).orElse(0);
        ConditionRows.check(model, rows, conditions, guidance);
        return new VelocityFunction(model, law, conditions, guidance);
    }

    /** v(x, t) for rows x [n, d] at one time. */
    public float[] at(double t, float[] x) {
        int rows = x.length / columns;
        if (x.length % columns != 0 || !given.isEmpty() && given.get(0).rows() != rows) {
            throw new IllegalArgumentException(x.length + " numbers are no rows of " + columns + " columns"
                    + (given.isEmpty() ? "" : " for " + given.get(0).rows() + " conditions"));
        }
        FieldTerms field = law.at(t);
        float[] velocity = new float[x.length];
        for (int row = 0; row < rows; row += chunkRows) {
            evaluate(t, field, row, Math.min(chunkRows, rows - row), x, velocity);
        }
        return velocity;
    }

    /** v(x, t) for rows x [n, d], each at its own time t [n]; not under guidance. */
    public float[] at(float[] t, float[] x) {
        if (guidance.weight() != 1) {
            throw new IllegalArgumentException("rows at their own times are not guided");
        }
        if (t.length * columns != x.length) {
            throw new IllegalArgumentException(
                    t.length + " times for " + x.length + " numbers in " + columns + " columns");
        }
        float[] velocity = new float[x.length];
        for (int row = 0; row < t.length; row += chunkRows) {
            evaluateEach(t, row, Math.min(chunkRows, t.length - row), x, velocity);
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

    private void evaluate(double t, FieldTerms field, int first, int rows, float[] x, float[] velocity) {
        double[] terms = StateEquation.terms(field, guidance.at(t));
        try (Tensor result = call(program::call, "field_at", first, rows, x, Argument.of(terms))) {
            result.copyTo(velocity, first * columns, rows * columns);
        }
    }

    private void evaluateEach(float[] t, int first, int rows, float[] x, float[] velocity) {
        FieldTerms[] fields = new FieldTerms[rows];
        float[] times = new float[Padding.padded(rows)];
        float[] points = Arrays.copyOf(x, x.length);
        for (int row = 0; row < rows; row++) {
            fields[row] = law.at(t[first + row]);
            times[row] = (float) fields[row].time();
            for (int i = (first + row) * columns; i < (first + row + 1) * columns; i++) {
                points[i] *= (float) fields[row].inScale();
            }
        }
        Arrays.fill(times, rows, times.length, times[rows - 1]);
        float[] out;
        try (Tensor each = program.tensor(times, times.length);
                Tensor result =
                        call(program::callWithWeights, "network_at_times", first, rows, points, Argument.of(each))) {
            out = result.floats();
        }
        int outputs = out.length / times.length;
        for (int row = 0; row < rows; row++) {
            combine(fields[row], row * outputs, out, (first + row) * columns, x, velocity);
        }
    }

    private void combine(FieldTerms field, int at, float[] out, int cell, float[] x, float[] velocity) {
        for (int i = 0; i < columns; i++) {
            double head = field.headWeight() == 0 ? 0 : out[at + columns + i];
            velocity[cell + i] = (float) field.at(x[cell + i], out[at + i], head);
        }
    }

    private Tensor call(
            BiFunction<String, Argument[], Tensor[]> caller,
            String method,
            int first,
            int rows,
            float[] x,
            Argument last) {
        float[] points = Arrays.copyOfRange(x, first * columns, (first + rows) * columns);
        List<Tensor> tensors = given.isEmpty()
                ? program.given(ConditionRows.given(model, rows, Optional.empty()), 0, rows)
                : program.given(given, first, rows);
        try (Tensor point = program.rows(points, rows)) {
            return caller.apply(method, new Argument[] {Argument.of(point), Argument.of(tensors), last})[0];
        } finally {
            tensors.forEach(Tensor::close);
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
