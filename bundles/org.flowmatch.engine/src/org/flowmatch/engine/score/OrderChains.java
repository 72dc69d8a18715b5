// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.score;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Columns of which each is at most the next one, joined from orders of two. */
final class OrderChains {
    /** What a kept order takes. */
    private static final int MOST = 20;

    private final Map<String, List<String>> above = new LinkedHashMap<>();

    OrderChains(List<OrderRule> orders) {
        for (OrderRule order : orders) {
            above.computeIfAbsent(order.lower(), none -> new ArrayList<>()).add(order.upper());
        }
    }

    /** @return the longest one without these columns; of equal ones the first; empty where there is none */
    List<String> longest(Set<String> without) {
        Map<String, List<String>> longest = new HashMap<>();
        List<String> best = List.of();
        for (String lowest : above.keySet()) {
            List<String> chain =
                    without.contains(lowest) ? List.<String>of() : from(lowest, without, longest, new HashSet<>());
            best = chain.size() > best.size() ? chain : best;
        }
        return best.size() > MOST ? best.subList(0, MOST) : best;
    }

    /** @param below columns that lie below this one: nearly equal columns may lie below each other */
    private List<String> from(
            String lowest, Set<String> without, Map<String, List<String>> longest, Set<String> below) {
        List<String> known = longest.get(lowest);
        if (known != null) {
            return known;
        }
        below.add(lowest);
        List<String> best = List.of();
        for (String next : above.getOrDefault(lowest, List.of())) {
            if (!without.contains(next) && !below.contains(next)) {
                List<String> chain = from(next, without, longest, below);
                best = chain.size() > best.size() && !chain.contains(lowest) ? chain : best;
            }
        }
        below.remove(lowest);
        List<String> chain = new ArrayList<>(List.of(lowest));
        chain.addAll(best);
        longest.put(lowest, chain);
        return chain;
    }
}
