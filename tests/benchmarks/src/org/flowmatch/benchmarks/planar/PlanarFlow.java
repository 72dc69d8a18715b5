// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.planar;

import java.util.Optional;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.Scaling;
import org.flowmatch.engine.metric.FlowGeometry;
import org.flowmatch.engine.metric.Wasserstein;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.path.ConditionalPath;
import org.flowmatch.engine.reflow.ReflowPairs;
import org.flowmatch.engine.sampling.Sampler;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.sampling.VelocityFunction;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.training.Trainer;
import org.flowmatch.engine.training.TrainingSettings;

/** Trains and measures flows between two laws of the plane, in raw coordinates. */
final class PlanarFlow {
    private static final int TRAINING_ROWS = 100_000;
    private static final int ENERGY_ROWS = 4 * PlanarProblem.TEST_ROWS;
    private static final int GEOMETRY_STEPS = 40;
    private static final int TEST_PAIRS = 3;
    private static final SamplingSettings SAMPLING = SamplingSettings.of(Solver.RK4, 25);
    /** Seeds of test rows and of the rows that are pushed for a reflow are apart from those of training rows. */
    private static final long TEST_SEED = 1_000;

    private static final long REFLOW_SEED = 500;

    private final PlanarProblem problem;
    private final long seed;
    private final Mlp network;
    private final TrainingSettings training;

    PlanarFlow(PlanarProblem problem, long seed, Mlp network, TrainingSettings training) {
        this.problem = problem;
        this.seed = seed;
        this.network = network;
        this.training = training.withSeed(seed);
    }

    FlowModel train(CouplingSettings coupling, ConditionalPath path) {
        EncodingSettings raw = new EncodingSettings(Scaling.NONE, false, false, seed);
        PlanarLaw source = problem.source();
        return train(
                Coupling.fit(
                        coupling,
                        problem.target().table(TRAINING_ROWS, seed),
                        source == PlanarLaw.NORMAL ? Optional.empty() : Optional.of(source.table(TRAINING_ROWS, seed)),
                        raw,
                        seed,
                        Monitor.none()),
                path);
    }

    /** Trains on pairs of fresh source rows and their images under the model. */
    FlowModel rectify(FlowModel model) {
        RowMatrix source = problem.source().rows(TRAINING_ROWS, seed + REFLOW_SEED);
        return train(
                ReflowPairs.of(model, source, seed, SAMPLING, Monitor.none()),
                model.velocity().path());
    }

    private FlowModel train(Coupling coupling, ConditionalPath path) {
        return Trainer.train(coupling, path, network, training, Optional.empty(), Monitor.none())
                .model();
    }

    /** E integral |v|^2 dt over fresh source rows, so many that their choice changes it by half a percent at most. */
    double pathEnergy(FlowModel model) {
        RowMatrix start = problem.source().rows(ENERGY_ROWS, seed + TEST_SEED);
        try (VelocityFunction velocity = VelocityFunction.of(model)) {
            return FlowGeometry.of(velocity.field(), start, 0, 1, GEOMETRY_STEPS, Monitor.none())
                    .pathEnergy();
        }
    }

    /** W2 of pushed fresh source rows to fresh target rows, three times. */
    double[] distances(FlowModel model) {
        double[] distances = new double[TEST_PAIRS];
        for (int k = 0; k < TEST_PAIRS; k++) {
            RowMatrix start = problem.source().rows(PlanarProblem.TEST_ROWS, seed + TEST_SEED * (1 + k));
            RowMatrix made =
                    Sampler.sample(model, start, SAMPLING, Monitor.none()).end();
            distances[k] = Wasserstein.exact(made, problem.real((int) (TEST_PAIRS * seed) + k));
        }
        return distances;
    }
}
