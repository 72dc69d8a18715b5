// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import org.flowmatch.engine.solver.TimeGrid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sequences sampled by guided rates R_cond^g R_free^(1 - g), from hidden and from uniform symbols, against brute force over all states on
 * the way: the laws behind each step are products of numbers that the network in Java gives.
 */
class GuidedRatesTest {
    private static final int ROWS = 10_000;
    private static final MixedFlow HIDDEN = new MixedFlow(MadeLaw.FLOW.numbers(), false, true);
    private static final MixedFlow UNIFORM =
            new MixedFlow(MadeLaw.FLOW.numbers(), false, false, false, false, LabelSource.UNIFORM);

    private static double[] sampled(MadeSequences made, MixedFlow flow, MixedSettings labels, int steps, double g) {
        RowMatrix rows = new MixedMover(flow, labels)
                .move(
                        made.model(),
                        SourceRows.start(made.model(), ROWS, 5, Monitor.none()),
                        Optional.of(made.condition(ROWS)),
                        SamplingSettings.of(Solver.EULER, steps).withGuidance(Guidance.of(g)),
                        Monitor.none())
                .end();
        return MadeSequences.shares(rows);
    }

    /** Of 27 shares of 10,000 rows each lies within five standard deviations of its probability. */
    private static void requireLaw(double[] exact, double[] sampled) {
        assertEquals(1, Arrays.stream(exact).sum(), 1e-9);
        for (int sequence = 0; sequence < exact.length; sequence++) {
            double deviation = Math.sqrt(exact[sequence] * (1 - exact[sequence]) / ROWS);
            assertEquals(exact[sequence], sampled[sequence], 5 * deviation + 1e-4, "sequence " + sequence);
        }
    }

    /**
     * Adds what becomes of rows with these symbols, of which the hidden ones come next by their shares in the sum of rates.
     *
     * @param alike whether all hidden ones come next with the same chance instead
     */
    private static void race(
            MadeSequences made, int[] symbols, double probability, double g, boolean alike, double[] law) {
        double[][] rates = new double[MadeSequences.POSITIONS][];
        double total = 0;
        for (int k = 0; k < rates.length; k++) {
            rates[k] = symbols[k] == MadeSequences.HIDDEN ? made.guided(symbols, k, 0, g) : new double[3];
            double sum = Arrays.stream(rates[k]).sum();
            if (alike && sum > 0) {
                rates[k] = Arrays.stream(rates[k]).map(rate -> rate / sum).toArray();
            }
            total += Arrays.stream(rates[k]).sum();
        }
        if (total == 0) {
            law[symbols[0] * 9 + symbols[1] * 3 + symbols[2]] += probability;
        }
        for (int k = 0; total > 0 && k < rates.length; k++) {
            for (int s = 0; s < rates[k].length && symbols[k] == MadeSequences.HIDDEN; s++) {
                int[] next = symbols.clone();
                next[k] = s;
                race(made, next, probability * rates[k][s] / total, g, alike, law);
            }
        }
    }

    private static double[] raced(MadeSequences made, double g, boolean alike) {
        double[] law = new double[MadeSequences.ALL];
        race(made, new int[] {-1, -1, -1}, 1, g, alike, law);
        return law;
    }

    /** In one step the network sees one time, and symbols come in the order that their rates give. */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 4})
    void hiddenSymbolsComeInTheOrderOfTheirRates(double g) {
        MadeSequences made = new MadeSequences(HIDDEN);
        requireLaw(raced(made, g, false), sampled(made, HIDDEN, MixedSettings.DEFAULT, 1, g));
    }

    /** Were all orders alike probable, as without guidance, the law were another one. */
    @Test
    void theOrderMattersToTheLaw() {
        MadeSequences made = new MadeSequences(HIDDEN);
        double[] raced = raced(made, 4, false);
        double[] alike = raced(made, 4, true);
        double differ = IntStream.range(0, raced.length)
                .mapToDouble(i -> Math.abs(raced[i] - alike[i]) / 2)
                .sum();
        assertEquals(0.05, differ, 0.005);
        assertArrayEquals(raced(made, 1, true), raced(made, 1, false), 1e-9);
    }

    /** The law of the states [64], hidden symbols being the fourth, behind leaps in which each symbol comes by itself. */
    private static double[] leaptFromHidden(MadeSequences made, int steps, double g) {
        double[] grid = TimeGrid.uniform(0, 1, steps);
        double[] law = new double[64];
        law[63] = 1;
        for (int step = 0; step < steps; step++) {
            double left = (1 - grid[step + 1]) / (1 - grid[step]);
            double[] next = new double[64];
            for (int state = 0; state < 64; state++) {
                int[] symbols = {state / 16, state / 4 % 4, state % 4};
                int[] told = Arrays.stream(symbols).map(s -> s == 3 ? -1 : s).toArray();
                double[][] moves = new double[3][];
                for (int k = 0; k < 3; k++) {
                    moves[k] = new double[4];
                    if (told[k] >= 0) {
                        moves[k][symbols[k]] = 1;
                        continue;
                    }
                    double[] mass = made.guided(told, k, grid[step], g);
                    double total = Arrays.stream(mass).sum();
                    moves[k][3] = Math.pow(left, total);
                    for (int s = 0; s < 3; s++) {
                        moves[k][s] = (1 - moves[k][3]) * mass[s] / total;
                    }
                }
                for (int to = 0; to < 64; to++) {
                    next[to] += law[state] * moves[0][to / 16] * moves[1][to / 4 % 4] * moves[2][to % 4];
                }
            }
            law = next;
        }
        double[] sequences = new double[MadeSequences.ALL];
        for (int i = 0; i < sequences.length; i++) {
            sequences[i] = law[i / 9 * 16 + i / 3 % 3 * 4 + i % 3];
        }
        return sequences;
    }

    @Test
    void symbolsOfAStepComeTogetherAtGuidedRates() {
        MadeSequences made = new MadeSequences(HIDDEN);
        MixedSettings together = new MixedSettings(1, false, true, 0);
        requireLaw(leaptFromHidden(made, 3, 2.5), sampled(made, HIDDEN, together, 3, 2.5));
    }

    /** The law of the sequences [27] behind leaps from uniform symbols. */
    static double[] leaptFromUniform(MadeSequences made, double[] grid, double g) {
        int all = MadeSequences.ALL;
        double[] law = new double[all];
        Arrays.fill(law, 1.0 / all);
        for (int step = 0; step < grid.length - 1; step++) {
            double left = (1 - grid[step + 1]) / (1 - grid[step]);
            double[] next = new double[all];
            for (int state = 0; state < all; state++) {
                int[] symbols = MadeSequences.symbols(state);
                double[][] moves = new double[3][];
                for (int k = 0; k < 3; k++) {
                    double[] mass = g == 1
                            ? made.probabilities(symbols, k, grid[step], true)
                            : made.guided(symbols, k, grid[step], g);
                    double total = Arrays.stream(mass).sum();
                    double stays = Math.pow(left, total);
                    moves[k] = Arrays.stream(mass)
                            .map(m -> (1 - stays) * m / total)
                            .toArray();
                    moves[k][symbols[k]] += stays;
                }
                for (int to = 0; to < all; to++) {
                    int[] symbol = MadeSequences.symbols(to);
                    next[to] += law[state] * moves[0][symbol[0]] * moves[1][symbol[1]] * moves[2][symbol[2]];
                }
            }
            law = next;
        }
        return law;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 2.5})
    void uniformSymbolsJumpByTheLawOfBruteForce(double g) {
        MadeSequences made = new MadeSequences(UNIFORM);
        MixedSettings labels = new MixedSettings(1, false, true, 0);
        double[] exact = leaptFromUniform(made, TimeGrid.uniform(0, 1, 4), g);
        requireLaw(exact, sampled(made, UNIFORM, labels, 4, g));
    }

    /** kappa = t^2 of labels alone is the grid of squares. */
    @Test
    void theScheduleOfLabelsAloneIsAGrid() {
        MadeSequences made = new MadeSequences(UNIFORM);
        MixedSettings labels = new MixedSettings(1, false, true, 0, LabelSchedule.QUADRATIC);
        double[] squares =
                Arrays.stream(TimeGrid.uniform(0, 1, 4)).map(t -> t * t).toArray();
        requireLaw(leaptFromUniform(made, squares, 1), sampled(made, UNIFORM, labels, 4, 1));
    }

    /** The mean of log p(sequence | condition) - log p(sequence) by the law without leaps grows with the weight. */
    @Test
    void theConditionIsObeyedMoreAsTheWeightGrows() {
        MadeSequences made = new MadeSequences(UNIFORM);
        double[] grid = TimeGrid.uniform(0, 1, 8);
        double[] bound = leaptFromUniform(made, grid, 1);
        double[] free = leaptFromUniform(made, grid, 0);
        double before = Double.NEGATIVE_INFINITY;
        for (double g : new double[] {0, 0.5, 1, 2.5, 4}) {
            double[] shares = sampled(made, UNIFORM, new MixedSettings(1, false, true, 0), 8, g);
            double obeyed = IntStream.range(0, shares.length)
                    .mapToDouble(s -> shares[s] * Math.log(bound[s] / free[s]))
                    .sum();
            assertTrue(obeyed > before, "weight " + g + ": " + obeyed + " after " + before);
            before = obeyed;
        }
    }
}
