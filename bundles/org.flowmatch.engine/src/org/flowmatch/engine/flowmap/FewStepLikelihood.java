// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.flowmap;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.ChosenRows;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.executor.NetworkRows;
import org.flowmatch.engine.executor.RowBlocks;
import org.flowmatch.engine.field.Interval;
import org.flowmatch.engine.likelihood.GaussianSource;
import org.flowmatch.engine.likelihood.Likelihood;
import org.flowmatch.engine.likelihood.LikelihoodSettings;
import org.flowmatch.engine.likelihood.LogDensities;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.program.Fragment;
import org.flowmatch.engine.sampling.ConditionRows;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.torchscript.Argument;

/**
 * The log-density of rows by a few steps of a flow map back to the source (Ai, He, Gu, Salakhutdinov, Kolter, Boffi and Simchowitz 2025,
 * "Joint distillation for fast likelihood evaluation and sampling in flow-based models"): each step of length h subtracts h D from it, the divergence on the way as the network learnt it. How far
 * that is from the whole solution is measured on a sample of the rows, and told.
 */
final class FewStepLikelihood {
    private static final Fragment FEW_STEPS = Fragment.read(FewStepLikelihood.class, "few_steps");
    private static final int COMPARED_ROWS = 200;

    private final FlowModel model;
    private final FlowMap map;
    private final Optional<RowMatrix> conditions;
    private final LikelihoodSettings settings;

    FewStepLikelihood(FlowModel model, FlowMap map, Optional<RowMatrix> conditions, LikelihoodSettings settings) {
        this.model = model;
        this.map = map;
        this.conditions = conditions;
        this.settings = settings;
    }

    /** @throws FlowException as {@link Likelihood#of} */
    LogDensities of(RowMatrix rows, Monitor monitor) {
        Likelihood.require(model, rows, conditions);
        int n = rows.rows();
        int d = rows.columns();
        Interval times = map.times();
        int steps = settings.solver().steps();
        double h = (times.from() - times.to()) / steps;
        double[] starts =
                IntStream.range(0, steps).mapToDouble(i -> times.to() + i * h).toArray();
        List<RowMatrix> given = new ArrayList<>(List.of(rows));
        given.addAll(ConditionRows.given(model, n, conditions));
        double[] log = new double[n];
        float[] end = new float[RowBlocks.cells(n, d)];
        double scale = map.sourceStates(model.source()).scale();
        double[] x0 = new double[d];
        NetworkRows.each(
                model,
                List.of(FEW_STEPS.with("NUMBERS", d)),
                given,
                (program, tensors) -> program.callWithWeights(
                                "few_steps",
                                Argument.of(tensors),
                                Argument.of(starts),
                                Argument.of(h),
                                Argument.of(StepFeatures.of(h)))[0],
                "Scored",
                (first, count, numbers) -> {
                    for (int row = 0; row < count; row++) {
                        int at = row * (d + 1);
                        for (int i = 0; i < d; i++) {
                            x0[i] = numbers[at + i];
                            end[(first + row) * d + i] = numbers[at + i];
                        }
                        log[first + row] = GaussianSource.logDensity(x0, 0, d, scale) + numbers[at + d];
                        requireFinite(log[first + row], first + row);
                    }
                },
                monitor);
        return new LogDensities(
                log, new double[n], RowMatrix.of(end, d), steps, true, List.of(error(rows, log, monitor)));
    }

    private static void requireFinite(double log, int row) {
        if (!Double.isFinite(log)) {
            throw new FlowException(
                    "The density of row " + (row + 1) + " is not finite.",
                    "Choose another solver, which follows the velocity, or leave the row out.");
        }
    }

    private String error(RowMatrix rows, double[] log, Monitor monitor) {
        int count = Math.min(COMPARED_ROWS, rows.rows());
        int[] chosen = IntStream.range(0, count)
                .map(i -> (int) ((long) i * rows.rows() / count))
                .toArray();
        LogDensities whole = Likelihood.of(
                MapModels.ofSteps(model, map.velocity(), 0),
                new ChosenRows(rows, chosen),
                conditions.map(all -> new ChosenRows(all, chosen)),
                settings.withSolver(SamplingSettings.adaptive(SamplingSettings.DEFAULT_TOLERANCE)
                        .on(settings.solver().device())),
                monitor);
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += Math.abs(whole.logDensity()[i] - log[chosen[i]]);
        }
        return String.format(
                Locale.ROOT,
                "Log-densities by %d steps of the flow map differ from those of the whole solution by %.3f nats, the mean"
                        + " over %,d of the rows.",
                settings.solver().steps(),
                sum / count,
                count);
    }
}
