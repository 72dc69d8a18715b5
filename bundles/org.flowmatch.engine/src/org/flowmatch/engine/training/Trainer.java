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
 * Conditional flow matching (Lipman, Chen, Ben-Hamu, Nickel, Le, 2023): minimises E |v(x_t, t) - u_t|^2 over the weights
 * of a network, with (x0, x1) from a coupling, and x_t, u_t from the path; or another {@link Objective}.
 *
 * <p>The result is a function of the arguments: not of threads, of the speed of the computer or of other trainings at
 * the same time. Only times and rates of the loss curve differ.
 */
public final class Trainer {

    private Trainer() {}

    /**
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
        settings.objective()
                .require(path, coupling.sourceLaw(), coupling.settings().id());
        requireData(settings.objective().loss());
        continueFrom.ifPresent(model -> ContinuedModel.requireFits(
                model, coupling, network, settings.objective().dynamics(path)));
        List<String> warnings = new ArrayList<>(coupling.notes());
        return settings.device().resolve(monitor).run(warnings, device -> {
            TrainingSettings used = on(device, settings, warnings);
            return Aside.run(
                    watched ->
                            new TrainingRun(coupling, path, network, used, continueFrom, warnings, watched).run(device),
                    monitor);
        });
    }

    private static void requireData(Loss loss) {
        if (!TrainingExamples.DATA.containsAll(loss.data())) {
            throw new FlowException(
                    "The " + loss.label() + " compares the network's outputs with " + String.join(" and ", loss.data())
                            + ", but what such a training has is " + String.join(" and ", TrainingExamples.DATA) + ".",
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
