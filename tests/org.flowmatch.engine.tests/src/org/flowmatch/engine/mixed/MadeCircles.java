// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.Modelling;
import org.flowmatch.engine.encoding.Scaling;
import org.flowmatch.engine.example.ExampleDistribution;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.objective.Objective;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.training.Budget;
import org.flowmatch.engine.training.Optimiser;
import org.flowmatch.engine.training.Trainer;
import org.flowmatch.engine.training.TrainingSettings;

/** Rows of two angles in degrees, whose law goes round. */
public final class MadeCircles {
    static final Modelling CIRCLES =
            new Modelling(Modelling.Role.NUMBER, Map.of(), Map.of("angle 1", 360.0, "angle 2", 360.0));

    private MadeCircles() {}

    static Table table(int rows, long seed) {
        return ExampleDistribution.TORUS.sample(rows, 0, 2, seed);
    }

    static Coupling coupling(Table table, Scaling scaling, boolean anyColumns) {
        return Coupling.fit(
                new CouplingSettings.Independent(anyColumns),
                table,
                Optional.empty(),
                new EncodingSettings(scaling, false, true, 0, CIRCLES),
                1,
                Monitor.none());
    }

    static FlowModel train(Coupling coupling, int steps) {
        TrainingSettings settings = TrainingSettings.defaults()
                .withBudget(new Budget.Steps(steps))
                .withOptimiser(Optimiser.defaults().withLearningRate(4e-3))
                .withEmaDecay(0.998);
        return Trainer.train(
                        coupling,
                        PathTasks.of(coupling, new LinearPath(), Objective.defaults(), true),
                        new Mlp(List.of(64, 64, 64), Activation.SILU, new TimeFeatures.Fourier(2)),
                        settings,
                        Optional.empty(),
                        Monitor.none())
                .model();
    }

    /** A model of random weights. */
    public static FlowModel random() {
        Coupling coupling = coupling(table(100, 1), Scaling.NONE, true);
        return MadeLaw.random(coupling, (MixedFlow) PathTasks.of(coupling, new LinearPath(), Objective.defaults(), true)
                .dynamics());
    }
}
