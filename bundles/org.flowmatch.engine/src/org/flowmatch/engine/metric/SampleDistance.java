// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;

/**
 * The distances of two samples of the same size that diagnostics measure, in encoded units: their registry. None is 0 for two
 * samples of one law: they are read beside those of two real samples. Their order is that of columns and rows in tables, so a
 * new one goes to the end.
 */
public enum SampleDistance {
    /** The exact W2 distance, {@link Wasserstein#exact}. */
    W2("W2", "W2 distance", (a, b, common) -> Wasserstein.exact(a, b)),
    /** {@link Wasserstein#sliced}, along 100 directions. */
    SLICED_W2(
            "sliced W2",
            "sliced W2 distance",
            (a, b, common) -> Wasserstein.sliced(a, b, 100, common.seed(), 1, Monitor.none())),
    /** {@link EnergyDistance}. */
    ENERGY("energy distance", "energy distance", (a, b, common) -> EnergyDistance.between(a, b, 1, Monitor.none())),
    /** The maximum mean discrepancy, {@link MaximumMeanDiscrepancy#distance}. */
    DISCREPANCY("MMD", "maximum mean discrepancy", (a, b, common) -> MaximumMeanDiscrepancy.between(
                    a, b, common.bandwidth(), 1, Monitor.none())
            .distance());

    /**
     * What is the same for all pairs of samples that are compared.
     *
     * @param bandwidth of kernels, above 0: the median distance of target rows
     * @param seed of random directions
     */
    public record Common(double bandwidth, long seed) {}

    @FunctionalInterface
    private interface Measure {
        double between(RowMatrix a, RowMatrix b, Common common);
    }

    private final String label;
    private final String words;
    private final Measure measure;

    SampleDistance(String label, String words, Measure measure) {
        this.label = label;
        this.words = words;
        this.measure = measure;
    }

    /** Its name in tables. */
    public String label() {
        return label;
    }

    /** Its name in sentences. */
    public String words() {
        return words;
    }

    /**
     * On the caller's thread alone; ends by an exception within a second when it is interrupted.
     *
     * @param a sample [n, d]
     * @param b sample [n, d]
     * @throws org.flowmatch.engine.FlowException when a sample is empty or the samples differ in size or columns
     */
    public double between(RowMatrix a, RowMatrix b, Common common) {
        return measure.between(a, b, common);
    }
}
