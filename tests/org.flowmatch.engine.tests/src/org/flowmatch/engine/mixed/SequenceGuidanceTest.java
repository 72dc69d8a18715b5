// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.condition.ConditionTables;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.Modelling;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.TestModels;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.JavaSequenceMixer;
import org.flowmatch.engine.network.NetworkSpec;
import org.flowmatch.engine.network.SequenceMixer;
import org.flowmatch.engine.network.TimeFeatures;
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
    private static final int POSITIONS = 3;
    private static final int SYMBOLS = 3;
    private static final int ROWS = 10_000;
    private static final MixedFlow FLOW = new MixedFlow(MadeLaw.FLOW.numbers(), false, true);

    private final Coupling coupling = coupling();
    private final FlowModel model = model(coupling);
    private final JavaSequenceMixer reference =
            new JavaSequenceMixer((SequenceMixer) model.network(), model.inputs(), model.outputs());

    private final double[] parameters = IntStream.range(0, model.weights().length)
            .mapToDouble(i -> model.weights()[i])
            .toArray();
    private final RowMatrix told = condition(1);

    private static Coupling coupling() {
        Random random = new Random(3);
        Table.Builder builder = Table.builder(IntStream.range(0, POSITIONS)
                .mapToObj(k -> new ColumnInfo("p" + k, ColumnKind.TEXT))
                .toList());
        Table.Builder conditions = Table.builder(List.of(new ColumnInfo("kind", ColumnKind.TEXT)));
        for (int row = 0; row < 400; row++) {
            double[] codes = new double[POSITIONS];
            for (int k = 0; k < POSITIONS; k++) {
                codes[k] = builder.dictionary(k).code("abc".charAt(random.nextInt(SYMBOLS)) + "");
            }
            builder.add(codes);
            conditions.add(conditions.dictionary(0).code(row % 2 == 0 ? "even" : "odd"));
        }
        return Coupling.fit(
                new CouplingSettings.Independent(),
                builder.build(),
                Optional.empty(),
                Optional.of(new ConditionTables(conditions.build(), Optional.empty())),
                EncodingSettings.defaults().with(Modelling.AUTOMATIC.withSequences(List.of(List.of("p0", "p1", "p2")))),
                1,
                Monitor.none());
    }

    /** Random weights: conditions, positions and symbols all matter. */
    private static FlowModel model(Coupling coupling) {
        NetworkSpec network =
                new SequenceMixer(2, 8, 6, Activation.SILU, new TimeFeatures.Raw()).of(coupling.encoding());
        FlowModel shape = new FlowModel(
                network,
                new float[0],
                FLOW,
                coupling.encoding(),
                coupling.sourceLaw(),
                TestModels.provenance(0, List.of()),
                coupling.conditionEncoding());
        Random random = new Random(8);
        float[] weights =
                new float[network.layout(shape.inputs(), shape.outputs()).size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (0.5 * random.nextGaussian());
        }
        return shape.with(weights, FLOW);
    }

    private RowMatrix condition(int rows) {
        return model.conditions().encodeFixed(Map.of("kind", "odd"), rows);
    }

    /** The shares of all sequences [27] among sampled ones. */
    private double[] sampled(double weight) {
        SamplingSettings settings = SamplingSettings.of(Solver.EULER, 2).withGuidance(Guidance.of(weight));
        RowMatrix rows = new MixedMover(FLOW, new MixedSettings(1, true))
                .move(
                        model,
                        SourceRows.start(model, ROWS, 5, Monitor.none()),
                        Optional.of(condition(ROWS)),
                        settings,
                        Monitor.none())
                .end();
        double[] shares = new double[27];
        for (int row = 0; row < ROWS; row++) {
            shares[(int) rows.get(row, 0) * 9 + (int) rows.get(row, 1) * 3 + (int) rows.get(row, 2)] += 1.0 / ROWS;
        }
        return shares;
    }

    /** The law of the sequences [27] by enumeration of orders and symbols. */
    private double[] exact(double weight) {
        double[] law = new double[27];
        int[][] orders = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
        for (int[] order : orders) {
            for (int sequence = 0; sequence < 27; sequence++) {
                int[] symbols = {sequence / 9, sequence / 3 % 3, sequence % 3};
                boolean[] known = new boolean[POSITIONS];
                double probability = 1.0 / orders.length;
                for (int position : order) {
                    probability *= guided(symbols, known, position, weight)[symbols[position]];
                    known[position] = true;
                }
                law[sequence] += probability;
            }
        }
        return law;
    }

    private double[] guided(int[] symbols, boolean[] known, int position, double weight) {
        double[] bound = probabilities(symbols, known, position, true);
        double[] free = probabilities(symbols, known, position, false);
        double[] mass = IntStream.range(0, SYMBOLS)
                .mapToDouble(s -> Math.pow(bound[s], weight) * Math.pow(free[s], 1 - weight))
                .toArray();
        double total = Arrays.stream(mass).sum();
        return Arrays.stream(mass).map(m -> m / total).toArray();
    }

    /** p(. | known symbols) of a position at the first time, with the condition or without it. */
    private double[] probabilities(int[] symbols, boolean[] known, int position, boolean conditioned) {
        double[] x = new double[model.inputs()];
        for (int k = 0; k < POSITIONS; k++) {
            if (known[k]) {
                x[1 + k * SYMBOLS + symbols[k]] = 1;
            }
        }
        for (int i = 0; conditioned && i < told.columns(); i++) {
            x[1 + POSITIONS * SYMBOLS + i] = told.get(0, i);
        }
        double[] logits = reference.velocity(parameters, x, 0);
        double[] mass = IntStream.range(0, SYMBOLS)
                .mapToDouble(s -> Math.exp(logits[1 + position * SYMBOLS + s]))
                .toArray();
        double total = Arrays.stream(mass).sum();
        return Arrays.stream(mass).map(m -> m / total).toArray();
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
