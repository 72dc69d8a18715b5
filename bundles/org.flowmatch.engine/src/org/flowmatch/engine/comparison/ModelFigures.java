// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.comparison;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a comparison tells of a model.
 *
 * @param parameters of its network
 * @param trainingSeconds of its training and of those that it continued from; empty where they were not noted
 * @param density how likely test rows are
 * @param runs by evaluations, growing
 */
public record ModelFigures(
        String name, long parameters, OptionalDouble trainingSeconds, Density density, List<Run> runs) {

    public ModelFigures {
        runs = List.copyOf(runs);
    }

    /**
     * The mean log-density of test rows in nats, in units of the table.
     *
     * @param mean NaN where it is not known
     * @param standardError of the mean, over the rows
     * @param nfe evaluations of the network per row
     * @param missing why it is not known, though it was asked for
     */
    public record Density(double mean, double standardError, double nfe, Optional<String> missing) {
        static Density unknown(String reason) {
            return new Density(Double.NaN, Double.NaN, Double.NaN, Optional.of(reason));
        }
    }

    /**
     * Rows made in one way.
     *
     * @param sampler in words
     * @param steps of it
     * @param nfe evaluations of the network per row; NaN where the rows could not be made
     * @param seconds by the clock, for all rows
     * @param distance the W2 distance from test rows, in units of their columns' standard deviations; NaN where it is not known
     * @param detection AUC with which boosted trees tell the rows from test rows; NaN where it was not measured
     * @param missing why the rows could not be made
     */
    public record Run(
            String sampler,
            int steps,
            double nfe,
            double seconds,
            double distance,
            double detection,
            Optional<String> missing) {}

    /** The run with the most evaluations. */
    public Run last() {
        return runs.get(runs.size() - 1);
    }
}
