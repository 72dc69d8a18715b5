// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.normalising;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.executor.NetworkRows;
import org.flowmatch.engine.executor.RowBlocks;
import org.flowmatch.engine.likelihood.Likelihood;
import org.flowmatch.engine.likelihood.LikelihoodSettings;
import org.flowmatch.engine.likelihood.LogDensities;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.RowsFit;
import org.flowmatch.engine.mover.Mover;
import org.flowmatch.engine.program.Fragment;
import org.flowmatch.engine.random.NormalDistribution;
import org.flowmatch.engine.sampling.ConditionRows;
import org.flowmatch.engine.sampling.Direction;
import org.flowmatch.engine.sampling.Samples;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.torchscript.Argument;

/** Rows through the map of a normalising flow or back, on the CPU, in chunks on all cores; a row depends on no other. */
public record NormalisingMover(NormalisingFlow dynamics) implements Mover {
    private static final Fragment MAPS = Fragment.read(NormalisingMover.class, "maps");

    @Override
    public Samples move(
            FlowModel model,
            RowMatrix start,
            Optional<RowMatrix> conditions,
            SamplingSettings settings,
            Monitor monitor) {
        require(settings);
        new RowsFit("rows to sample from")
                .columns(model, start)
                .ifPresent(other -> other.refuse("Give rows with the columns that the model was trained on."));
        if (start.rows() == 0) {
            throw new FlowException("There are no rows to sample from.", "Give at least one row.");
        }
        ConditionRows.check(model, start.rows(), conditions, settings.guidance());
        boolean forward = settings.direction() == Direction.FORWARD;
        int d = model.columns();
        float[] end = new float[RowBlocks.cells(start.rows(), d)];
        mapped(
                model,
                forward ? "to_target_rows" : "to_source_rows",
                start,
                conditions,
                "Sampled",
                monitor,
                (row, numbers, at) -> System.arraycopy(numbers, at, end, row * d, d));
        List<String> warnings = settings.recorded()
                ? List.of("A normalising flow takes rows there in one pass, so that there is no way to record.")
                : List.of();
        return new Samples(RowMatrix.of(end, d), 1, Optional.empty(), Optional.empty(), warnings);
    }

    @Override
    public LogDensities logDensity(
            FlowModel model,
            RowMatrix rows,
            Optional<RowMatrix> conditions,
            LikelihoodSettings settings,
            Monitor monitor) {
        Likelihood.require(model, rows, conditions);
        int d = model.columns();
        double[] log = new double[rows.rows()];
        float[] end = new float[RowBlocks.cells(rows.rows(), d)];
        mapped(model, "to_source_rows", rows, conditions, "Scored", monitor, (row, numbers, at) -> {
            System.arraycopy(numbers, at, end, row * d, d);
            for (int i = 0; i < d; i++) {
                log[row] += NormalDistribution.logDensity(numbers[at + i]) + numbers[at + d + i];
            }
        });
        return new LogDensities(log, new double[log.length], RowMatrix.of(end, d), 1, true, List.of());
    }

    /** Takes what the map gives for a row, from a place of an array on. */
    @FunctionalInterface
    private interface Taker {
        void take(int row, float[] numbers, int at);
    }

    private static void mapped(
            FlowModel model,
            String method,
            RowMatrix rows,
            Optional<RowMatrix> conditions,
            String verb,
            Monitor monitor,
            Taker taker) {
        List<RowMatrix> given = new ArrayList<>(List.of(rows));
        given.addAll(ConditionRows.given(model, rows.rows(), conditions));
        NetworkRows.each(
                model,
                List.of(MAPS),
                given,
                (program, tensors) -> program.callWithWeights(method, Argument.of(tensors))[0],
                verb,
                (first, count, numbers) -> {
                    int width = numbers.length / count;
                    for (int row = 0; row < count; row++) {
                        for (int i = 0; i < width; i++) {
                            if (!Float.isFinite(numbers[row * width + i])) {
                                throw new FlowException(
                                        "Row " + (first + row + 1) + " is mapped beyond all numbers.",
                                        "Train the model again with a lower learning rate, or leave the row out.");
                            }
                        }
                        taker.take(first + row, numbers, row * width);
                    }
                },
                monitor);
    }
}
