// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.network;

import java.util.List;
import org.flowmatch.engine.gpu.Device;
import org.flowmatch.engine.loss.Outputs;
import org.flowmatch.engine.loss.SquaredError;
import org.flowmatch.engine.program.Fragment;
import org.flowmatch.engine.program.TestProgram;
import org.flowmatch.engine.torchscript.Argument;
import org.flowmatch.engine.torchscript.Program;
import org.flowmatch.engine.torchscript.Tensor;

/** A network's programs as methods that a test can call. */
final class GradientCalls {

    private static final String CALLS =
            """
            # fragment: calls
            # gives: rows, one_time, gradient
            # needs: velocity, velocity_at, layers, to_training, to_model, accumulate_gradient

            def rows(self, parameters: Tensor, x: Tensor, t: Tensor) -> Tensor:
                return self.velocity(self.layers(parameters), x, t)

            def one_time(self, parameters: Tensor, x: Tensor, t: float) -> Tensor:
                return self.velocity_at(self.layers(parameters), x, t)

            def gradient(
                self,
                parameters: Tensor,
                gradient: Tensor,
                x: Tensor,
                t: Tensor,
                target: Tensor,
                roots: Tensor,
                keep: float) -> Tensor:
                scale = 1.0 / float(torch.numel(target))
                inside = self.to_training(gradient)
                data = [target]
                if torch.numel(roots) > 0:
                    data.append(roots)
                loss = self.accumulate_gradient(self.to_training(parameters), inside, x, t, data, scale, keep)
                changed = torch.copy_(gradient, self.to_model(inside))
                return loss
            """;

    private GradientCalls() {}

    static Program load(NetworkSpec network, int inputs, int outputs, List<Fragment> gradient) {
        return Program.load(
                new TestProgram()
                        .with(network.program(inputs, outputs))
                        .with(gradient)
                        .with(new SquaredError().parts(Outputs.ofNumbers(outputs)))
                        .calledBy(CALLS),
                Device.CPU);
    }

    /** The loss with the rows' weights; its gradient goes to {@code gradient} by the network's own program. */
    static float gradient(
            Program program, NetworkSpec network, TestRows rows, float[] weights, Tensor gradient, double keep) {
        return network.recordsGradient()
                ? program.callRecording("gradient", arguments(program, rows, weights, gradient, keep))[0]
                        .floats()[0]
                : program.call("gradient", arguments(program, rows, weights, gradient, keep))[0]
                        .floats()[0];
    }

    static Argument[] arguments(Program program, TestRows rows, float[] weights, Tensor gradient, double keep) {
        return new Argument[] {
            Argument.of(program.tensor(weights, weights.length)),
            Argument.of(gradient),
            Argument.of(program.tensor(rows.x(), rows.rows(), rows.inputs())),
            Argument.of(program.tensor(rows.t(), rows.rows())),
            Argument.of(program.tensor(rows.target(), rows.rows(), rows.outputs())),
            Argument.of(program.tensor(rows.roots(), rows.rows(), 1)),
            Argument.of(keep)
        };
    }
}
