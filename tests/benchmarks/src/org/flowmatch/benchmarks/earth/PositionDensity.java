// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.earth;

import java.util.Arrays;
import java.util.Locale;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.metric.SphereKernelDensity;
import org.flowmatch.engine.random.VonMisesFisher;

/** A way to have a density of positions. */
enum PositionDensity {
    /** The same everywhere: ln(4 pi) = 2.531 nats. */
    UNIFORM("uniform") {
        @Override
        double[] logDensities(PositionSplit split, long seed, double minutes) {
            double[] same = new double[split.test().rows()];
            Arrays.fill(same, -VonMisesFisher.LOG_AREA);
            return same;
        }
    },
    /** Von Mises-Fisher kernels with the bandwidth that is best on the validation rows. */
    KERNELS("kernel density") {
        @Override
        double[] logDensities(PositionSplit split, long seed, double minutes) {
            return SphereKernelDensity.fitted(
                            PositionSplit.unitVectors(split.training()), PositionSplit.unitVectors(split.validation()))
                    .logDensities(PositionSplit.unitVectors(split.test()));
        }
    },
    /** {@link PositionFlow}. */
    FLOW("flow on the sphere") {
        @Override
        double[] logDensities(PositionSplit split, long seed, double minutes) {
            return PositionFlow.logDensities(split, seed, minutes);
        }

        @Override
        boolean trained() {
            return true;
        }
    };

    private final String label;

    PositionDensity(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /**
     * Log-densities per steradian of the test rows.
     *
     * @param minutes a training may take
     */
    abstract double[] logDensities(PositionSplit split, long seed, double minutes);

    /** The mean of minus the log-density of the test rows, nats per steradian. */
    double negativeLogLikelihood(Table positions, long seed, double minutes) {
        return -Arrays.stream(logDensities(PositionSplit.of(positions, seed), seed, minutes))
                .average()
                .orElseThrow();
    }

    /** Names a piece of work in a journal. */
    String key(Disaster disaster, long seed, double minutes) {
        return String.format(
                Locale.ROOT,
                "%s, %s, seed %d%s",
                disaster.label(),
                label,
                seed,
                trained() ? String.format(Locale.ROOT, ", %.1f minutes", minutes) : "");
    }

    /** Whether the time that it is given makes a difference. */
    boolean trained() {
        return false;
    }
}
