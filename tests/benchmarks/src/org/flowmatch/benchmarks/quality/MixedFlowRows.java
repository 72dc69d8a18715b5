// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.quality;

import java.util.Optional;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.Modelling;
import org.flowmatch.engine.mixed.PathTasks;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.mover.Movers;
import org.flowmatch.engine.objective.Objective;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.sampling.SourceRows;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.torchscript.DeviceChoice;
import org.flowmatch.engine.training.AutomaticNetwork;
import org.flowmatch.engine.training.Budget;
import org.flowmatch.engine.training.Trainer;
import org.flowmatch.engine.training.TrainingSettings;

/** The mixed flow with the defaults of the nodes, but for a faster average of the weights, and the time as its limit. */
public final class MixedFlowRows implements Generator {
    @Override
    public String label() {
        return "mixed flow";
    }

    @Override
    public TextTable generate(TextTable training, int rows, long seed, double minutes) {
        Coupling coupling = Coupling.fit(
                new CouplingSettings.Independent(true),
                TypedTable.of(training),
                Optional.empty(),
                EncodingSettings.defaults().with(Modelling.AUTOMATIC),
                seed,
                Monitor.none());
        FlowModel model = Trainer.train(
                        coupling,
                        PathTasks.of(coupling, new LinearPath(), Objective.defaults(), false),
                        AutomaticNetwork.of(coupling),
                        TrainingSettings.defaults()
                                .withSeed(seed)
                                .withEmaDecay(0.999)
                                .withBudget(new Budget.Automatic(minutes)),
                        Optional.empty(),
                        Monitor.none())
                .model();
        RowMatrix start = SourceRows.start(model, rows, seed, Monitor.none());
        SamplingSettings settings = SamplingSettings.of(Solver.MIDPOINT, 50).on(DeviceChoice.CPU);
        RowMatrix end = Movers.of(model)
                .move(model, start, Optional.empty(), settings, Monitor.none())
                .end();
        return TypedTable.texts(model.encoding().decode(end, Monitor.none()));
    }
}
