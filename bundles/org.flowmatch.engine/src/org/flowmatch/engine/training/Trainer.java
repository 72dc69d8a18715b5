// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import java.util.Optional;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.network.NetworkSpec;
import org.flowmatch.engine.path.ConditionalPath;

/** Trains a velocity network on a coupling and a path. */
public final class Trainer {

    private Trainer() {}

    public static Training train(
            Coupling coupling,
            ConditionalPath path,
            NetworkSpec network,
            TrainingSettings settings,
            Optional<FlowModel> continueFrom,
            Monitor monitor) {
        throw new UnsupportedOperationException(
                "being written: " + coupling + path + network + settings + continueFrom + monitor);
    }
}
