// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.likelihood;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.condition.ConditionEncoding;
import org.flowmatch.engine.data.RowMatrix;
import org.flowmatch.engine.data.Table;
import org.flowmatch.engine.dynamics.AffineVelocity;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.TestModels;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.network.ParameterLayout;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.path.LinearPath;
import org.flowmatch.engine.sampling.SamplingSettings;
import org.flowmatch.engine.sampling.SourceRows;
import org.flowmatch.engine.solver.Solver;
import org.junit.jupiter.api.Test;

/** Networks with conditions and with a score head have the density of the plain network that they contain. */
class LikelihoodNetworksTest {
    private static final int D = 3;
    private static final Mlp NETWORK = new Mlp(List.of(16, 16), Activation.SILU, new TimeFeatures.Raw());
    private static final FlowModel PLAIN = TestModels.random(D, NETWORK, new LinearPath(), 1);
    private static final RowMatrix ROWS = SourceRows.gaussian(40, D, 1, 2);

    /** A condition c adds W_c c to the sums of the first layer: the plain network with that bias is the same flow. */
    @Test
    void aConditionIsABias() {
        ConditionEncoding conditions = ConditionEncoding.fit(Table.numbers("size", new double[] {1, 2, 4}), "table");
        int m = conditions.features();
        float[] weights = NETWORK.initialWeights(D + m, D, 5);
        FlowModel conditional = model(weights, conditions, false);
        RowMatrix features = conditions.encodeFixed(Map.of("size", "3"), ROWS.rows());
        for (Divergence divergence : List.of(Divergence.EXACT, Divergence.HUTCHINSON)) {
            double[] expected = score(model(folded(weights, m, features), ConditionEncoding.none(), false), divergence);
            double[] scored = Likelihood.of(
                            conditional, ROWS, Optional.of(features), settings(divergence), Monitor.none())
                    .logDensity();
            assertArrayEquals(expected, scored, 1e-4);
        }
        FlowException error = assertThrows(FlowException.class, () -> score(conditional, Divergence.EXACT));
        assertTrue(error.problem().contains("size"), error.problem());
    }

    private static float[] folded(float[] weights, int m, RowMatrix features) {
        ParameterLayout from = NETWORK.layout(D + m, D);
        ParameterLayout to = NETWORK.layout(D, D);
        float[] plain = new float[to.size()];
        int width = NETWORK.widths().get(0);
        int inputs = D + m + 1;
        for (int unit = 0; unit < width; unit++) {
            int row = unit * inputs;
            System.arraycopy(weights, row, plain, unit * (D + 1), D);
            plain[unit * (D + 1) + D] = weights[row + D + m];
            float bias = weights[from.entries().get(1).offset() + unit];
            for (int c = 0; c < m; c++) {
                bias += weights[row + D + c] * features.get(0, c);
            }
            plain[to.entries().get(1).offset() + unit] = bias;
        }
        int rest = to.entries().get(2).offset();
        System.arraycopy(weights, from.entries().get(2).offset(), plain, rest, plain.length - rest);
        return plain;
    }

    /** The head's outputs lie behind the velocity's and do not enter the flow. */
    @Test
    void aScoreHeadIsNoPartOfTheFlow() {
        ParameterLayout plain = NETWORK.layout(D, D);
        ParameterLayout headed = NETWORK.layout(D, 2 * D);
        float[] weights = NETWORK.initialWeights(D, 2 * D, 6);
        int last = plain.entries().size() - 2;
        int matrix = plain.entries().get(last).offset();
        System.arraycopy(
                PLAIN.weights(),
                0,
                weights,
                0,
                matrix + plain.entries().get(last).size());
        int bias = plain.entries().get(last + 1).offset();
        System.arraycopy(
                PLAIN.weights(), bias, weights, headed.entries().get(last + 1).offset(), D);
        FlowModel model = model(weights, ConditionEncoding.none(), true);
        for (Divergence divergence : List.of(Divergence.EXACT, Divergence.HUTCHINSON)) {
            assertArrayEquals(score(PLAIN, divergence), score(model, divergence), 1e-4);
        }
    }

    @Test
    void stepsAlongTheCurveApproachTheOthers() {
        SamplingSettings curve = SamplingSettings.of(Solver.CURVE_AWARE_EULER, 2000);
        double[] scored = Likelihood.of(
                        PLAIN,
                        ROWS,
                        Optional.empty(),
                        new LikelihoodSettings(curve, Divergence.EXACT, 8, ProbeLaw.GAUSSIAN, 0),
                        Monitor.none())
                .logDensity();
        assertArrayEquals(score(PLAIN, Divergence.EXACT), scored, 5e-3);
    }

    private static double[] score(FlowModel model, Divergence divergence) {
        return Likelihood.of(model, ROWS, Optional.empty(), settings(divergence), Monitor.none())
                .logDensity();
    }

    private static LikelihoodSettings settings(Divergence divergence) {
        return new LikelihoodSettings(SamplingSettings.of(Solver.RK4, 20), divergence, 4, ProbeLaw.RADEMACHER, 0);
    }

    private static FlowModel model(float[] weights, ConditionEncoding conditions, boolean scoreHead) {
        return new FlowModel(
                NETWORK,
                weights,
                new AffineVelocity(PLAIN.velocity().path(), PLAIN.velocity().prediction(), scoreHead),
                PLAIN.encoding(),
                PLAIN.source(),
                PLAIN.provenance(),
                conditions);
    }
}
