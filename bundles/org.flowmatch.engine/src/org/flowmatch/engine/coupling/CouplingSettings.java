// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.coupling;

import java.util.Objects;
import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.json.JsonName;

/** How source and target rows are joined: the joint law of (x0, x1). */
public sealed interface CouplingSettings {

    /** The stable name of the coupling in files. */
    String id();

    /** Source and target rows drawn separately. */
    @JsonName("independent")
    record Independent() implements CouplingSettings {
        @Override
        public String id() {
            return "independent";
        }
    }

    /**
     * Each target row with one source row, as aligned beforehand ({@link PairedRows}).
     *
     * @param key the name of the column that told which rows belong together; empty when they were taken in order
     */
    @JsonName("paired")
    record Paired(Optional<String> key) implements CouplingSettings {
        public Paired {
            Objects.requireNonNull(key, "key");
        }

        @Override
        public String id() {
            return "paired";
        }
    }

    /**
     * Within each batch, the assignment of least sum of squared distances |x1 - x0|^2 in encoded space.
     *
     * @param batchSize rows of a batch, 2 to 4096; tables with fewer rows take batches of their size
     */
    @JsonName("optimal_transport")
    record OptimalTransport(int batchSize) implements CouplingSettings {
        public static final int SMALLEST = 2;
        public static final int LARGEST = 4096;
        public static final int DEFAULT = 256;

        public OptimalTransport {
            if (batchSize < SMALLEST || batchSize > LARGEST) {
                throw new FlowException(
                        "The batch size of optimal transport is " + batchSize + ", it must lie between " + SMALLEST
                                + " and " + LARGEST + ".",
                        "Choose a value in that range; " + DEFAULT + " is a good start.");
            }
        }

        @Override
        public String id() {
            return "optimal_transport";
        }
    }

    /**
     * Source rows with the rows to which a trained model pushed them.
     *
     * @param solver id of the solver
     * @param steps of the solver; 0 for an adaptive one
     * @param rounds how many times pairs were made this way, this one included; at least 1
     * @param source the law of the source rows, that of the model: the rows of Gaussian noise are still noise
     */
    @JsonName("reflow")
    record Reflow(String solver, int steps, int rounds, SourceLaw source) implements CouplingSettings {
        public Reflow {
            Objects.requireNonNull(solver, "solver");
            Objects.requireNonNull(source, "source");
            if (steps < 0) {
                throw new FlowException(
                        "The number of solver steps of the reflow is " + steps + ", it must be at least 1 (or 0 for an"
                                + " adaptive solver).",
                        "Choose a larger number of steps.");
            }
            if (rounds < 1) {
                throw new FlowException(
                        "The number of reflow rounds is " + rounds + ", it must be at least 1.",
                        "Count this round as the first.");
            }
        }

        @Override
        public String id() {
            return "reflow";
        }
    }
}
