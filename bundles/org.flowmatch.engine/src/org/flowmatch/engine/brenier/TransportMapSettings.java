// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.brenier;

import java.util.Optional;
import org.flowmatch.engine.Range;
import org.flowmatch.engine.metric.Wasserstein;

/**
 * How a {@link BrenierMap} is found.
 *
 * @param rows of either side that plans join, {@value #FEWEST_ROWS} to {@value Wasserstein#LARGEST_EXACT}; time and memory grow with
 *     their square
 * @param smoothing eps of the entropic plans in units of the mean squared distance of source and target rows, 0.001 to 10; empty for
 *     the one that the rows speak for
 * @param seed of the choice of rows, and of the noise where the source is
 */
public record TransportMapSettings(int rows, Optional<Double> smoothing, long seed) {
    static final int FEWEST_ROWS = 20;
    public static final Range ROWS = Range.between(FEWEST_ROWS, Wasserstein.LARGEST_EXACT);
    public static final Range SMOOTHING = Range.between(0.001, 10);
    public static final int DEFAULT_ROWS = 2_000;
    public static final double USUAL_SMOOTHING = 0.1;

    public TransportMapSettings {
        ROWS.check(
                "The number of rows of a plan", rows, "Choose a number in this range; " + DEFAULT_ROWS + " is usual.");
        smoothing.ifPresent(value -> SMOOTHING.check(
                "The smoothing of the map",
                value,
                "Choose a number in this range, such as " + USUAL_SMOOTHING + ", or the automatic smoothing."));
    }

    public static TransportMapSettings defaults() {
        return new TransportMapSettings(DEFAULT_ROWS, Optional.empty(), 1);
    }
}
