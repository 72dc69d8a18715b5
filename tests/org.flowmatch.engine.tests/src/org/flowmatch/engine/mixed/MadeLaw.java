// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.mixed;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.condition.ConditionTables;
import org.flowmatch.engine.coupling.Coupling;
import org.flowmatch.engine.coupling.CouplingSettings;
import org.flowmatch.engine.data.ColumnInfo;
import org.flowmatch.engine.data.ColumnKind;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.dynamics.AffineVelocity;
import org.flowmatch.engine.encoding.EncodingSettings;
import org.flowmatch.engine.encoding.Modelling;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.NetworkColumns;
import org.flowmatch.engine.model.TestModels;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.network.Waves;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.path.Prediction;
import org.flowmatch.engine.training.Budget;
import org.flowmatch.engine.training.Optimiser;
import org.flowmatch.engine.training.Trainer;
import org.flowmatch.engine.training.TrainingSettings;

/**
 * Rows of a law whose probabilities are known: a label a of three levels, a label b that depends on it, a number x that depends
 * on a and lacks its value more often for one level of b, a number y that depends on b, and a number s that often is 0.
 */
public final class MadeLaw {
    static final double[] A = {0.5, 0.3, 0.2};
    /** Of the first level of b, by a. */
    static final double[] B = {0.8, 0.3, 0.5};
    /** Means of x by a; its deviation is 0.5. */
    static final double[] X = {-1, 0.5, 2};
    /** Share of rows without x, by b. */
    static final double[] GAP = {0.05, 0.4};
    /** Means of y by b; its deviation is 0.7. */
    static final double[] Y = {1, -1};
    /** Share of rows in which s is 0, by a. */
    static final double[] ZERO = {0.5, 0.1, 0.1};

    static final EncodingSettings AUTOMATIC = EncodingSettings.defaults().with(Modelling.AUTOMATIC);
    static final Mlp NETWORK = new Mlp(List.of(64, 64), Activation.SILU, new TimeFeatures.Fourier(2));
    static final MixedFlow FLOW = new MixedFlow(new AffineVelocity(new LinearPath(), Prediction.VELOCITY), true, true);

    private static final int STEPS = 4000;
    private static final String[] OF_A = {"a1", "a2", "a3"};
    private static final String[] OF_B = {"b1", "b2"};

    private static FlowModel trained;

    private MadeLaw() {}

    public static Table table(int rows, long seed) {
        Random random = new Random(seed);
        Table.Builder builder = Table.builder(List.of(
                new ColumnInfo("a", ColumnKind.TEXT),
                new ColumnInfo("b", ColumnKind.TEXT),
                new ColumnInfo("x", ColumnKind.DOUBLE),
                new ColumnInfo("y", ColumnKind.DOUBLE),
                new ColumnInfo("s", ColumnKind.DOUBLE)));
        for (int row = 0; row < rows; row++) {
            double u = random.nextDouble();
            int a = u < A[0] ? 0 : u < A[0] + A[1] ? 1 : 2;
            int b = random.nextDouble() < B[a] ? 0 : 1;
            double x = random.nextDouble() < GAP[b] ? Double.NaN : X[a] + 0.5 * random.nextGaussian();
            double y = Y[b] + 0.7 * random.nextGaussian();
            double s = random.nextDouble() < ZERO[a] ? 0 : 1 + Math.abs(random.nextGaussian());
            builder.add(
                    builder.dictionary(0).code(OF_A[a]), builder.dictionary(1).code(OF_B[b]), x, y, s);
        }
        return builder.build();
    }

    /** The place among the levels of a cell of a or b. */
    static int level(Table table, int row, int column) {
        return table.dictionary(column).text((int) table.get(row, column)).charAt(1) - '1';
    }

    public static Coupling coupling(Table table, CouplingSettings settings) {
        return Coupling.fit(settings, table, Optional.empty(), AUTOMATIC, 1, Monitor.none());
    }

    public static Coupling coupling(int rows) {
        return coupling(table(rows, 1), new CouplingSettings.Independent());
    }

    /** A coupling of all columns but a, which is the condition. */
    static Coupling conditional(int rows) {
        Table table = table(rows, 1);
        return Coupling.fit(
                new CouplingSettings.Independent(),
                table.choose(table.columns().subList(1, 5)),
                Optional.empty(),
                Optional.of(new ConditionTables(table.choose(table.columns().subList(0, 1)), Optional.empty())),
                AUTOMATIC,
                1,
                Monitor.none());
    }

    static FlowModel train(Coupling coupling, MixedFlow flow, int steps) {
        TrainingSettings settings = TrainingSettings.defaults()
                .withBudget(new Budget.Steps(steps))
                .withBatchSize(256)
                .withOptimiser(Optimiser.defaults().withLearningRate(4e-3))
                .withEmaDecay(0.99);
        Mlp network = NETWORK.with(new Waves(coupling.space().numbers(), List.of(2, 6)));
        return Trainer.train(coupling, MixedRegression.of(flow), network, settings, Optional.empty(), Monitor.none())
                .model();
    }

    /** A model of 8,000 rows that has learnt the law; any columns may be given, and labels may come first. */
    static synchronized FlowModel trained() {
        if (trained == null) {
            trained = train(coupling(8000), FLOW, STEPS);
        }
        return trained;
    }

    /** A model of random weights. */
    public static FlowModel random(Coupling coupling, MixedFlow flow) {
        NetworkColumns columns = NetworkColumns.of(coupling.space(), coupling.conditionFeatures(), flow);
        Random random = new Random(7);
        float[] weights = new float
                [NETWORK.layout(columns.inputs(), columns.outputs().count()).size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (0.3 * random.nextGaussian());
        }
        return new FlowModel(
                NETWORK,
                weights,
                flow,
                coupling.encoding(),
                coupling.sourceLaw(),
                TestModels.provenance(0, List.of()),
                coupling.conditionEncoding());
    }
}
