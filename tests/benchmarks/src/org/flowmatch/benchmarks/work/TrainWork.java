// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.work;

import java.util.Optional;
import org.flowmatch.benchmarks.race.Request;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.training.Budget;
import org.flowmatch.engine.training.LearningRateSchedule;
import org.flowmatch.engine.training.Optimiser;
import org.flowmatch.engine.training.Precision;
import org.flowmatch.engine.training.Trainer;
import org.flowmatch.engine.training.Training;
import org.flowmatch.engine.training.TrainingSettings;
import org.flowmatch.engine.training.Validation;

/**
 * The steps of a training with all that belongs to them, such as the thread that draws pairs; the time runs from the end of
 * the first native call to that of the last step. Plain Adam at a constant rate, without clipping, averaging and validation, as in the peer's recipe.
 */
record TrainWork(Coupling coupling, Mlp network, TrainingSettings settings) implements Work {
    private static final double RATE = 1e-3;

    /** Values: dimensions, width, batch, coupling (independent or transport), device; precision (FULL unless given). */
    static TrainWork of(Request request) {
        int batch = request.number("batch");
        CouplingSettings coupling = "transport".equals(request.text("coupling"))
                ? new CouplingSettings.OptimalTransport(batch)
                : new CouplingSettings.Independent();
        return new TrainWork(
                BenchmarkData.coupling(coupling, request.number("dimensions")),
                BenchmarkData.network(request.number("width")),
                settings(batch)
                        .withDevice(BenchmarkData.device(request))
                        .withPrecision(Precision.valueOf(request.values().getOrDefault("precision", "FULL"))));
    }

    static TrainingSettings settings(int batch) {
        return TrainingSettings.defaults()
                .withBatchSize(batch)
                .withOptimiser(new Optimiser(RATE, 0, 0.9, 0.999, 0, 0, LearningRateSchedule.CONSTANT))
                .withEmaDecay(0)
                .withValidation(Validation.none());
    }

    @Override
    public double run(int steps, Stopwatch watch) {
        Training training = Trainer.train(
                coupling,
                new LinearPath(),
                network,
                settings.withBudget(new Budget.Steps(steps + 1)),
                Optional.empty(),
                new StepClock(steps + 1, watch));
        return training.losses().get(training.losses().size() - 1).train();
    }

    /** Starts the time when the first steps are done and ends it with the last. */
    private static final class StepClock implements Monitor {
        private final int steps;
        private final Stopwatch watch;
        private boolean started;

        StepClock(int steps, Stopwatch watch) {
            this.steps = steps;
            this.watch = watch;
        }

        @Override
        public void report(double fraction, String message) {
            if (!started && fraction > 0) {
                started = true;
                watch.startAgain((int) Math.round(fraction * steps) - 1);
            } else if (fraction >= 1) {
                watch.stop();
            }
        }

        @Override
        public boolean cancelled() {
            return false;
        }
    }
}
