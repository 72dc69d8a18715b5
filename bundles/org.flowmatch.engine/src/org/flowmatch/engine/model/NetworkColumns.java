// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.model;

import java.util.List;
import org.flowmatch.engine.data.RowSpace;
import org.flowmatch.engine.dynamics.Dynamics;
import org.flowmatch.engine.loss.Outputs;

/**
 * What a network takes in and gives out for the rows of a space.
 *
 * @param inputs the numbers of a row, then its labels as one of their levels each, all zeros where one is not known, then
 *     flags of numbers and of labels that are given, then the labels of its source row, then the m features of its condition, then features of the length of a step
 * @param outputs what the dynamics predict of each number, then logits of each label; a loss divides by their terms
 */
public record NetworkColumns(int inputs, Outputs outputs) {

    /** @param features m, 0 without conditions */
    public static NetworkColumns of(RowSpace space, int features, Dynamics dynamics) {
        int numbers = Math.max(1, space.numbers());
        List<Integer> labels = space.labels();
        int levels = sum(labels);
        int sourceLevels = dynamics.sourceLabels() ? sum(space.sourceLabels()) : 0;
        return new NetworkColumns(
                numbers
                        + levels
                        + (dynamics.anyColumns() ? numbers : 0)
                        + (dynamics.labelFlags() ? labels.size() : 0)
                        + sourceLevels
                        + features
                        + dynamics.stepFeatures(),
                new Outputs(numbers, dynamics.outputs(numbers) / numbers, labels));
    }

    private static int sum(List<Integer> levels) {
        return levels.stream().mapToInt(Integer::intValue).sum();
    }
}
