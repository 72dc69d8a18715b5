// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.condition;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.flowmatch.engine.Quoted;
import org.flowmatch.engine.data.Identifier;

/** What a user should know about the values of condition columns that can be used; mostly nothing. */
public final class ConditionNotes {
    private static final int FEWEST_ROWS = 16;
    private static final double NEARLY_ALL = 0.9;

    private ConditionNotes() {}

    /**
     * @param conditions that the encoding was fitted on
     * @param table what messages call their table, for instance "target table"
     */
    public static List<String> of(ConditionEncoding encoding, ConditionTable conditions, String table) {
        List<String> notes = new ArrayList<>();
        for (FittedCondition fitted : encoding.columns()) {
            ConditionColumn column = conditions.column(fitted.name()).orElseThrow();
            if (fitted instanceof FittedCondition.Number number && column instanceof ConditionColumn.Numbers numbers) {
                number.farCell(numbers)
                        .ifPresent(cell -> notes.add(cell.problem(ConditionErrors.WORDS, fitted.name(), table) + " "
                                + ConditionErrors.SCALED_BY_ONE_CELL));
            }
            if (looksLikeIdentifier(column)) {
                notes.add(
                        "The condition column " + Quoted.of(fitted.name()) + " looks like an identifier: hardly two of"
                                + " its values are equal. The model stores labels as they are. Leave the column out if it names"
                                + " persons or things.");
            }
        }
        return notes;
    }

    private static boolean looksLikeIdentifier(ConditionColumn column) {
        if (column instanceof ConditionColumn.Numbers numbers) {
            return Identifier.looksLikeOne(numbers.values().clone());
        }
        List<String> labels = ((ConditionColumn.Texts) column).values();
        return labels.size() >= FEWEST_ROWS && new HashSet<>(labels).size() >= NEARLY_ALL * labels.size();
    }
}
