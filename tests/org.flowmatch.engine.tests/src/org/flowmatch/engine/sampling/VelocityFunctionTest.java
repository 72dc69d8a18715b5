// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.flowmatch.engine.model.FlowModel;
import org.flowmatch.engine.model.TestModels;
import org.flowmatch.engine.network.Activation;
import org.flowmatch.engine.network.ResidualMlp;
import org.flowmatch.engine.network.TimeFeatures;
import org.flowmatch.engine.path.LinearPath;
import org.junit.jupiter.api.Test;

class VelocityFunctionTest {
    @Test
    void oneTimeForAllRowsIsTheSameTimeForEach() {
        float[] x = SourceRows.gaussian(3000, 2, 1, 4).toArray();
        float[] times = new float[3000];
        Arrays.fill(times, 0.3f);
        try (VelocityFunction velocity = VelocityFunction.of(TestModels.random(2))) {
            assertArrayEquals(velocity.at(0.3f, x), velocity.at(times, x), 1e-6f);
        }
    }

    /** A network that has no program of its own for rows as columns. */
    @Test
    void anyNetworkMayMoveRows() {
        ResidualMlp network = new ResidualMlp(2, 24, 8, Activation.SILU, new TimeFeatures.Fourier(2));
        FlowModel plain = TestModels.random(3);
        float[] weights = new float[network.layout(3, 3).size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) Math.sin(i) / 5;
        }
        FlowModel model =
                new FlowModel(network, weights, plain.dynamics(), plain.encoding(), plain.source(), plain.provenance());
        float[] x = SourceRows.gaussian(1300, 3, 1, 4).toArray();
        float[] times = new float[1300];
        Arrays.fill(times, 0.3f);
        try (VelocityFunction velocity = VelocityFunction.of(model)) {
            assertArrayEquals(velocity.at(times, x), velocity.at(0.3f, x), 1e-5f);
        }
    }

    /** v = matrix x + drift t, by hand, for a row beyond the first chunk. */
    @Test
    void aLinearFieldIsItself() {
        FlowModel model = TestModels.linear(new double[][] {{1, 2}, {0, -1}}, new double[] {0.5, 0}, new LinearPath());
        float[] x = new float[4000];
        x[3000] = 1;
        x[3001] = -3;
        float[] times = new float[2000];
        times[1500] = 0.5f;
        try (VelocityFunction velocity = VelocityFunction.of(model)) {
            float[] v = velocity.at(times, x);
            assertArrayEquals(new float[] {-4.75f, 3}, Arrays.copyOfRange(v, 3000, 3002), 1e-5f);
        }
    }

    @Test
    void timesAndRowsMustFit() {
        try (VelocityFunction velocity = VelocityFunction.of(TestModels.random(2))) {
            assertThrows(IllegalArgumentException.class, () -> velocity.at(new float[3], new float[4]));
        }
    }
}
