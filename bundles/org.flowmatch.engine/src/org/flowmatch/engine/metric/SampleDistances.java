// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

/**
 * How far two samples of the same size are from each other, in encoded units. None is 0 for two samples of one law: they are
 * read beside those of two real samples.
 *
 * @param w2 exact W2 distance, {@link Wasserstein#exact}
 * @param slicedW2 {@link Wasserstein#sliced}
 * @param energy energy distance, {@link EnergyDistance}
 * @param discrepancy maximum mean discrepancy, {@link MaximumMeanDiscrepancy#distance}
 */
public record SampleDistances(double w2, double slicedW2, double energy, double discrepancy) {}
