// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Set;
import org.flowmatch.engine.mixed.LabelRates;
import org.flowmatch.engine.mixed.LabelSchedule;

/** Rates at which labels jump, for kappa = t^2. */
final class DiscreteSection implements Section {
    private static final Set<String> KEYS = Set.of("scheduler", "logits", "x_t", "t", "posterior_to_velocity");

    @Override
    public void compare(JsonElement element, Comparison comparison) {
        JsonObject expected = element.getAsJsonObject();
        Comparison.requireKnown("discrete", expected, KEYS);
        LabelSchedule schedule = schedule(expected);
        double[][] logits = Comparison.rows(expected.get("logits"));
        double[] levels = Comparison.flat(expected.get("x_t"));
        double[] t = Comparison.flat(expected.get("t"));
        for (int i = 0; i < logits.length; i++) {
            comparison.numbers(
                    "discrete.posterior_to_velocity",
                    LabelRates.jumps(logits[i], level(levels[i]), schedule.rate(t[i])),
                    expected.get("posterior_to_velocity").getAsJsonArray().get(i),
                    FORMULA);
        }
    }

    static LabelSchedule schedule(JsonObject section) {
        String name = section.get("scheduler").getAsString();
        return switch (name) {
            case "condot" -> LabelSchedule.LINEAR;
            case "poly2" -> LabelSchedule.QUADRATIC;
            default -> Comparison.unknown("scheduler " + name);
        };
    }

    static int level(double written) {
        assertEquals(Math.rint(written), written, "levels are whole");
        return (int) written;
    }
}
