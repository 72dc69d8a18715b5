// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.gpu;

import java.util.Optional;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.network.NetworkSpec;
import org.flowmatch.engine.torchscript.DeviceChoice;
import org.flowmatch.engine.training.Budget;
import org.flowmatch.engine.training.Precision;
import org.flowmatch.engine.training.Task;
import org.flowmatch.engine.training.Trainer;
import org.flowmatch.engine.training.Training;
import org.flowmatch.engine.training.TrainingSettings;
import org.flowmatch.engine.training.Validation;

/**
 * Something to train.
 *
 * @param conditions of the rows, for a model that has any
 */
public record Subject(Coupling coupling, Task task, NetworkSpec network, Optional<Table> conditions) {
    private static final int STEPS = 40;
    private static final int BATCH = 200;

    public Training train(DeviceChoice device) {
        return train(device, Precision.FULL);
    }

    public Training train(DeviceChoice device, Precision precision) {
        TrainingSettings settings = TrainingSettings.defaults()
                .withBudget(new Budget.Steps(STEPS))
                .withBatchSize(BATCH)
                .withValidation(Validation.none())
                .withPrecision(precision)
                .withDevice(device);
        return Trainer.train(coupling, task, network, settings, Optional.empty(), Monitor.none());
    }
}
