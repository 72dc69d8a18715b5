// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import java.util.List;
import java.util.Optional;
import org.flowmatch.engine.loss.Outputs;
import org.flowmatch.engine.program.Fragment;

/** What of a network stands against the data of a loss. */
public interface Comparison {
    /** The outputs as they are. */
    Comparison OUTPUTS = new Comparison() {
        @Override
        public Optional<Fragment> part(Outputs outputs) {
            return Optional.empty();
        }

        @Override
        public List<String> data() {
            return List.of();
        }
    };

    /**
     * A fragment that gives the {@code compared} of {@link org.flowmatch.engine.network.RecordedGradient}, by which the gradient is then
     * recorded, and may need a network's {@code along}; empty for the outputs as they are.
     */
    Optional<Fragment> part(Outputs outputs);

    /** Names of matrices of rows that it takes, which stand before those of the loss. */
    List<String> data();

    /** About how often rows go through the network for what is compared once. */
    default int evaluations() {
        return 1;
    }
}
