// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.metric;

import java.util.Arrays;
import java.util.List;

/**
 * The area under a receiver operating characteristic (AUC): the probability that a row of the one kind scores higher than one of
 * the other, ties counting half; with its variance after DeLong and others (1988), by ranks (Sun and Xu 2014).
 *
 * @param area 0 to 1
 * @param variance of the area; NaN when a kind has a single row
 */
public record AreaUnderCurve(double area, double variance) {

    /**
     * @param ones scores of rows that should score high [n], n at least 1
     * @param zeros scores of the others [m], m at least 1
     */
    public static AreaUnderCurve of(double[] ones, double[] zeros) {
        double[] sortedOnes = sorted(ones);
        double[] sortedZeros = sorted(zeros);
        double[] below = placements(sortedOnes, sortedZeros);
        double[] above = placements(sortedZeros, sortedOnes);
        double area = Arrays.stream(below).average().orElseThrow();
        return new AreaUnderCurve(area, variance(below) / below.length + variance(above) / above.length);
    }

    /** The mean of areas of different rows, such as those of the folds of a cross-validation (LeDell and others 2015). */
    public static AreaUnderCurve mean(List<AreaUnderCurve> areas) {
        double n = areas.size();
        return new AreaUnderCurve(
                areas.stream().mapToDouble(AreaUnderCurve::area).sum() / n,
                areas.stream().mapToDouble(AreaUnderCurve::variance).sum() / n / n);
    }

    /** The area with its 95% interval. */
    public Estimate estimate() {
        return Estimate.normal(area, Math.sqrt(variance), 0, 1);
    }

    private static double[] sorted(double[] scores) {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        if (sorted.length == 0 || Double.isNaN(sorted[sorted.length - 1])) {
            throw new IllegalArgumentException("scores are missing or NaN");
        }
        return sorted;
    }

    /** Of each number the share of the others that lie below it, equal ones counting half. */
    private static double[] placements(double[] sorted, double[] others) {
        double[] placements = new double[sorted.length];
        int less = 0;
        int notMore = 0;
        for (int i = 0; i < sorted.length; i++) {
            while (less < others.length && others[less] < sorted[i]) {
                less++;
            }
            while (notMore < others.length && others[notMore] <= sorted[i]) {
                notMore++;
            }
            placements[i] = (less + notMore) / 2.0 / others.length;
        }
        return placements;
    }

    private static double variance(double[] numbers) {
        double mean = Arrays.stream(numbers).average().orElseThrow();
        return Arrays.stream(numbers).map(x -> (x - mean) * (x - mean)).sum() / (numbers.length - 1);
    }
}
