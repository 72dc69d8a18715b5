// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.coupling;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.condition.ConditionEncoding;
import org.flowmatch.engine.condition.Conditions;
import org.flowmatch.engine.condition.FittedCondition;
import org.flowmatch.engine.data.RowMatrix;

/**
 * The combination of labels of each row, numbered from 0.
 *
 * @param target [n]
 * @param source [k]; empty when the source has no conditions of its own
 * @param names of the combinations, for messages
 */
record ConditionLabels(int[] target, Optional<int[]> source, List<String> names) {

    /** The labels by which pairs are made; empty when no pair depends on them. */
    static Optional<ConditionLabels> of(CouplingSettings settings, Optional<Conditions> conditions) {
        if (settings instanceof CouplingSettings.Transport transport
                && transport.conditions().mode() == ConditionCost.Mode.EQUAL_LABELS
                && conditions.isPresent()
                && conditions.get().encoding().columns().stream().anyMatch(FittedCondition.Nominal.class::isInstance)) {
            return Optional.of(of(conditions.get()));
        }
        return Optional.empty();
    }

    private static ConditionLabels of(Conditions conditions) {
        Map<List<Integer>, Integer> known = new HashMap<>();
        List<String> names = new ArrayList<>();
        ConditionEncoding encoding = conditions.encoding();
        int[] target = number(conditions.target(), encoding, known, names);
        Optional<int[]> source = conditions.source().map(rows -> number(rows, encoding, known, names));
        return new ConditionLabels(target, source, names);
    }

    private static int[] number(
            RowMatrix rows, ConditionEncoding encoding, Map<List<Integer>, Integer> known, List<String> names) {
        int[] labels = new int[rows.rows()];
        float[] c = new float[rows.columns()];
        for (int row = 0; row < labels.length; row++) {
            rows.copyRow(row, c, 0);
            labels[row] = known.computeIfAbsent(places(c, encoding), combination -> {
                names.add(name(combination, encoding));
                return names.size() - 1;
            });
        }
        return labels;
    }

    /** The place of each nominal column's label. */
    private static List<Integer> places(float[] c, ConditionEncoding encoding) {
        List<Integer> places = new ArrayList<>();
        int first = 1;
        for (FittedCondition column : encoding.columns()) {
            if (column instanceof FittedCondition.Nominal) {
                int place = 0;
                while (place < column.features() && c[first + place] == 0) {
                    place++;
                }
                if (place == column.features()) {
                    throw new FlowException(
                            "A row of the coupling has no label of condition \"" + column.name() + "\".",
                            "The coupling is damaged: run the node that made it again.");
                }
                places.add(place);
            }
            first += column.features();
        }
        return places;
    }

    private static String name(List<Integer> places, ConditionEncoding encoding) {
        List<String> parts = new ArrayList<>();
        for (FittedCondition column : encoding.columns()) {
            if (column instanceof FittedCondition.Nominal nominal) {
                parts.add(Quoted.cut(nominal.name()) + " = "
                        + Quoted.of(nominal.categories().get(places.get(parts.size()))));
            }
        }
        return String.join(", ", parts);
    }

    /** The number of combinations that occur. */
    int count() {
        return names.size();
    }
}
