// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.loss;

import java.util.List;

/**
 * What the outputs of a network are, in their order: one prediction after another of all numbers of a row, then a group of
 * logits for each label of a row.
 *
 * @param numbers d of a row, at least 0
 * @param predictions of each number, at least 1: its velocity, or that and its noise
 * @param groups for each label the number of its levels, at least 1
 */
public record Outputs(int numbers, int predictions, List<Integer> groups) {
    public Outputs {
        groups = List.copyOf(groups);
        if (numbers < 0 || predictions < 1 || groups.stream().anyMatch(levels -> levels < 1)) {
            throw new IllegalArgumentException(
                    numbers + " numbers, " + predictions + " predictions, groups of " + groups + " levels");
        }
    }

    /** One prediction of each of d numbers. */
    public static Outputs ofNumbers(int numbers) {
        return new Outputs(numbers, 1, List.of());
    }

    /** Outputs that are regressed on numbers. */
    public int regressed() {
        return numbers * predictions;
    }

    /** All of them. */
    public int count() {
        return regressed() + groups.stream().mapToInt(Integer::intValue).sum();
    }

    /** Numbers and labels of a row, by whose number its loss is divided. */
    public int terms() {
        return numbers + groups.size();
    }
}
