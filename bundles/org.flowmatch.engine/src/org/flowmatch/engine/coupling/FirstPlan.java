// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.coupling;

import java.util.stream.IntStream;
import org.flowmatch.engine.Monitor;

/** Tries the first plan of a coupling, so that settings which give none are refused where they are made, not in a training. */
final class FirstPlan {
    private FirstPlan() {}

    /**
     * @throws org.flowmatch.engine.FlowException when the plan does not converge or rows of some labels are missing
     * @throws java.util.concurrent.CancellationException when the monitor is cancelled or the thread interrupted
     */
    static void check(Coupling coupling, Monitor monitor) {
        int[] all = IntStream.range(0, coupling.rows()).toArray();
        try (PairStream pairs = coupling.open(all, coupling.seed(), PairUse.TRAINING)) {
            if (coupling.settings() instanceof CouplingSettings.Transport transport
                    && transport.rule().mayFail()) {
                monitor.report(0, "Trying a transport plan");
                ((TransportPairs) pairs).begin(monitor);
            }
        }
    }
}
