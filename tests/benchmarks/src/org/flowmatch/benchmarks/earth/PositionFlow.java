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
import org.flowmatch.engine.objective.Objective;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.training.AutomaticNetwork;
import org.flowmatch.engine.training.Budget;
import org.flowmatch.engine.training.Optimiser;
import org.flowmatch.engine.training.Trainer;
import org.flowmatch.engine.training.TrainingSettings;

/** A flow of positions on the sphere: the network that the nodes choose, for more steps than an automatic budget has of so few rows. */
final class PositionFlow {
    private static final EncodingSettings ENCODING = EncodingSettings.defaults()
            .with(Modelling.AUTOMATIC)
            .keeping(List.of(new KeptPosition("latitude", "longitude")));

    private static final LikelihoodSettings EXACT =
            new LikelihoodSettings(SamplingSettings.of(Solver.RK4, 50), Divergence.EXACT, 8, ProbeLaw.RADEMACHER, 0);

    /** What one core makes of this network is several times as much. */
    private static final double STEPS_PER_MINUTE = 6_000;

    private static final double RATE = 3e-3;

    private PositionFlow() {}

    /** Log-densities per steradian of the test rows. */
    static double[] logDensities(PositionSplit split, long seed, double minutes) {
        return score(model(split.training(), seed, minutes), split.test());
    }

    private static FlowModel model(Table training, long seed, double minutes) {
        Coupling coupling = Coupling.fit(
                new CouplingSettings.Independent(false), training, Optional.empty(), ENCODING, seed, Monitor.none());
        return Trainer.train(
                        coupling,
                        PathTasks.of(coupling, new LinearPath(), Objective.defaults(), true),
                        AutomaticNetwork.of(coupling),
                        TrainingSettings.defaults()
                                .withSeed(seed)
                                .withOptimiser(Optimiser.defaults().withLearningRate(RATE))
                                .withBudget(new Budget.Steps((long) (STEPS_PER_MINUTE * minutes))),
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
