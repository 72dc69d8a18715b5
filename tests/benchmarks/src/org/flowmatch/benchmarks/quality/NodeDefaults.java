// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.quality;

import java.util.Optional;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.Modelling;
import org.flowmatch.engine.mixed.PathTasks;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.objective.Objective;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.solver.Solver;
import org.flowmatch.engine.torchscript.DeviceChoice;
import org.flowmatch.engine.training.AutomaticNetwork;
import org.flowmatch.engine.training.Budget;
import org.flowmatch.engine.training.Trainer;
import org.flowmatch.engine.training.TrainingSettings;

/** What the nodes do on a table when no dialog is opened, but for the time limit. */
public final class NodeDefaults {
    private NodeDefaults() {}

    public static FlowModel model(Table table, long seed, double minutes) {
        return model(table, Modelling.AUTOMATIC, seed, minutes);
    }

    /** With columns that are modelled otherwise. */
    public static FlowModel model(Table table, Modelling modelling, long seed, double minutes) {
        Coupling coupling = Coupling.fit(
                new CouplingSettings.Independent(true),
                table,
                Optional.empty(),
                EncodingSettings.defaults().with(modelling),
                seed,
                Monitor.none());
        return Trainer.train(
                        coupling,
                        PathTasks.of(coupling, new LinearPath(), Objective.defaults(), true),
                        AutomaticNetwork.of(coupling),
                        TrainingSettings.defaults().withSeed(seed).withBudget(new Budget.Automatic(minutes)),
                        Optional.empty(),
                        Monitor.none())
                .model();
    }

    public static SamplingSettings sampling() {
        return SamplingSettings.of(Solver.MIDPOINT, 50).on(DeviceChoice.CPU);
    }
}
