// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.gpu.Device;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.network.NetworkSpec;

/** A training whose number of steps is still to be found. */
record TrainingPlan(
        Coupling coupling,
        Task task,
        NetworkSpec network,
        TrainingSettings settings,
        Optional<FlowModel> continueFrom,
        Device device) {
    /** Steps of a rehearsal, and of a longer one for native calls of a length at which their cost shows. */
    private static final List<Integer> REHEARSED = List.of(1, 5, 100);

    /** A rehearsal of this share of the time is long enough. */
    private static final double SHORT = 0.01;

    /** Of the time, what is not left to chance. */
    private static final double MARGIN = 0.95;

    /** The steps that the budget asks for; where it has a time limit, no more than fit in by a rehearsal. */
    long steps(Monitor monitor) {
        int rows = RowSplit.of(coupling.rows(), settings.validation().fraction(), settings.seed())
                .training()
                .length;
        long asked = settings.budget().steps(rows, settings.batchSize());
        double seconds = settings.budget().seconds();
        if (Double.isInfinite(seconds)) {
            return asked;
        }
        monitor.report(0, "Measuring how long a step takes");
        long began = System.nanoTime();
        long fitting = asked;
        for (int steps : REHEARSED) {
            if (steps < asked && secondsSince(began) < SHORT * seconds) {
                TrainingRun rehearsal = run(steps, new ArrayList<>(), monitor.part(0, 0));
                rehearsal.run(device);
                fitting = rehearsal.pace().fitting(MARGIN * seconds - secondsSince(began), LossCurve.MOST_POINTS);
            }
        }
        return Math.min(asked, fitting);
    }

    private static double secondsSince(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    TrainingRun run(long steps, List<String> warnings, Monitor monitor) {
        return new TrainingRun(coupling, task, network, settings, continueFrom, steps, warnings, monitor);
    }
}
