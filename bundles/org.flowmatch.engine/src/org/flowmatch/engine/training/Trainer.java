// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.Aside;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.gpu.Device;
import org.flowmatch.engine.loss.Loss;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.network.NetworkSpec;
import org.flowmatch.engine.path.ConditionalPath;

/**
 * Minimises the loss of a {@link Task} over the weights of a network, on blocks made of pairs (x0, x1) from a coupling. The
 * regression along a path is the one with an entry of its own.
 *
 * <p>The result is a function of the arguments: not of threads, of the speed of the computer or of other trainings at
 * the same time, unless it has a time limit and reaches it. Only times and rates of the loss curve differ.
 */
public final class Trainer {

    private Trainer() {}

    /**
     * A {@link PathRegression}: minimises E |v(x_t, t) - u_t|^2, with x_t, u_t from the path, or the objective of the settings.
     *
     * @param continueFrom a model whose weights to start from instead of random ones; optimiser and schedule start afresh
     * @throws TrainingDiverged when the loss is not finite any more; carries the last good model
     * @throws org.flowmatch.engine.FlowException when coupling, path, network and model do not fit together, or there is not enough memory
     * @throws java.util.concurrent.CancellationException when the monitor is cancelled
     */
    public static Training train(
            Coupling coupling,
            ConditionalPath path,
            NetworkSpec network,
            TrainingSettings settings,
            Optional<FlowModel> continueFrom,
            Monitor monitor) {
        Task task = new PathRegression(path, settings.objective());
        return train(coupling, task, network, settings, continueFrom, monitor);
    }

    /**
     * @param task what is learnt
     * @param settings how; their objective is not asked for, what is learnt is the task
     * @param continueFrom a model whose weights to start from instead of random ones; optimiser and schedule start afresh
     * @throws TrainingDiverged when the loss is not finite any more; carries the last good model
     * @throws org.flowmatch.engine.FlowException when coupling, task, network and model do not fit together, or there is not enough memory
     * @throws java.util.concurrent.CancellationException when the monitor is cancelled
     */
    public static Training train(
            Coupling coupling,
            Task task,
            NetworkSpec network,
            TrainingSettings settings,
            Optional<FlowModel> continueFrom,
            Monitor monitor) {
        return trainFitted(coupling, task, network.of(coupling.encoding()), settings, continueFrom, monitor);
    }

    private static Training trainFitted(
            Coupling coupling,
            Task task,
            NetworkSpec network,
            TrainingSettings settings,
            Optional<FlowModel> continueFrom,
            Monitor monitor) {
        task.require(coupling);
        requireData(task);
        Optional<FlowModel> begun = continueFrom.map(model -> ContinuedModel.as(model, task.begun(model.dynamics())));
        begun.ifPresent(model -> ContinuedModel.requireFits(model, coupling, network, task.dynamics()));
        List<String> warnings = new ArrayList<>(coupling.notes());
        return settings.device().resolve(monitor).run(warnings, device -> {
            List<TrainingSettings> tried =
                    AutomaticSettings.of(on(device, settings, warnings), coupling.rows(), coupling.space(), network);
            return Aside.run(
                    watched -> best(coupling, task, network, tried, begun, warnings, device, watched), monitor);
        });
    }

    /** The training with the least validation loss under any of the settings; one that diverges, when there is another, is not taken. */
    private static Training best(
            Coupling coupling,
            Task task,
            NetworkSpec network,
            List<TrainingSettings> tried,
            Optional<FlowModel> begun,
            List<String> warnings,
            Device device,
            Monitor monitor) {
        Training best = null;
        for (int i = 0; i < tried.size(); i++) {
            Monitor watched = monitor.part((double) i / tried.size(), (i + 1.0) / tried.size());
            try {
                Training training = new TrainingRun(
                                coupling, task, network, tried.get(i), begun, new ArrayList<>(warnings), watched)
                        .run(device);
                best = best == null || loss(training) < loss(best) ? training : best;
            } catch (TrainingDiverged diverged) {
                if (best == null) {
                    throw diverged;
                }
            }
        }
        return best;
    }

    private static double loss(Training training) {
        return training.model().provenance().validationLoss().orElse(Double.POSITIVE_INFINITY);
    }

    private static void requireData(Task task) {
        Loss loss = task.loss();
        if (!task.data().containsAll(loss.data())) {
            throw new FlowException(
                    "The " + loss.label() + " compares the network's outputs with " + String.join(" and ", loss.data())
                            + ", but what such a training has is " + String.join(" and ", task.data()) + ".",
                    "Choose the squared error.");
        }
    }

    private static TrainingSettings on(Device device, TrainingSettings settings, List<String> warnings) {
        if (device != Device.CPU || settings.precision() == Precision.FULL) {
            return settings;
        }
        warnings.add(
                "Computing in full precision: mixed precision is for the GPU, and the network is trained on the CPU.");
        return settings.withPrecision(Precision.FULL);
    }
}
