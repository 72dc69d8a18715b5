// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.flowmatch.engine.gpu.Device;
import org.flowmatch.engine.loss.Outputs;
import org.flowmatch.engine.loss.SquaredError;
import org.flowmatch.engine.network.Mlp;
import org.flowmatch.engine.program.TestProgram;
import org.flowmatch.engine.torchscript.Argument;
import org.flowmatch.engine.torchscript.Program;
import org.flowmatch.engine.torchscript.Tensor;
import org.junit.jupiter.api.Test;

/**
 * L_FM - L_CFM = E|v|^2 - E|u|^2, and both losses have the same gradient (Lipman and others 2023, theorem 2), on the linear
 * path from N(0, 1) to N(m, q^2), where v is known. Expectations are means over drawn rows, so both hold up to their noise.
 */
class MarginalLossTest {
    private static final int ROWS = 200_000;
    private static final double M = 1.5;
    private static final double Q = 0.5;
    private static final Mlp NETWORK = SmallTables.NETWORK;

    private static final String CALL =
            """
            # fragment: calls
            # gives: gradient
            # needs: to_training, to_model, accumulate_gradient

            def gradient(self, parameters: Tensor, gradient: Tensor, x: Tensor, t: Tensor, target: Tensor) -> Tensor:
                scale = 1.0 / float(torch.numel(target))
                inside = self.to_training(gradient)
                loss = self.accumulate_gradient(
                    self.to_training(parameters), inside, x, t, [target], scale, 0.0)
                changed = torch.copy_(gradient, self.to_model(inside))
                return loss
            """;

    @Test
    void theConditionalLossHasTheGradientOfTheMarginalOne() {
        Random random = new Random(5);
        float[] x = new float[ROWS];
        float[] t = new float[ROWS];
        float[] u = new float[ROWS];
        float[] v = new float[ROWS];
        double difference = 0;
        for (int i = 0; i < ROWS; i++) {
            double x0 = random.nextGaussian();
            double x1 = M + Q * random.nextGaussian();
            double time = random.nextDouble();
            double point = time * x1 + (1 - time) * x0;
            double slope = (time * Q * Q - (1 - time)) / (time * time * Q * Q + (1 - time) * (1 - time));
            x[i] = (float) point;
            t[i] = (float) time;
            u[i] = (float) (x1 - x0);
            v[i] = (float) (M + slope * (point - time * M));
            difference += ((double) v[i] * v[i] - (double) u[i] * u[i]) / ROWS;
        }
        float[] weights = NETWORK.initialWeights(1, 1, 3);
        float[] conditional = new float[weights.length];
        float[] marginal = new float[weights.length];
        double lossOfU = loss(weights, x, t, u, conditional);
        double lossOfV = loss(weights, x, t, v, marginal);
        assertTrue(difference < -0.5, "E|v|^2 - E|u|^2 = " + difference);
        assertEquals(difference, lossOfV - lossOfU, 0.01);
        double apart = 0;
        double size = 0;
        for (int i = 0; i < weights.length; i++) {
            apart += (conditional[i] - marginal[i]) * (conditional[i] - marginal[i]);
            size += marginal[i] * marginal[i];
        }
        assertTrue(apart < 1e-4 * size, "relative squared distance of the gradients " + apart / size);
    }

    private static double loss(float[] weights, float[] x, float[] t, float[] target, float[] gradient) {
        try (Program program = Program.load(
                new TestProgram()
                        .with(NETWORK.program(1, 1))
                        .with(NETWORK.gradientProgram())
                        .with(new SquaredError().parts(Outputs.ofNumbers(1)))
                        .calledBy(CALL),
                Device.CPU)) {
            Tensor taken = program.zeros(weights.length);
            double loss = program.call(
                            "gradient",
                            Argument.of(program.tensor(weights, weights.length)),
                            Argument.of(taken),
                            Argument.of(program.tensor(x, ROWS, 1)),
                            Argument.of(program.tensor(t, ROWS)),
                            Argument.of(program.tensor(target, ROWS, 1)))[0]
                    .floats()[0];
            taken.copyTo(gradient, 0);
            return loss;
        }
    }
}
