// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.sampling.Guidance;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.sampling.SourceRows;
import org.flowmatch.engine.solver.Solver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Guided sequences against brute force over all of them: each symbol is drawn from p(s | known, condition)^g p(s | known)^(1 - g), made
 * to add up to 1, in every order of the positions alike.
 */
class SequenceGuidanceTest {
    private static final int ROWS = 10_000;
    private static final MixedFlow FLOW = new MixedFlow(MadeLaw.FLOW.numbers(), false, true);

    private final MadeSequences made = new MadeSequences(FLOW);

    /** The shares of all sequences [27] among sampled ones. */
    private double[] sampled(double weight) {
        SamplingSettings settings = SamplingSettings.of(Solver.EULER, 2).withGuidance(Guidance.of(weight));
        RowMatrix rows = new MixedMover(FLOW, new MixedSettings(1, true))
                .move(
                        made.model(),
                        SourceRows.start(made.model(), ROWS, 5, Monitor.none()),
                        Optional.of(made.condition(ROWS)),
                        settings,
                        Monitor.none())
                .end();
        return MadeSequences.shares(rows);
    }

    /** The law of the sequences [27] by enumeration of orders and symbols. */
    private double[] exact(double weight) {
        double[] law = new double[27];
        int[][] orders = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
        for (int[] order : orders) {
            for (int sequence = 0; sequence < 27; sequence++) {
                int[] symbols = MadeSequences.symbols(sequence);
                int[] known = {MadeSequences.HIDDEN, MadeSequences.HIDDEN, MadeSequences.HIDDEN};
                double probability = 1.0 / orders.length;
                for (int position : order) {
                    double[] mass = made.guided(known, position, 0, weight);
                    probability *= mass[symbols[position]] / Arrays.stream(mass).sum();
                    known[position] = symbols[position];
                }
                law[sequence] += probability;
            }
        }
        return law;
    }

    /** Shares of 10,000 rows lie within five standard deviations, at most 0.025, of their probabilities. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1, 2.5})
    void guidedSequencesFollowTheLawOfBruteForce(double weight) {
        double[] exact = exact(weight);
        assertEquals(1, Arrays.stream(exact).sum(), 1e-9);
        double[] sampled = sampled(weight);
        for (int sequence = 0; sequence < 27; sequence++) {
            double deviation = Math.sqrt(exact[sequence] * (1 - exact[sequence]) / ROWS);
            assertEquals(exact[sequence], sampled[sequence], 5 * deviation + 1e-4, "sequence " + sequence);
        }
    }

    /** The mean of log p(sequence | condition) - log p(sequence) grows with the weight: the condition is obeyed more. */
    @Test
    void theConditionIsObeyedMoreAsTheWeightGrows() {
        double[] bound = exact(1);
        double[] free = exact(0);
        double before = Double.NEGATIVE_INFINITY;
        for (double weight : new double[] {0, 0.5, 1, 1.5, 2.5, 4}) {
            double[] shares = sampled(weight);
            double obeyed = IntStream.range(0, 27)
                    .mapToDouble(s -> shares[s] * Math.log(bound[s] / free[s]))
                    .sum();
            assertTrue(obeyed > before + 0.01, "weight " + weight + ": " + obeyed + " after " + before);
            before = obeyed;
        }
    }
}
