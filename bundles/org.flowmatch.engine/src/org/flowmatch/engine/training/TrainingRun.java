// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.coupling.PairStream;
import org.flowmatch.engine.coupling.PairUse;
import org.flowmatch.engine.gpu.Device;
import org.flowmatch.engine.json.JsonRecords;
import org.flowmatch.engine.loss.Outputs;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.NetworkColumns;
import org.flowmatch.engine.model.Product;
import org.flowmatch.engine.model.Provenance;
import org.flowmatch.engine.network.NetworkSpec;

/** One training from its first step to its model. */
final class TrainingRun {

    private static final int FEWEST_VALIDATION_PAIRS = 1024;
    private static final int MOST_VALIDATION_PAIRS = 4096;

    /** The validation loss has stopped to fall when its least value lies as many steps back as this factor tells. */
    private static final double SETTLED = 1.25;

    private static final int FEWEST_EVALUATIONS = 4;

    /** Share of the steps before which a loss that does not fall may be one that is noisy. */
    private static final double FEWEST = 0.25;

    private final Coupling coupling;
    private final Task task;
    private final NetworkSpec network;
    private final TrainingSettings settings;
    private final Optional<FlowModel> continueFrom;
    private final List<String> warnings;
    private final Monitor monitor;
    private final RowSplit split;
    private long steps;
    private StepRates rates;
    private final LossCurve curve;
    private final TrainingProgress progress;
    private final BestWeights best;
    private final TimeLimit limit;
    private final JsonObject kept;
    private final long began = System.nanoTime();
    private long done;

    TrainingRun(
            Coupling coupling,
            Task task,
            NetworkSpec network,
            TrainingSettings settings,
            Optional<FlowModel> continueFrom,
            List<String> warnings,
            Monitor monitor) {
        limit = new TimeLimit(settings.budget().seconds());
        this.coupling = coupling;
        this.task = task;
        this.network = network;
        this.settings = settings;
        this.continueFrom = continueFrom;
        this.warnings = warnings;
        this.monitor = monitor;
        split = RowSplit.of(coupling.rows(), settings.validation().fraction(), settings.seed());
        steps = settings.budget().steps(split.training().length, settings.batchSize());
        rates = new StepRates(settings, steps, settings.budget().settles() ? steps / 2 : 0);
        curve = new LossCurve(steps, settings.batchSize(), task.loss().kinds());
        progress = new TrainingProgress(monitor, steps, settings.batchSize());
        best = new BestWeights(
                settings.validation().patience(), settings.budget().tolerance());
        kept = KeptSettings.of(settings, task);
    }

    Training run(Device device) {
        monitor.report(0, "Preparing the training");
        NetworkColumns columns = task.columns(coupling);
        int inputs = columns.inputs();
        Outputs outputs = columns.outputs();
        float[] weights = continueFrom
                .map(FlowModel::weights)
                .orElseGet(() -> network.initialWeights(inputs, outputs.count(), settings.seed(), monitor));
        Optional<StepBlock> validation = validationPairs();
        double numbersPerStep = settings.batchSize() * (2.0 * coupling.columns() + inputs + outputs.count() + 1);
        int interval = validation.isPresent() ? curve.interval() : Integer.MAX_VALUE;
        BlockLength length = new BlockLength(steps, interval, numbersPerStep);
        try (TrainingProgram program = new TrainingProgram(
                        network,
                        inputs,
                        outputs,
                        task.loss(),
                        task.comparison(),
                        weights,
                        rates,
                        device,
                        TrainingProgram.rowsPerCall(
                                (long) weights.length
                                        * network.passes()
                                        * task.comparison().evaluations(),
                                device));
                PairBlocks blocks = new PairBlocks(
                        pairs(split.training(), PairUse.TRAINING),
                        task.examples(coupling, PairUse.TRAINING, settings.seed()),
                        settings.batchSize(),
                        length::after)) {
            limit.stepsBegin();
            while (done < steps && !best.exhausted()) {
                StepBlock block = blocks.next(monitor);
                long before = System.nanoTime();
                LossValues losses = program.run(block, monitor);
                double seconds = (System.nanoTime() - before) / 1e9;
                length.took(block.steps(), seconds);
                curve.timed(block.steps());
                count(losses, program, validation);
                if (best.evaluatedAt(done)) {
                    settle(program, length, interval);
                }
                keepTime(program, length);
                progress.report(done, block.steps(), seconds, losses.mean());
            }
            if (curve.open()) {
                point(program, validation);
            }
            if (done < steps) {
                warnings.add(stoppedEarly());
            }
            return training(program);
        }
    }

    /** Lets the learning rate fall once the validation loss has stopped to fall, for as long as that took. */
    private void settle(TrainingProgram program, BlockLength length, int interval) {
        if (!settings.budget().settles() || done >= rates.falling()) {
            return;
        }
        if (done >= FEWEST * steps && done >= SETTLED * best.step() + FEWEST_EVALUATIONS * (long) interval) {
            long more = Math.max(best.step(), done / 2) / interval + 1;
            end(done + more * interval, done, program, length);
        }
    }

    /** Lets the learning rate fall once half of the time has gone, and ends the training with the time. */
    private void keepTime(TrainingProgram program, BlockLength length) {
        if (!limit.finite() || done >= steps) {
            return;
        }
        long last = done + limit.fitting(done);
        boolean falls = done >= rates.falling();
        if (last < steps && (falls || limit.halfGone())) {
            end(last, falls ? rates.falling() : done, program, length);
        }
    }

    private void end(long last, long falling, TrainingProgram program, BlockLength length) {
        steps = length.end(Math.min(steps, last));
        rates = new StepRates(settings, steps, falling);
        program.follow(rates);
        curve.end(steps);
        progress.end(steps);
    }

    private String stoppedEarly() {
        return String.format(
                Locale.ROOT,
                "The training stopped early, after %,d of %,d steps, because the validation loss found no new least"
                        + " value in %,d evaluations. The model holds the weights of step %,d.",
                done,
                steps,
                settings.validation().patience(),
                keptStep());
    }

    private PairStream pairs(int[] rows, PairUse use) {
        return coupling.open(rows, settings.seed(), use);
    }

    /** A fixed set of pairs and times of the rows held back: several pairs of each row where there are few. */
    private Optional<StepBlock> validationPairs() {
        if (split.validation().length == 0) {
            return Optional.empty();
        }
        int count = Math.max(FEWEST_VALIDATION_PAIRS, Math.min(MOST_VALIDATION_PAIRS, 4 * split.validation().length));
        // on a thread of its own, so that a cancel need not wait for a large transport plan
        try (PairBlocks blocks = new PairBlocks(
                pairs(split.validation(), PairUse.VALIDATION),
                task.examples(coupling, PairUse.VALIDATION, settings.seed()),
                count,
                step -> step == 0 ? 1 : 0)) {
            return Optional.of(blocks.next(monitor));
        }
    }

    private void count(LossValues losses, TrainingProgram program, Optional<StepBlock> validation) {
        for (int step = 0; step < losses.steps(); step++) {
            if (!Double.isFinite(losses.total(step))) {
                if (done == 0) {
                    throw FirstStep.notFinite(coupling);
                }
                throw new TrainingDiverged(done + 1, training(program), settings.optimiser());
            }
            curve.add(losses, step);
            done++;
            if (curve.due(done)) {
                point(program, validation);
            }
        }
    }

    private void point(TrainingProgram program, Optional<StepBlock> validation) {
        curve.point(done, validationLoss(program, validation), rates.learningRate(done - 1));
    }

    /** Of the weights after the last step of a block; where there is validation, points are due there alone. */
    private Optional<LossValues> validationLoss(TrainingProgram program, Optional<StepBlock> validation) {
        if (validation.isEmpty()) {
            return Optional.empty();
        }
        LossValues losses = program.averagedLoss(validation.get(), monitor);
        best.evaluated(done, losses.total(0), program::averagedWeights);
        return Optional.of(losses);
    }

    /** The step whose weights the model holds. */
    private long keptStep() {
        return best.present() ? best.step() : done;
    }

    private Training training(TrainingProgram program) {
        float[] weights = best.present() ? best.weights() : program.averagedWeights();
        List<LossPoint> points = curve.points();
        kept.addProperty(Provenance.SECONDS, (System.nanoTime() - began) / 1e9);
        Provenance provenance = new Provenance(
                Product.VERSION,
                Instant.now().toString(),
                coupling.settings().id(),
                new JsonRecords()
                        .write(CouplingSettings.class, coupling.settings())
                        .getAsJsonObject(),
                kept,
                coupling.seed(),
                settings.seed(),
                coupling.rows(),
                done,
                keptStep(),
                points.isEmpty()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(points.get(points.size() - 1).train()),
                Double.isFinite(best.loss()) ? OptionalDouble.of(best.loss()) : OptionalDouble.empty(),
                coupling.settings() instanceof CouplingSettings.Reflow reflow ? reflow.rounds() : 0,
                continueFrom.map(model -> model.provenance().chain()).orElse(List.of()));
        FlowModel model = new FlowModel(
                network,
                weights,
                task.dynamics(),
                coupling.encoding(),
                coupling.sourceLaw(),
                provenance,
                coupling.conditionEncoding());
        return new Training(model, points, warnings);
    }
}
