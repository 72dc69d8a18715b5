// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.families;

import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.Scaling;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.NetworkSpec;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.normalising.ContinuousLikelihood;
import org.flowmatch.engine.normalising.MaximumLikelihood;
import org.flowmatch.engine.objective.Objective;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.reflow.ReflowPairs;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.training.Budget;
import org.flowmatch.engine.training.Optimiser;
import org.flowmatch.engine.training.PathRegression;
import org.flowmatch.engine.training.Task;
import org.flowmatch.engine.training.Trainer;
import org.flowmatch.engine.training.TrainingSettings;

/**
 * What all families are trained with: the same rows, standardised, the same number of steps and network.
 *
 * @param rows of the training
 * @param steps of a training
 * @param width of three hidden layers, and of those of RealNVP
 * @param rate of learning at its highest
 * @param seed of the training
 */
record FamilyTraining(Table rows, long steps, int width, double rate, long seed) {
    private static final SamplingSettings PUSHED = SamplingSettings.of(Solver.MIDPOINT, 50);

    /** The usual rate. */
    FamilyTraining(Table rows, long steps, int width, long seed) {
        this(rows, steps, width, Optimiser.defaults().learningRate(), seed);
    }

    FamilyTraining withRate(double other) {
        return new FamilyTraining(rows, steps, width, other, seed);
    }

    /** Along a path, on pairs of a coupling with noise. */
    FlowModel regression(CouplingSettings coupling, ConditionalPath path, Objective objective) {
        return along(new PathRegression(path, objective), coupling);
    }

    /** Anything else that is learnt along a path. */
    FlowModel along(Task task, CouplingSettings coupling) {
        return train(coupling(coupling), task, network());
    }

    /** As the other, on as many pairs of noise and where a model carries it as there are rows. */
    FlowModel reflow(FlowModel model, ConditionalPath path, Objective objective) {
        Coupling pairs = ReflowPairs.of(
                model, ReflowPairs.sourceNoise(model, rows.rows(), seed, Monitor.none()), seed, PUSHED, Monitor.none());
        return train(pairs, new PathRegression(path, objective), network());
    }

    /** A normalising flow. */
    FlowModel likelihood(NetworkSpec network) {
        return train(coupling(new CouplingSettings.Independent()), new MaximumLikelihood(), network);
    }

    /** A continuous normalising flow, with the network of the node: it is followed at every step of its training. */
    FlowModel continuous() {
        Mlp small = new Mlp(List.of(64, 64), Activation.SILU, new TimeFeatures.Fourier(3));
        return train(coupling(new CouplingSettings.Independent()), ContinuousLikelihood.defaults(), small);
    }

    private Coupling coupling(CouplingSettings settings) {
        return Coupling.fit(
                settings,
                rows,
                Optional.empty(),
                new EncodingSettings(Scaling.STANDARDISE, false, false, seed),
                seed,
                Monitor.none());
    }

    private NetworkSpec network() {
        return new Mlp(List.of(width, width, width), Activation.SILU, new TimeFeatures.Fourier(3));
    }

    private FlowModel train(Coupling coupling, Task task, NetworkSpec network) {
        TrainingSettings settings = TrainingSettings.defaults()
                .withBudget(new Budget.Steps(steps))
                .withOptimiser(Optimiser.defaults().withLearningRate(rate))
                .withSeed(seed);
        return Trainer.train(coupling, task, network, settings, Optional.empty(), Monitor.none())
                .model();
    }
}
