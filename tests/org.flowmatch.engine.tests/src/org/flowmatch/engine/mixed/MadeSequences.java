// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

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

/**
 * Sequences of three symbols out of three with a condition, and a mixer of random weights that tells what becomes of them: small enough
 * for brute force over all of them.
 */
final class MadeSequences {
    static final int POSITIONS = 3;
    static final int SYMBOLS = 3;
    static final int ALL = 27;
    static final int HIDDEN = -1;

    private final FlowModel model;
    private final JavaSequenceMixer reference;
    private final double[] parameters;
    private final RowMatrix told;

    MadeSequences(MixedFlow flow) {
        model = model(coupling(), flow);
        reference = new JavaSequenceMixer((SequenceMixer) model.network(), model.inputs(), model.outputs());
        parameters = IntStream.range(0, model.weights().length)
                .mapToDouble(i -> model.weights()[i])
                .toArray();
        told = condition(1);
    }

    FlowModel model() {
        return model;
    }

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
    private static FlowModel model(Coupling coupling, MixedFlow flow) {
        NetworkSpec network =
                new SequenceMixer(2, 8, 6, Activation.SILU, new TimeFeatures.Raw()).of(coupling.encoding());
        FlowModel shape = new FlowModel(
                network,
                new float[0],
                flow,
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
        return shape.with(weights, flow);
    }

    RowMatrix condition(int rows) {
        return model.conditions().encodeFixed(Map.of("kind", "odd"), rows);
    }

    /** The shares [27] of all sequences among rows. */
    static double[] shares(RowMatrix rows) {
        double[] shares = new double[ALL];
        for (int row = 0; row < rows.rows(); row++) {
            shares[(int) rows.get(row, 0) * 9 + (int) rows.get(row, 1) * 3 + (int) rows.get(row, 2)] +=
                    1.0 / rows.rows();
        }
        return shares;
    }

    /** The symbols of a sequence by its number. */
    static int[] symbols(int sequence) {
        return new int[] {sequence / 9, sequence / 3 % 3, sequence % 3};
    }

    /** p(. | symbols) of a position at a time, with the condition or without it; hidden symbols are {@link #HIDDEN}. */
    double[] probabilities(int[] symbols, int position, double t, boolean conditioned) {
        double[] x = new double[model.inputs()];
        for (int k = 0; k < POSITIONS; k++) {
            if (symbols[k] != HIDDEN) {
                x[1 + k * SYMBOLS + symbols[k]] = 1;
            }
        }
        for (int i = 0; conditioned && i < told.columns(); i++) {
            x[1 + POSITIONS * SYMBOLS + i] = told.get(0, i);
        }
        double[] logits = reference.velocity(parameters, x, t);
        double[] mass = IntStream.range(0, SYMBOLS)
                .mapToDouble(s -> Math.exp(logits[1 + position * SYMBOLS + s]))
                .toArray();
        double total = Arrays.stream(mass).sum();
        return Arrays.stream(mass).map(m -> m / total).toArray();
    }

    /** p_cond^g p_free^(1 - g) of the symbols of a position, not made to add up to 1. */
    double[] guided(int[] symbols, int position, double t, double weight) {
        double[] bound = probabilities(symbols, position, t, true);
        double[] free = probabilities(symbols, position, t, false);
        return IntStream.range(0, SYMBOLS)
                .mapToDouble(s -> Math.pow(bound[s], weight) * Math.pow(free[s], 1 - weight))
                .toArray();
    }
}
