// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.oracle;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Set;
import org.flowmatch.engine.mixed.LabelRates;
import org.flowmatch.engine.mixed.LabelSchedule;

/** The divergence of rates that bounds the likelihood of labels, of rows of several positions. */
final class GeneralizedKlSection implements Section {
    private static final Set<String> KEYS = Set.of("scheduler", "t", "logits", "x_1", "x_t", "loss");

    @Override
    public void compare(JsonElement element, Comparison comparison) {
        JsonObject expected = element.getAsJsonObject();
        Comparison.requireKnown("generalized_kl", expected, KEYS);
        LabelSchedule schedule = DiscreteSection.schedule(expected);
        double[] t = Comparison.flat(expected.get("t"));
        double[][] ends = Comparison.rows(expected.get("x_1"));
        double[][] now = Comparison.rows(expected.get("x_t"));
        for (int row = 0; row < t.length; row++) {
            double[][] logits =
                    Comparison.rows(expected.get("logits").getAsJsonArray().get(row));
            double[] loss = new double[logits.length];
            for (int k = 0; k < loss.length; k++) {
                loss[k] = LabelRates.divergence(
                        logits[k],
                        DiscreteSection.level(now[row][k]),
                        DiscreteSection.level(ends[row][k]),
                        schedule.rate(t[row]));
            }
            comparison.numbers(
                    "generalized_kl.loss",
                    loss,
                    expected.get("loss").getAsJsonArray().get(row),
                    FORMULA);
        }
    }
}
