// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.network;

import java.util.ArrayList;
import java.util.List;
import org.flowmatch.engine.program.Fragment;

/**
 * Writes {@code gradient_of_step} of an {@link Mlp}, on the plan of {@code mlp_gradient.torchscript}: layer by layer without a loop, because
 * a step would look into lists some hundred times, each time for a tenth of the time of a small operation.
 */
final class MlpStep {
    /** The tensors of a layer in the plan; W with b, W^T, dL/dW, dL/db, results, memory of the activation, slopes. */
    private static final List<String> OF_LAYER =
            List.of("weights", "back", "dweights", "dbias", "joined", "h", "transposed", "kept", "slope");

    private static final String START =
            """
            # fragment: mlp_step
            # gives: gradient_of_step
            # needs: sums_scale, sums_place, activate_sums, times_slope_of_sums, of_step, loss_and_slope, slope_factor

            # Sets the gradients to keep times themselves (keep = 0 starts afresh) plus scale times the gradient of step number `step`;
            # returns the loss, not scaled.
            def gradient_of_step(
                self, plan: List[Tensor], data: List[Tensor], step: int, scale: float, keep: float) -> Tensor:
                %s, = plan
                of_sums = self.sums_scale()
                first = torch.select(inputs, 0, step)
            """;

    private static final String HIDDEN_LAYER =
            """
                sums% = self.sums_place(h%, kept%)
                sums% = torch.addmm(sums%, weights%, INPUT, beta=0.0, alpha=of_sums, out=sums%)
                active% = self.activate_sums(h%, kept%)
            """;

    private static final String LOSS =
            """
                outputs = torch.mm(weights%, INPUT, out=h%)
                loss, error, = self.loss_and_slope(outputs, self.of_step(data, step), 0, 1.0)
                factor = self.slope_factor() * scale
            """;

    private static final String GRADIENT =
            """
                torch.addmm_(dweights%, OUTER, INPUT, beta=keep, alpha=FACTOR)
                torch.addmv_(dbias%, OUTER, ones, beta=keep, alpha=FACTOR)
            """;

    private static final String SLOPE =
            """
                inner% = torch.addmm(slope%, back%, OUTER, beta=0.0, alpha=FACTOR, out=slope%)
                inner% = self.times_slope_of_sums(slope%, hBELOW, keptBELOW, one)
            """;

    private MlpStep() {}

    /** @param layers hidden ones and the last */
    static Fragment part(int layers) {
        int last = layers - 1;
        StringBuilder text = new StringBuilder(START.replace("%s", String.join(", ", names(layers))));
        for (int i = 0; i < last; i++) {
            text.append(of(HIDDEN_LAYER, i).replace("INPUT", input(i)));
        }
        text.append(of(LOSS, last).replace("INPUT", input(last)));
        for (int i = last; i > 0; i--) {
            text.append(of(GRADIENT + SLOPE, i)
                    .replace("INPUT", "transposed" + (i - 1))
                    .replace("BELOW", Integer.toString(i - 1))
                    .replace("OUTER", i == last ? "error" : "inner" + (i + 1))
                    .replace("FACTOR", i == last ? "factor" : "of_sums"));
        }
        return Fragment.of(text.append(of(GRADIENT, 0)
                        .replace("INPUT", "torch.select(outer, 0, step)")
                        .replace("OUTER", "inner1")
                        .replace("FACTOR", "of_sums"))
                .append("    return loss\n")
                .toString());
    }

    private static List<String> names(int layers) {
        List<String> names = new ArrayList<>(List.of("inputs", "outer", "ones", "one"));
        for (int i = 0; i < layers; i++) {
            for (String name : OF_LAYER) {
                names.add(name + i);
            }
        }
        return names;
    }

    private static String of(String lines, int layer) {
        return lines.replace("%", Integer.toString(layer));
    }

    private static String input(int layer) {
        return layer == 0 ? "first" : "joined" + (layer - 1);
    }
}
