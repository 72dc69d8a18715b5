// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.flowmatch.engine.Range;
import org.flowmatch.engine.metric.Wasserstein;
import org.flowmatch.engine.torchscript.DeviceChoice;

/**
 * How models are compared.
 *
 * @param rows that each model makes, beside as many test rows, and test rows that are scored, 10 to
 *     {@value Wasserstein#LARGEST_EXACT}; the time of a W2 distance grows with their cube
 * @param evaluations of the network per row, at most, 1 to 1,024
 * @param fewer whether rows are also made with 1, 2, 4, ... evaluations
 * @param sampler which makes the rows
 * @param densities whether test rows are scored
 * @param device where networks run
 * @param seed of noise and of the choice of test rows
 */
public record ComparisonSettings(
        int rows,
        int evaluations,
        boolean fewer,
        SamplerRule sampler,
        boolean densities,
        DeviceChoice device,
        long seed) {
    public static final Range ROWS = Range.between(10, Wasserstein.LARGEST_EXACT);
    public static final Range EVALUATIONS = Range.between(1, 1024);
    public static final int DEFAULT_ROWS = 1000;
    public static final int DEFAULT_EVALUATIONS = 100;

    public ComparisonSettings {
        Objects.requireNonNull(sampler, "sampler");
        Objects.requireNonNull(device, "device");
        ROWS.check("The number of rows", rows, "Choose a number in this range; " + DEFAULT_ROWS + " is usual.");
        EVALUATIONS.check(
                "The number of evaluations",
                evaluations,
                "Choose a number in this range; " + DEFAULT_EVALUATIONS + " is usual.");
    }

    /** {@value #DEFAULT_ROWS} rows, up to {@value #DEFAULT_EVALUATIONS} evaluations of each kind's usual sampler, with densities. */
    public static ComparisonSettings defaults() {
        return new ComparisonSettings(
                DEFAULT_ROWS, DEFAULT_EVALUATIONS, true, SamplerRule.USUAL, true, DeviceChoice.AUTO, 0);
    }

    /** The numbers of evaluations, growing. */
    List<Integer> numbersOfEvaluations() {
        List<Integer> numbers = new ArrayList<>();
        for (int number = 1; fewer && number < evaluations; number *= 2) {
            numbers.add(number);
        }
        numbers.add(evaluations);
        return numbers;
    }
}
