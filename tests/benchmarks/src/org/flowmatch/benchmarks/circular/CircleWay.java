// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.circular;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.flowmatch.engine.encoding.Modelling;

/** What the columns that go round are modelled as; the others by their values. */
public enum CircleWay {
    NUMBERS("plain numbers", periods -> roles(periods, Modelling.Role.NUMBER)),
    BY_VALUES("by their values", periods -> Modelling.AUTOMATIC),
    CIRCLES("circles", Modelling.AUTOMATIC::withPeriods);

    private final String label;
    private final Function<Map<String, Double>, Modelling> modelling;

    CircleWay(String label, Function<Map<String, Double>, Modelling> modelling) {
        this.label = label;
        this.modelling = modelling;
    }

    public String label() {
        return label;
    }

    /** @param periods by column */
    Modelling modelling(Map<String, Double> periods) {
        return modelling.apply(periods);
    }

    private static Modelling roles(Map<String, Double> periods, Modelling.Role role) {
        return new Modelling(
                Modelling.Role.AUTOMATIC,
                periods.keySet().stream().collect(Collectors.toMap(name -> name, name -> role)));
    }
}
