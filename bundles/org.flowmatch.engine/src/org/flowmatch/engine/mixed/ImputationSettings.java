// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.Locale;
import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Range;
import org.flowmatch.engine.sampling.SamplingSettings;

/**
 * How the open cells of a table are filled.
 *
 * @param sampling how draws are made; forward, without trajectory
 * @param draws for each open cell, 1 to 1,000
 * @param coverage the share of values that an interval is to hold, 0.5 to 0.99; empty where none are wanted
 * @param seed of the draws
 */
public record ImputationSettings(SamplingSettings sampling, int draws, Optional<Double> coverage, long seed) {
    public static final Range DRAWS = Range.between(1, 1000);
    public static final Range COVERAGE = Range.between(0.5, 0.99);
    public static final double DEFAULT_COVERAGE = 0.95;

    /** As few as make intervals of the default coverage hold it exactly, and their ends not the outermost draws. */
    public static final int DEFAULT_DRAWS = 79;

    private static final double ROUNDING = 1e-9;

    public ImputationSettings {
        DRAWS.check("The number of draws", draws, "Choose a number in this range; 5 to 100 are usual.");
        coverage.ifPresent(share -> {
            COVERAGE.check("The coverage of intervals", share, "Choose a number in this range; 0.95 is usual.");
            if (rank(share, draws) < 1) {
                throw new FlowException(
                        "An interval of " + draws + (draws == 1 ? " draw" : " draws") + " cannot hold "
                                + String.format(Locale.ROOT, "%.4g%%", 100 * share) + " of the values.",
                        "Take at least " + fewest(share) + " draws, or a smaller coverage.");
            }
        });
    }

    /**
     * The rank r, from 1, of the draw at which an interval begins; it ends at the r-th largest. A further value from the
     * same law falls between them with probability 1 - 2 r / (draws + 1), at least the coverage.
     */
    public int rank() {
        return rank(coverage.orElseThrow(), draws);
    }

    private static int rank(double share, int draws) {
        return (int) Math.floor((1 - share) / 2 * (draws + 1) + ROUNDING);
    }

    private static int fewest(double share) {
        return (int) Math.ceil(2 / (1 - share) - 1 - ROUNDING);
    }
}
