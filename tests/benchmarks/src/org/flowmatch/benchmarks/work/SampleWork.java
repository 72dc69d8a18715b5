// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.work;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.flowmatch.benchmarks.race.Request;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.sampling.Sampler;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.sampling.SourceRows;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.training.Budget;
import org.flowmatch.engine.training.Trainer;

/** Rows along the flow of a model of little training: source rows are at hand, rows stay in encoded units. */
record SampleWork(FlowModel model, RowMatrix start, SamplingSettings settings) implements Work {
    private static final int BATCH = 256;
    private static final int TRAINING_STEPS = 20;
    private static final long SEED = 5;

    /** Values: dimensions, width, rows, solver, steps, device. */
    static SampleWork of(Request request) {
        return new SampleWork(
                model(request),
                start(request),
                SamplingSettings.of(Solver.valueOf(request.text("solver")), request.number("steps"))
                        .on(BenchmarkData.device(request)));
    }

    /** Weights and source rows to FOLDER/CASE.weights and FOLDER/CASE.start. */
    static void write(Request request) throws IOException {
        Path folder = Path.of(request.text("folder"));
        BenchmarkData.write(
                folder.resolve(request.text("case") + ".weights"),
                model(request).weights());
        BenchmarkData.write(
                folder.resolve(request.text("case") + ".start"), start(request).toArray());
    }

    private static FlowModel model(Request request) {
        Mlp network = BenchmarkData.network(request.number("width"));
        return Trainer.train(
                        BenchmarkData.coupling(new CouplingSettings.Independent(), request.number("dimensions")),
                        new LinearPath(),
                        network,
                        TrainWork.settings(BATCH).withBudget(new Budget.Steps(TRAINING_STEPS)),
                        Optional.empty(),
                        Monitor.none())
                .model();
    }

    private static RowMatrix start(Request request) {
        return SourceRows.gaussian(request.number("rows"), request.number("dimensions"), 1, SEED);
    }

    /** The mean square of the last rows. */
    @Override
    public double run(int repeat, Stopwatch watch) {
        RowMatrix end = start;
        for (int k = 0; k < repeat; k++) {
            end = Sampler.sample(model, start, settings, Monitor.none()).end();
        }
        watch.stop();
        double sum = 0;
        float[] values = end.toArray();
        for (float value : values) {
            sum += (double) value * value;
        }
        return sum / values.length;
    }
}
