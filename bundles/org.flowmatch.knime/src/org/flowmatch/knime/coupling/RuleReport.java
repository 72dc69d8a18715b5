// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.knime.coupling;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.encoding.KeptOrder;
import org.flowmatch.engine.encoding.KeptRule;
import org.flowmatch.engine.encoding.KeptSum;
import org.flowmatch.engine.score.RuleOffers.Offer;

/**
 * Rules between the columns of the target table as data of the view: {@code [{"rule": as the setting takes it, "state": "kept", "can be
 * kept" or "cannot be kept", "what": what keeping it changes, or why it cannot be kept}]}.
 */
final class RuleReport {
    private RuleReport() {}

    static JsonArray json(List<Offer> offers) {
        JsonArray rules = new JsonArray();
        for (Offer offer : offers) {
            JsonObject rule = new JsonObject();
            rule.addProperty("rule", written(offer.rule()));
            rule.addProperty(
                    "state", offer.kept() ? "kept" : offer.obstacle().isEmpty() ? "can be kept" : "cannot be kept");
            rule.addProperty("what", offer.obstacle().orElseGet(() -> change(offer.rule())));
            rules.add(rule);
        }
        return rules;
    }

    private static String written(KeptRule rule) {
        if (rule instanceof KeptOrder order) {
            return order.written();
        }
        return rule instanceof KeptSum sum ? sum.written() : rule.text();
    }

    private static String change(KeptRule rule) {
        if (rule instanceof KeptOrder order) {
            List<String> columns = order.columns();
            return all(columns.subList(1, columns.size()))
                    + (columns.size() == 2
                            ? " is modelled as how far it lies above "
                            : " are modelled as how far each lies above the last one, from ")
                    + Quoted.of(columns.get(0))
                    + (columns.size() == 2 ? ":" : " on:")
                    + " values on its decimal places, not only observed ones, to be given only beside what is below.";
        }
        if (rule instanceof KeptSum sum) {
            return all(sum.parts()) + " are modelled as shares of what is left of " + Quoted.of(sum.whole())
                    + ": values on their decimal places, not only observed ones, to be given only beside it.";
        }
        return "Modelled as a point of its own space.";
    }

    private static String all(List<String> columns) {
        return columns.stream().map(Quoted::of).collect(Collectors.joining(", "));
    }
}
