// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.earth;

import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.KeptPosition;
import org.flowmatch.engine.encoding.Modelling;
import org.flowmatch.engine.encoding.TiePoints;
import org.flowmatch.engine.likelihood.Divergence;
import org.flowmatch.engine.likelihood.LikelihoodSettings;
import org.flowmatch.engine.likelihood.ProbeLaw;
import org.flowmatch.engine.mixed.PathTasks;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.mover.Movers;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.network.Waves;
import org.flowmatch.engine.objective.Objective;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.training.Budget;
import org.flowmatch.engine.training.Optimiser;
import org.flowmatch.engine.training.Trainer;
import org.flowmatch.engine.training.TrainingSettings;
import org.flowmatch.engine.training.Validation;

/**
 * A flow of positions on the sphere. Its network sees waves of the coordinates down to some degrees, and is held back by weight decay: of a few
 * thousand rows it learns coasts without learning rows by heart. It takes as many steps as the time allows.
 */
final class PositionFlow {
    private static final EncodingSettings ENCODING = EncodingSettings.defaults()
            .with(Modelling.AUTOMATIC)
            .keeping(List.of(new KeptPosition("latitude", "longitude")));

    private static final LikelihoodSettings EXACT =
            new LikelihoodSettings(SamplingSettings.of(Solver.RK4, 50), Divergence.EXACT, 8, ProbeLaw.RADEMACHER, 0);

    private static final List<Integer> FREQUENCIES = List.of(8, 16, 32, 64, 128);
    private static final Optimiser OPTIMISER =
            Optimiser.defaults().withLearningRate(5e-3).withWeightDecay(3e-2);

    /** On a fast machine, too, so that rows are not learnt by heart. */
    private static final long MOST_STEPS = 25_000;
    /** By which the time of a step is measured. */
    private static final long TIMED_STEPS = 300;

    private PositionFlow() {}

    /** Log-densities per steradian of the test rows. */
    static double[] logDensities(PositionSplit split, long seed, double minutes) {
        return score(model(split.training(), seed, minutes), split.test());
    }

    private static FlowModel model(Table training, long seed, double minutes) {
        Coupling coupling = Coupling.fit(
                new CouplingSettings.Independent(false), training, Optional.empty(), ENCODING, seed, Monitor.none());
        train(coupling, seed, 1); // the first program takes seconds to be compiled
        long began = System.nanoTime();
        train(coupling, seed, TIMED_STEPS);
        double seconds = (System.nanoTime() - began) * 1e-9 / TIMED_STEPS;
        return train(coupling, seed, Math.max(1, Math.min(MOST_STEPS, (long) (60 * minutes / seconds))));
    }

    private static FlowModel train(Coupling coupling, long seed, long steps) {
        Mlp network = new Mlp(List.of(256, 256, 256), Activation.SILU, new TimeFeatures.Fourier(4));
        return Trainer.train(
                        coupling,
                        PathTasks.of(coupling, new LinearPath(), Objective.defaults(), true),
                        network.with(new Waves(coupling.space().numbers(), FREQUENCIES)),
                        TrainingSettings.defaults()
                                .withSeed(seed)
                                .withOptimiser(OPTIMISER)
                                .withEmaDecay(0.999)
                                .withValidation(Validation.none())
                                .withBudget(new Budget.Steps(steps)),
                        Optional.empty(),
                        Monitor.none())
                .model();
    }

    private static double[] score(FlowModel model, Table test) {
        return Movers.of(model)
                .score(model, test, Optional.empty(), EXACT, TiePoints.defaults(), Monitor.none())
                .logDensity();
    }
}
